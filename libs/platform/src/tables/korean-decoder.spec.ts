import { createHash } from 'node:crypto';
import { KoreanDecoder, NotText } from './korean-decoder';

function decode(...bytes: number[]): string | null {
  try {
    const decoder = new KoreanDecoder();
    const text = decoder.decode(Uint8Array.from(bytes));
    decoder.end();
    return text;
  } catch (error) {
    if (error instanceof NotText) return null;
    throw error;
  }
}

describe('the decoder of EUC-KR and CP949', () => {
  it('knows every character that Windows code page 949 knows, and no other', () => {
    const known: string[] = [];
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x41; trail <= 0xfe; trail++) {
        const text = decode(lead, trail);
        if (text !== null) known.push(Buffer.from([lead, trail]).toString('hex') + text.charCodeAt(0).toString(16).padStart(4, '0'));
      }
    // 17048 characters, as the code page has them; the digest is that of another implementation's table, written the same way.
    expect([known.length, createHash('sha256').update(known.join('\n')).digest('hex')]).toEqual([
      17048,
      '7cb0c0a3bfb703382d5cbb9f9dc437f8d192eec57c3c0e09799626f5014e5320',
    ]);
  });

  it('reads a text wherever its pieces part', () => {
    const bytes = Buffer.from('b6d2b9e6bfa120c0cebcb320612c310a8c63', 'hex');
    for (let cut = 0; cut <= bytes.length; cut++) {
      const decoder = new KoreanDecoder();
      expect(decoder.decode(bytes.subarray(0, cut)) + decoder.decode(bytes.subarray(cut))).toBe(decode(...bytes));
    }
  });

  it.each([[[0x80]], [[0xff]], [[0xb0]], [[0xb0, 0x20]], [[0x81, 0x40]], [[0xc9, 0xa1]]])('refuses %j', (bytes) => {
    expect(decode(...bytes)).toBeNull();
  });
});
