import fc from 'fast-check';
import { XmlFault, XmlReader } from './xml-reader';

function heard(pieces: readonly string[]): string[] {
  const events: string[] = [];
  let text = '';
  const flush = () => {
    if (text) events.push(`"${text}"`);
    text = '';
  };
  const reader = new XmlReader({
    open: (name, attributes) => {
      flush();
      events.push(`<${[name, ...Object.entries(attributes).map(([attribute, value]) => `${attribute}=${value}`)].join(' ')}>`);
    },
    close: (name) => {
      flush();
      events.push(`</${name}>`);
    },
    text: (more) => {
      text += more;
    },
  });
  for (const piece of pieces) reader.write(piece);
  reader.end();
  flush();
  return events;
}

const DOCUMENT = `<?xml version="1.0"?><!-- a <note> --><x:row r="1" note='a > b'><c r="A1"/><t>1 &lt; 2 &amp; 3 &#44032;&#xAC00;</t><t><![CDATA[<raw> & so]]></t></x:row>`;

describe('the reader of XML', () => {
  it('hears elements, attributes and text, without prefixes', () => {
    expect(heard([DOCUMENT])).toEqual([
      '<row r=1 note=a > b>',
      '<c r=A1>',
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

  it.each([
    '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
    '<x>&a;</x>',
    '<row',
    '<row><c></row>',
    '<row/></row>',
    'a,b',
    '<t>&#0;</t>',
    '<t>\0</t>',
    `<t>${'x'.repeat(1_000_001)}`,
    `<t ${'x'.repeat(1_000_001)}`,
    `<t ${Array.from({ length: 200_000 }, (_, n) => `a${n}="x"`).join(' ')}/>`,
    '<a>'.repeat(101),
  ])('refuses what has no end, defines texts, or holds no characters: %#', (text) => {
    // In pieces, as a file comes: a token that never ends is found out on the way.
    const pieces = text.match(/.{1,50000}/gs) as string[];
    expect(() => heard(pieces)).toThrow(XmlFault);
  });
});
