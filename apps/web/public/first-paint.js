// Light or dark, before anything is painted: a page that turns dark after a moment would have flashed white first. A file of its
// own, since the pages' security policy lets no script stand in the document. What changes later is src/kit/theme-choice.ts.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('maru.theme');
  } catch {
    // Where the browser keeps no storage the device decides.
  }
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
