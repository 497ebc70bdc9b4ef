import fc from 'fast-check';
import { attributeOf, XmlFault, XmlScanner } from './xml-scanner';

function heard(pieces: readonly string[]): string[] {
  const events: string[] = [];
  let text = '';
  const flush = () => {
    if (text) events.push(`"${text}"`);
    text = '';
  };
  const scanner = new XmlScanner({
    open: (name, attributes) => {
      flush();
      events.push(`<${name}${attributes.trim() && ` ${attributes.trim()}`}>`);
    },
    close: (name) => {
      flush();
      events.push(`</${name}>`);
    },
    text: (more) => {
      text += more;
    },
  });
  for (const piece of pieces) scanner.write(piece);
  scanner.end();
  flush();
  return events;
}

const DOCUMENT = `<?xml version="1.0"?><!-- a <note> --><x:row r="1" note='a > b'><c r="A1"/><t>1 &lt; 2 &amp; 3 &#44032;&#xAC00;</t><t><![CDATA[<raw> & so]]></t></x:row>`;

describe('the scanner of XML', () => {
  it('hears elements, attributes and text, without prefixes', () => {
    expect(heard([DOCUMENT])).toEqual([
      `<row r="1" note='a > b'>`,
      '<c r="A1">',
      '</c>',
      '<t>',
      '"1 < 2 & 3 가가"',
      '</t>',
      '<t>',
      '"<raw> & so"',
      '</t>',
      '</row>',
    ]);
  });

  it('hears the same wherever the pieces part', () => {
    const whole = heard([DOCUMENT]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: DOCUMENT.length }), { maxLength: 8 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), DOCUMENT.length];
        expect(heard(at.slice(1).map((end, index) => DOCUMENT.slice(at[index], end)))).toEqual(whole);
      }),
    );
  });

  it.each(['<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', '<row', `<t>${'x'.repeat(1_000_001)}`, `<t ${'x'.repeat(1_000_001)}`])(
    'refuses what has no end, defines texts, or holds no characters: %#',
    (text) => {
      expect(() => heard([text])).toThrow(XmlFault);
    },
  );

  it('reads attributes by their whole name', () => {
    const attributes = ` xr="0" r = "A1" t='s' note="r=&quot;B2&quot;" `;
    expect(['r', 't', 'note', 's', 'x'].map((name) => attributeOf(attributes, name))).toEqual(['A1', 's', 'r="B2"', null, null]);
  });
});
