import { composeId, idTime, isId, newId } from './id';

describe('newId', () => {
  it('makes version 7 ids that carry the time', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idTime(id)).toBeGreaterThanOrEqual(before);
    expect(idTime(id)).toBeLessThanOrEqual(Date.now());
  });

  it('does not repeat itself', () => {
    expect(new Set(Array.from({ length: 10_000 }, newId)).size).toBe(10_000);
  });
});

describe('composeId', () => {
  it('gives the example of RFC 9562, appendix A.6', () => {
    const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
    expect(composeId(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  it('leaves the bytes it was given alone', () => {
    const random = new Uint8Array(10);
    expect(composeId(0, random)).toBe('00000000-0000-7000-8000-000000000000');
    expect(random).toEqual(new Uint8Array(10));
  });
});

describe('isId', () => {
  it.each(['017f22e2-79b0-7cc3-98c4-dc0c0c07398f', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'])(
    'takes %p',
    (text) => {
      expect(isId(text)).toBe(true);
    },
  );

  it.each([
    '',
    '017f22e279b07cc398c4dc0c0c07398f',
    '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398g',
    '017f22e2-79b0-9cc3-98c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-18c4-dc0c0c07398f',
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    null,
    7,
  ])('refuses %p', (text) => {
    expect(isId(text)).toBe(false);
  });
});

describe('idTime', () => {
  it('reads the milliseconds', () => {
    expect(idTime('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')).toBe(Date.UTC(2022, 1, 22, 19, 22, 22));
  });

  it('refuses other versions', () => {
    expect(() => idTime('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toThrow(RangeError);
  });
});
