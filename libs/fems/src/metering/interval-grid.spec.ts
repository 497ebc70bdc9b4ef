import { gridOffsetSeconds, intervalLengths } from './interval-grid';

const now = Date.UTC(2026, 10, 20, 6, 30);

describe('gridOffsetSeconds', () => {
  it.each([
    ['Asia/Seoul', 3600, 0],
    ['Asia/Kolkata', 3600, 1800],
    ['Asia/Kolkata', 1800, 0],
    ['Asia/Kathmandu', 3600, 900],
    ['Asia/Kathmandu', 1800, 900],
    ['America/St_Johns', 3600, 1800],
    ['America/New_York', 3600, 0],
  ])('in %s at %i seconds is %i', (zone, intervalSeconds, offset) => {
    expect(gridOffsetSeconds(intervalSeconds, zone, now)).toBe(offset);
  });

  it('is 0 everywhere for intervals that fill a demand window', () => {
    for (const zone of ['Asia/Seoul', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Eucla'])
      for (const length of intervalLengths.filter((seconds) => seconds <= 900)) expect(gridOffsetSeconds(length, zone, now)).toBe(0);
  });

  it('lets every interval length fill a demand window of 15 minutes or be one', () => {
    expect(intervalLengths.every((seconds) => 900 % seconds === 0 || (seconds > 900 && 3600 % seconds === 0))).toBe(true);
  });
});
