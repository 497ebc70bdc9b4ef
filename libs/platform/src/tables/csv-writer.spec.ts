import fc from 'fast-check';
import { CSV_START, csvRecord, withoutFormula } from './csv-writer';

/** Reads one record by RFC 4180, written apart from the writer. */
function readRecord(line: string): string[] {
  const fields: string[] = [];
  let rest = line;
  for (;;) {
    const [field] = /^(?:"(?:[^"]|"")*"|[^",\r\n]*)/.exec(rest) as RegExpExecArray;
    fields.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    rest = rest.slice(field.length);
    if (rest === '\r\n') return fields;
    if (!rest.startsWith(',')) throw new Error(`not a record: ${line}`);
    rest = rest.slice(1);
  }
}

describe('csvRecord', () => {
  it('quotes what needs it and nothing else', () => {
    expect(csvRecord(['제강 공장', 'a,b', 'say "so"', 'two\nlines', '', null, 12.5, 0])).toBe(
      '제강 공장,"a,b","say ""so""","two\nlines",,,12.5,0\r\n',
    );
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (cells) => {
        expect(readRecord(csvRecord(cells))).toEqual(cells);
      }),
    );
  });

  it('begins a file with the mark by which Excel knows UTF-8', () => {
    expect([...Buffer.from(CSV_START)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('withoutFormula', () => {
  it.each(['=1+1', '+82', '-1', '@sum', '\t=1', '\r=1'])('disarms %j', (text) => {
    expect(withoutFormula(text)).toBe(`'${text}`);
  });

  it.each(['', '제강', '1-2', 'a=b', '모의'])('leaves %j', (text) => {
    expect(withoutFormula(text)).toBe(text);
  });
});
