import { formatBusinessRegistrationNumber, parseBusinessRegistrationNumber } from './business-registration-number';

describe('parseBusinessRegistrationNumber', () => {
  // Published numbers of listed companies (their own web pages and the Fair Trade Commission's register print them).
  it.each(['124-81-00998', '120-81-47521', '220-81-62517', '1248100998'])('takes %s', (text) => {
    expect(parseBusinessRegistrationNumber(text)).toEqual({ ok: true, digits: text.replaceAll('-', '') });
  });

  it('takes exactly one check digit for each first nine', () => {
    const good = Array.from({ length: 10 }, (_, digit) => `12481009${9}${digit}`).filter(
      (text) => parseBusinessRegistrationNumber(text).ok,
    );
    expect(good).toEqual(['1248100998']);
  });

  it('notices every single wrong digit', () => {
    const digits = '1248100998';
    for (let at = 0; at < 10; at++) {
      for (let digit = 0; digit < 10; digit++) {
        const changed = digits.slice(0, at) + digit + digits.slice(at + 1);
        if (changed !== digits) expect(parseBusinessRegistrationNumber(changed)).toEqual({ ok: false, code: 'check-digit' });
      }
    }
  });

  it.each(['', '124-8100998', '12-481-00998', '124 81 00998', '124810099', '12481009988', '１２４8100998', '124-81-00998\n', '0000000000'])(
    'refuses %p',
    (text) => {
      expect(parseBusinessRegistrationNumber(text)).toEqual({ ok: false, code: 'malformed' });
    },
  );
});

describe('formatBusinessRegistrationNumber', () => {
  it('writes the hyphens', () => {
    expect(formatBusinessRegistrationNumber('1248100998')).toBe('124-81-00998');
  });
});
