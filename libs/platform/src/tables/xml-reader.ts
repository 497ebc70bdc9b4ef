import { parser, type SAXParser } from 'sax';

export type XmlAttributes = Readonly<Record<string, string>>;

/** Hears what stands in an XML document. Elements come without their prefix: spreadsheets give the same ones different prefixes. */
export interface XmlListener {
  open(name: string, attributes: XmlAttributes): void;
  close(name: string): void;
  text(text: string): void;
}

/** Longest tag or text of an element: a cell holds 32,767 characters at most. */
const TOKEN_MAX = 1_000_000;
const DEPTH_MAX = 100;

export class XmlFault extends Error {}

/**
 * Reads XML piece by piece and keeps no more than one token of it. A document type is refused, since it may define texts that unfold without
 * end.
 */
export class XmlReader {
  private readonly parser: SAXParser = parser(true, { position: false });
  private depth = 0;
  /** Of the tag or the text under way. */
  private length = 0;

  constructor(listener: XmlListener) {
    const text = (text: string) => {
      this.take(text);
      listener.text(text);
    };
    this.parser.onerror = ({ message }) => refuse(message);
    this.parser.ondoctype = () => refuse('a document type is refused');
    this.parser.ontext = text;
    this.parser.oncdata = text;
    this.parser.onattribute = ({ name, value }) => this.take(name + value);
    this.parser.onopentag = ({ name, attributes }) => {
      if (++this.depth > DEPTH_MAX) refuse('it is nested too deeply');
      this.length = 0;
      listener.open(localName(name), attributes as XmlAttributes);
    };
    this.parser.onclosetag = (name) => {
      this.depth--;
      this.length = 0;
      listener.close(localName(name));
    };
  }

  /** @throws XmlFault */
  write(piece: string): void {
    this.parser.write(piece);
  }

  /** @throws XmlFault when something was begun and not ended */
  end(): void {
    this.parser.close();
  }

  private take(text: string): void {
    this.length += text.length;
    if (this.length > TOKEN_MAX) refuse('a token is too long');
    if (text.includes('\0')) refuse('it holds what is no character');
  }
}

function refuse(why: string): never {
  throw new XmlFault(why);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
