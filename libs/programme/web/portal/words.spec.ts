import { differencesFirst, type Mapping, missingFields, type PortalDay, withField, withKind } from './words';

const mapping: Mapping = { kind: 'logs', sheet: null, headerRow: 1, headerRows: 1, columns: [{ column: 0, field: 'time' }] };

describe('the mapping of a list', () => {
  it('gives a field to one column alone', () => {
    expect(withField(mapping, 1, 'time').columns).toEqual([{ column: 1, field: 'time' }]);
    expect(withField(mapping, 0, 'use').columns).toEqual([{ column: 0, field: 'use' }]);
    expect(withField(mapping, 0, 'none').columns).toEqual([]);
    expect(missingFields(withField(mapping, 0, 'none'))).toEqual(['time']);
  });

  it('forgets with its kind what the other one does not have', () => {
    const days = withKind(mapping, 'days');
    expect(days.columns).toEqual([]);
    expect(missingFields(days)).toEqual(['day', 'count']);
  });
});

it('shows the days that differ first, and last those of which nothing is known', () => {
  const day = (text: string, differs: boolean | null) => ({ day: text, differs }) as PortalDay;
  const sorted = differencesFirst([day('2026-11-01', null), day('2026-11-02', false), day('2026-11-03', true), day('2026-11-04', false)]);
  expect(sorted.map((one) => one.day.slice(-2))).toEqual(['03', '02', '04', '01']);
});
