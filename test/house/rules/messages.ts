/** What one language has and the other lacks; both files are JSON, nested as deep as they like. */
export function messageFaults(koText: string, enText: string): string[] {
  const ko = flatten(JSON.parse(koText));
  const en = flatten(JSON.parse(enText));
  const keys = [...new Set([...ko.keys(), ...en.keys()])].sort();
  return keys.flatMap((key) => {
    const inKo = ko.get(key);
    const inEn = en.get(key);
    if (inKo === undefined) return [`${key} is missing in Korean`];
    if (inEn === undefined) return [`${key} is missing in English`];
    if (!inKo.trim() || !inEn.trim()) return [`${key} is empty`];
    const differ = slots(inKo) !== slots(inEn);
    return differ ? [`${key} fills in other values: ${slots(inKo) || 'none'} and ${slots(inEn) || 'none'}`] : [];
  });
}

/**
 * Routes whose reads stand in the usage log by their address, since the module has no word for what they are about.
 * @param paths of the API's description, such as /api/fems/meters/{id}
 * @param wordsOf the words of a module by part of a route; undefined where there is no such module
 */
export function unnamedRoutes(
  paths: readonly string[],
  wordsOf: (module: string) => Record<string, string> | undefined,
  withoutModule: string,
): string[] {
  return paths.filter((path) => {
    const parts = path
      .split('/')
      .slice('/api'.split('/').length)
      .filter((part) => !part.startsWith('{'));
    const words = wordsOf(parts[0]!) ?? wordsOf(withoutModule) ?? {};
    return !parts.some((part) => part in words);
  });
}

function flatten(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (typeof value === 'object' && value !== null) {
    // Plural forms differ by language (i18next writes them as suffixes), so they count as one key.
    for (const [key, member] of Object.entries(value)) flatten(member, path ? `${path}.${key}` : key.replace(/_(?:one|other)$/, ''), found);
  } else {
    found.set(path.replace(/_(?:one|other)$/, ''), String(value));
  }
  return found;
}

function slots(message: string): string {
  const names = [...message.matchAll(/\{\{\s*([\w.]+)[^}]*\}\}/g)].map((match) => match[1]!);
  return [...new Set(names)].sort().join(', ');
}
