import { periodFor } from './import-load';

it.each([
  ['2018-01-01', '2018-01-01', 'day'],
  ['2018-01-01', '2018-01-31', 'month'],
  ['2018-01-31', '2018-02-01', 'year'],
  ['2017-12-31', '2018-12-31', 'year'],
])('what was imported from %s to %s is seen by the %s', (first, last, by) => {
  expect(periodFor(first, last)).toBe(by);
});
