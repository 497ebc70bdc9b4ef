const browsers: [RegExp, string][] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bWhale\//, 'Whale'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: [RegExp, string][] = [
  [/\bWindows\b/, 'Windows'],
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const nameIn = (table: [RegExp, string][], client: string) => table.find(([pattern]) => pattern.test(client))?.[1];

/** What a client called itself (User-Agent), short enough to recognise one's own device by; unknown ones as they are. */
export function clientName(client: string | null): string | null {
  if (!client) return null;
  const parts = [nameIn(browsers, client), nameIn(systems, client)].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : client;
}
