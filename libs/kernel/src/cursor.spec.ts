import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor';

describe('cursor', () => {
  it('is text for an address', () => {
    expect(encodeCursor([1514732400000, '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'])).toBe(
      'WzE1MTQ3MzI0MDAwMDAsIjAxN2YyMmUyLTc5YjAtN2NjMy05OGM0LWRjMGMwYzA3Mzk4ZiJd',
    );
  });

  it('comes back', () => {
    const part = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        expect(decodeCursor(encodeCursor(parts))).toEqual(parts.map((value) => (value === 0 ? 0 : value)));
      }),
    );
  });

  it.each(['', 'x', '====', 'WzFd=', 'WzFd\n', 'W zFd', 'WzFe'])('refuses %p', (text) => {
    expect(decodeCursor(text)).toBeNull();
  });

  it('refuses long text', () => {
    expect(decodeCursor('A'.repeat(4000))).toBeNull();
  });

  it.each(['{"a":1}', '[null]', '[1.5]', '[ 1]', '[[1]]', '1', '["\xff"]', '[1e400]', '[1', ''])('refuses the bytes %p', (bytes) => {
    expect(decodeCursor(btoa(bytes).replaceAll('=', ''))).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
        const parts = decodeCursor(text);
        return parts === null || encodeCursor(parts) === text;
      }),
    );
  });
});
