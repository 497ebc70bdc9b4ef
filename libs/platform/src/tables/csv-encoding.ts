import { KoreanDecoder, NotText } from './korean-decoder';
import { type Encoding, headOf, type TableBytes } from './table';

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

export interface FoundEncoding {
  readonly encoding: Encoding;
  /** Bytes of the mark before the text. */
  readonly markBytes: number;
}

/** Decodes a text piece by piece, and throws NotText where it is not what it was taken for. */
export interface PieceDecoder {
  decode(bytes: Uint8Array): string;
  end(): void;
}

export function decoderOf(encoding: Encoding): PieceDecoder {
  if (encoding === 'euc-kr') return new KoreanDecoder();
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const strict = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (error) {
      throw (error as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? new NotText() : error;
    }
  };
  return { decode: strict, end: () => void strict() };
}

/**
 * What the characters of the whole file are written in. Every byte is looked at, since the first Korean word may stand in the last row:
 * text that is UTF-8 to its end is UTF-8, for nothing else is by chance; what is EUC-KR to its end (with its extension CP949) is that.
 * @returns null where it is neither, or is no text
 */
export async function detectEncoding(bytes: TableBytes): Promise<FoundEncoding | null> {
  const head = await headOf(bytes, 3);
  for (const [encoding, mark] of BYTE_ORDER_MARKS)
    if (mark.every((byte, at) => head[at] === byte)) return (await isTextIn(bytes, encoding)) ? { encoding, markBytes: mark.length } : null;
  for (const encoding of ['utf-8', 'euc-kr'] as const) if (await isTextIn(bytes, encoding)) return { encoding, markBytes: 0 };
  return null;
}

async function isTextIn(bytes: TableBytes, encoding: Encoding): Promise<boolean> {
  const decoder = decoderOf(encoding);
  try {
    for await (const chunk of bytes.from(0)) {
      // What holds a NUL is no text, and could not be stored.
      if (decoder.decode(chunk).includes('\0')) return false;
    }
    decoder.end();
    return true;
  } catch (error) {
    if (error instanceof NotText) return false;
    throw error;
  }
}
