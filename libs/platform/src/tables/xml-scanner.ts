/** Hears what stands in an XML document. Names come without their prefix: spreadsheets give the same elements different ones. */
export interface XmlListener {
  /** `attributes` is the text between the name and the end of the tag; `attributeOf` reads one. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** Longest tag or run of text: a cell holds 32,767 characters at most. */
const TOKEN_MAX = 1_000_000;
const DEPTH_MAX = 100;

export class XmlFault extends Error {}

/**
 * Reads XML piece by piece, as far as the parts of a workbook need it: elements, attributes, text, CDATA. It keeps no more than one token.
 * A document type is refused, since it may define texts that unfold without end.
 */
export class XmlScanner {
  private rest = '';
  private readonly open: string[] = [];

  constructor(private readonly listener: XmlListener) {}

  /** @throws XmlFault */
  write(piece: string): void {
    if (piece.includes('\0')) throw new XmlFault('it holds what is no character');
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at) this.listener.text(decodeEntities(text.slice(at, tag)));
      const next = this.markup(text, tag);
      if (next < 0) {
        at = tag;
        break;
      }
      at = next;
    }
    // Text may end in the middle of an entity, a tag in the middle of a name: what has no end yet waits for the next piece.
    this.rest = text.slice(at);
    if (this.rest.length > TOKEN_MAX) throw new XmlFault('a token is too long');
  }

  /** @throws XmlFault when something was begun and not ended */
  end(): void {
    if (this.rest.trim() !== '' || this.open.length > 0) throw new XmlFault('it ends before its end');
  }

  /** @returns where it ends; -1 when its end has not come yet */
  private markup(text: string, at: number): number {
    const second = text.charCodeAt(at + 1);
    if (second === 33) return this.declaration(text, at);
    if (second === 63) return endAfter(text, '?>', at + 2);
    const end = tagEnd(text, at + 1);
    if (end < 0) return -1;
    if (second === 47) this.close(localName(text.slice(at + 2, end).trim()));
    else this.element(text.slice(at + 1, end));
    return end + 1;
  }

  private element(tag: string): void {
    const empty = tag.endsWith('/');
    const inside = empty ? tag.slice(0, -1) : tag;
    const blank = inside.search(/\s/);
    const name = localName(blank < 0 ? inside : inside.slice(0, blank));
    this.listener.open(name, blank < 0 ? '' : inside.slice(blank));
    if (empty) this.listener.close(name);
    else if (this.open.push(name) > DEPTH_MAX) throw new XmlFault('it is nested too deeply');
  }

  private close(name: string): void {
    if (this.open.pop() !== name) throw new XmlFault(`${name} is closed and was not open`);
    this.listener.close(name);
  }

  private declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return endAfter(text, '-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      const end = endAfter(text, ']]>', at + 9);
      if (end > 0) this.listener.text(text.slice(at + 9, end - 3));
      return end;
    }
    if (text.length < at + 9) return -1;
    throw new XmlFault('a document type is refused');
  }
}

function endAfter(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** The `>` that ends the tag: one inside quotes is part of a value. */
function tagEnd(text: string, from: number): number {
  for (let at = from; ; ) {
    const end = text.indexOf('>', at);
    if (end < 0) return -1;
    const quote = openQuote(text, at, end);
    if (quote === null) return end;
    const closing = text.indexOf(quote.mark, quote.at + 1);
    if (closing < 0) return -1;
    at = closing + 1;
  }
}

/** A quotation mark between the places that has no partner there. */
function openQuote(text: string, from: number, to: number): { mark: string; at: number } | null {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code !== 34 && code !== 39) continue;
    const mark = code === 34 ? '"' : "'";
    const closing = text.indexOf(mark, at + 1);
    if (closing < 0 || closing > to) return { mark, at };
    at = closing;
  }
  return null;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/**
 * @param name with its prefix, as the parts of a workbook write it: `r:id`
 * @returns null when the tag has no such attribute
 */
export function attributeOf(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    if (at > 0 && !/\s/.test(attributes[at - 1] as string)) continue;
    const match = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes.slice(at + name.length));
    if (match) return decodeEntities(match[1] ?? match[2] ?? '');
  }
  return null;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new XmlFault('it holds what is no character');
    return String.fromCodePoint(code);
  });
}
