import { newOneTimeCode, oneTimeCodeHash } from './one-time-code';

describe('a one-time code', () => {
  const code = newOneTimeCode();

  it('is four groups of four symbols that are not mistaken for each other, another one each time', () => {
    const codes = Array.from({ length: 500 }, newOneTimeCode);
    expect(new Set(codes).size).toBe(500);
    for (const made of codes) expect(made).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
  });

  it.each([
    ['as it was shown', (text: string) => text],
    ['in small letters', (text: string) => text.toLowerCase()],
    ['without hyphens', (text: string) => text.replaceAll('-', '')],
    ['with blanks', (text: string) => ` ${text.replaceAll('-', ' ')}\n`],
    ['with letters for figures', (text: string) => text.replaceAll('0', 'o').replaceAll('1', 'L')],
  ])('is known %s', (_how, typed) => {
    expect(oneTimeCodeHash(typed(code))).toEqual(oneTimeCodeHash(code));
  });

  it.each([
    '',
    '-',
    'AAAA-AAAA-AAAA-AAA',
    'AAAA-AAAA-AAAA-AAAAA',
    'UUUU-UUUU-UUUU-UUUU',
    '가나다라-AAAA-AAAA-AAAA',
    'ＡAAA-AAAA-AAAA-AAAA',
  ])('is not %p', (text) => {
    expect(oneTimeCodeHash(text)).toBeNull();
  });

  it('tells by its hash nothing of another code', () => {
    expect(oneTimeCodeHash(code)).toHaveLength(32);
    expect(oneTimeCodeHash(newOneTimeCode())).not.toEqual(oneTimeCodeHash(code));
  });
});
