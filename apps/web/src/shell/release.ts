import { isLoadingEarly } from '../kit/early';

const reloadedAt = 'maru.reloadedAt';
/** A file that is still missing this soon after a reload is not cured by another: the person is told (page-broken.tsx). */
const againAfterMs = 60_000;

/**
 * A tab that is left open over a release asks for files that are gone: the document is loaded anew, once, with the
 * names of the new ones. Where the browser keeps no storage there is no telling a loop, and nothing is reloaded.
 */
export function reloadAfterRelease(): void {
  window.addEventListener('vite:preloadError', () => {
    // A form that is being filled in must not be lost for what nobody asked for.
    if (isLoadingEarly()) return;
    try {
      if (Date.now() - Number(sessionStorage.getItem(reloadedAt)) < againAfterMs) return;
      sessionStorage.setItem(reloadedAt, String(Date.now()));
    } catch {
      return;
    }
    window.location.reload();
  });
}
