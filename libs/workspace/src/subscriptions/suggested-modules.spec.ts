import { divisionOf } from './suggested-modules';
import data from './suggested-modules.json';

describe('suggested modules', () => {
  it('cover manufacturing, division by division, with a reason in both languages and a source', () => {
    expect(data.divisions.map(({ division }) => division)).toEqual(Array.from({ length: 25 }, (_, place) => String(10 + place)));
    const texts = data.divisions.flatMap(({ name, modules }) => [name, ...modules.map(({ reason }) => reason)]);
    for (const { ko, en } of texts) expect([/[가-힣]/.test(ko), /[가-힣]/.test(en), en.length > 3]).toEqual([true, false, true]);
    expect(data.sources.map(({ what }) => what)).toEqual(['divisions', 'fems', 'equipment']);
  });

  it.each([
    ['C24112', '24'],
    ['24112', '24'],
    ['C10', '10'],
    ['34', '34'],
    ['A01', undefined],
    ['G45', undefined],
    ['35', undefined],
    ['09', undefined],
    ['C2', undefined],
    ['', undefined],
  ])('take %j for division %s', (code, division) => {
    expect(divisionOf(code)?.division).toBe(division);
  });
});
