/**
 * Classes whose own rule (`.name { … }`) stands in more than one stylesheet. Pages are loaded one by one, and with them their sheets: such a
 * class looks as whoever was loaded last says, which no page shows by itself.
 * @param sheets text by path
 */
export function sharedClasses(sheets: ReadonlyMap<string, string>): string[] {
  const places = new Map<string, Set<string>>();
  // What stands in brackets, such as the classes of `:is(…)`, is a condition and no rule of theirs.
  for (const [path, text] of sheets)
    for (const [, selectors] of text.replaceAll(/\/\*[\s\S]*?\*\/|\([^()]*\)/g, '').matchAll(/([^{}]+)\{/g))
      for (const selector of selectors.split(',').map((one) => one.trim()))
        if (/^\.[\w-]+$/.test(selector)) places.set(selector, (places.get(selector) ?? new Set()).add(path));
  return [...places].filter(([, paths]) => paths.size > 1).map(([name, paths]) => `${name}: ${[...paths].sort().join(', ')}`);
}
