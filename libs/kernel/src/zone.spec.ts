import fc from 'fast-check';
import { parseInstant } from './instant';
import { formatInZone, instantsOfWall, isZone, offsetSpan } from './zone';

describe('isZone', () => {
  it.each(['Asia/Seoul', 'America/New_York', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Etc/GMT+9', 'UTC'])('takes %p', (name) => {
    expect(isZone(name)).toBe(true);
  });

  it.each([
    '',
    'KST',
    'EST',
    'asia/seoul',
    'ASIA/SEOUL',
    '+09:00',
    'Asia/Seul',
    'Asia',
    'Asia/',
    '../etc/passwd',
    'Asia/Seoul ',
    "Asia/Seoul'",
    null,
    9,
  ])('refuses %p', (name) => {
    expect(isZone(name)).toBe(false);
  });
});

describe('formatInZone', () => {
  it.each([
    ['2018-11-22T00:45:00Z', 'Asia/Seoul', '2018-11-22T09:45:00+09:00'],
    ['2018-12-31T15:00:00Z', 'Asia/Seoul', '2019-01-01T00:00:00+09:00'],
    ['1988-07-01T00:00:00Z', 'Asia/Seoul', '1988-07-01T10:00:00+10:00'],
    ['2024-03-10T06:59:59.999Z', 'America/New_York', '2024-03-10T01:59:59.999-05:00'],
    ['2024-03-10T07:00:00Z', 'America/New_York', '2024-03-10T03:00:00-04:00'],
    ['2024-11-03T05:59:59Z', 'America/New_York', '2024-11-03T01:59:59-04:00'],
    ['2024-11-03T06:00:00Z', 'America/New_York', '2024-11-03T01:00:00-05:00'],
    ['2024-01-01T00:00:00Z', 'Asia/Kathmandu', '2024-01-01T05:45:00+05:45'],
    ['2024-01-01T00:00:00.050Z', 'UTC', '2024-01-01T00:00:00.050+00:00'],
    ['1900-01-01T00:00:00Z', 'Asia/Seoul', '1900-01-01T08:27:00+08:27'],
  ])('%s in %s is %s', (utc, zone, text) => {
    expect(formatInZone(Date.parse(utc), zone)).toBe(text);
  });

  it('keeps the instant, in every kind of zone', () => {
    const zones = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC');
    const instants = fc.integer({ min: Date.UTC(1901, 0, 1), max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instants, zones, (epochMs, zone) => {
        const result = parseInstant(formatInZone(epochMs, zone));
        return result.ok && result.epochMs === epochMs;
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => formatInZone(0, 'Asia/Seul')).toThrow(RangeError);
  });
});

describe('offsetSpan', () => {
  it('finds one span for all that Seoul keeps since 1988', () => {
    const span = offsetSpan(Date.UTC(2018, 0, 1), 'Asia/Seoul');
    expect(span).toEqual({ from: Date.UTC(1988, 9, 8, 17), to: Number.POSITIVE_INFINITY, offsetMs: 32_400_000 });
    expect(offsetSpan(Date.UTC(9000, 0, 1), 'Asia/Seoul')).toBe(span);
  });

  it('gives a transition to what begins there, whatever was asked before', () => {
    const change = Date.UTC(2024, 2, 10, 7);
    expect(offsetSpan(change, 'America/New_York')).toMatchObject({ from: change, offsetMs: -4 * 3_600_000 });
    expect(offsetSpan(change - 1, 'America/New_York')).toMatchObject({ to: change, offsetMs: -5 * 3_600_000 });
    expect(offsetSpan(change, 'America/New_York')).toMatchObject({ from: change });
  });

  it('agrees with Intl about the offset', () => {
    const zones = ['Asia/Seoul', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'];
    for (const zone of zones) {
      const intl = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
      for (let epochMs = Date.UTC(1986, 0, 1); epochMs < Date.UTC(2026, 0, 1); epochMs += 7.3 * 86_400_000) {
        const name = intl.formatToParts(epochMs).find((part) => part.type === 'timeZoneName')?.value;
        const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
        const offsetMs = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
        expect(offsetSpan(Math.floor(epochMs), zone).offsetMs + 0).toBe(offsetMs + 0);
      }
    }
  });
});

describe('instantsOfWall', () => {
  it.each([
    ['2018-11-22T09:45:00', 'Asia/Seoul', ['2018-11-22T00:45:00Z']],
    ['2024-03-10T01:59:00', 'America/New_York', ['2024-03-10T06:59:00Z']],
    ['2024-03-10T02:30:00', 'America/New_York', []],
    ['2024-03-10T03:00:00', 'America/New_York', ['2024-03-10T07:00:00Z']],
    ['2024-11-03T00:59:00', 'America/New_York', ['2024-11-03T04:59:00Z']],
    ['2024-11-03T01:30:00', 'America/New_York', ['2024-11-03T05:30:00Z', '2024-11-03T06:30:00Z']],
    ['2024-11-03T02:00:00', 'America/New_York', ['2024-11-03T07:00:00Z']],
  ])('are found for %s in %s', (wall, zone, instants) => {
    expect(instantsOfWall(Date.parse(`${wall}Z`), zone)).toEqual(instants.map((instant) => Date.parse(instant)));
  });

  it('hold every instant among those of the wall time that it shows', () => {
    const zones = fc.constantFrom('Asia/Seoul', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC');
    const minutes = fc.integer({ min: Date.UTC(1988, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const instant = minute * 60_000;
        expect(instantsOfWall(instant + offsetSpan(instant, zone).offsetMs, zone)).toContain(instant);
      }),
    );
  });
});
