/** Lead and trail bytes of the two-byte characters. */
const LEAD_MIN = 0x81;
const LEAD_MAX = 0xfe;
const SYLLABLES_FIRST = 0xac00;
const SYLLABLES_LAST = 0xd7a3;
const PRIVATE_FIRST = 0xe000;
const PRIVATE_LAST = 0xf8ff;
const NONE = 0xffff;
/** Added to the standard in 1998: the euro and the registered mark. */
const ADDED: readonly (readonly [number, number])[] = [
  [0xa2e6, 0x20ac],
  [0xa2e7, 0xae],
];

/** Bytes are no text of the encoding that they were taken for. */
export class NotText extends Error {}

let table: Uint16Array | null = null;

/**
 * Text in EUC-KR with the extension of Korean Windows, CP949. The runtime's own decoder knows the 2,350 syllables of KS X 1001 alone and
 * takes the others for something else without a word. The extension holds the 8,822 syllables that the standard lacks, in the order of
 * Unicode, in the codes that the standard leaves free: so its table follows from the standard's.
 */
export class KoreanDecoder {
  private lead = 0;

  constructor() {
    table ??= makeTable();
  }

  /** @throws NotText when a byte is none of the encoding */
  decode(bytes: Uint8Array): string {
    const codes = table as Uint16Array;
    const out = new Uint16Array(bytes.length + 1);
    let count = 0;
    let { lead } = this;
    for (const byte of bytes) {
      if (lead === 0) {
        if (byte < 0x80) out[count++] = byte;
        else if (byte >= LEAD_MIN && byte <= LEAD_MAX) lead = byte;
        else throw new NotText(`${byte} is no byte of EUC-KR`);
        continue;
      }
      const code = codes[(lead << 8) | byte] as number;
      if (code === NONE) throw new NotText(`${lead} ${byte} is no character of EUC-KR`);
      out[count++] = code;
      lead = 0;
    }
    this.lead = lead;
    return Buffer.from(out.buffer, 0, count * 2).toString('utf16le');
  }

  /** @throws NotText when half a character is left */
  end(): void {
    if (this.lead !== 0) throw new NotText('the text ends within a character');
  }
}

function makeTable(): Uint16Array {
  const codes = new Uint16Array(0x10000).fill(NONE);
  const standard = new Set<number>();
  const decoder = new TextDecoder('euc-kr');
  for (let lead = 0xa1; lead <= LEAD_MAX; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.charCodeAt(0);
      // Two rows are left to whoever likes to fill them; nobody else can read what stands there.
      if (text.length !== 1 || code === 0xfffd || (code >= PRIVATE_FIRST && code <= PRIVATE_LAST)) continue;
      codes[(lead << 8) | trail] = code;
      standard.add(code);
    }
  for (const [place, code] of ADDED) codes[place] = code;
  let syllable = SYLLABLES_FIRST;
  for (const place of freePlaces()) {
    while (standard.has(syllable)) syllable++;
    if (syllable > SYLLABLES_LAST) break;
    codes[place] = syllable++;
  }
  return codes;
}

/** The codes of the extension, in order. */
function* freePlaces(): Generator<number> {
  for (let lead = LEAD_MIN; lead <= 0xc6; lead++)
    for (let trail = 0x41; trail <= (lead <= 0xa0 ? 0xfe : 0xa0); trail++)
      if (trail <= 0x5a || (trail >= 0x61 && trail <= 0x7a) || trail >= 0x81) yield (lead << 8) | trail;
}
