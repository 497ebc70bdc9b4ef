import { takesGzip } from './pull-reply';

describe('an answer', () => {
  it.each([
    ['gzip', true],
    ['br, GZIP;q=0.5', true],
    ['*', true],
    ['gzip;q=0, *', false],
    ['gzip; q=0', false],
    ['identity', false],
    ['', false],
    [undefined, false],
  ])('to Accept-Encoding %j is compressed: %s', (header, expected) => {
    expect(takesGzip(header)).toBe(expected);
  });
});
