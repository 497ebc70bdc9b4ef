import { addDays, addMonths, instantOf, wallOf, zonedText } from './zoned';

describe('zoned', () => {
  it('knows when a day begins where the factory stands', () => {
    expect(instantOf('2018-11-22', 'Asia/Seoul')).toBe(Date.parse('2018-11-21T15:00:00Z'));
    expect(instantOf('2018-11-22T09:45', 'Asia/Seoul')).toBe(Date.parse('2018-11-22T00:45:00Z'));
    expect(instantOf('2018-07-01', 'America/New_York')).toBe(Date.parse('2018-07-01T04:00:00Z'));
    expect(instantOf('2018-12-01', 'America/New_York')).toBe(Date.parse('2018-12-01T05:00:00Z'));
  });

  it('is right on both days on which the clock changes', () => {
    const spring = instantOf('2018-03-12', 'America/New_York') - instantOf('2018-03-11', 'America/New_York');
    const autumn = instantOf('2018-11-05', 'America/New_York') - instantOf('2018-11-04', 'America/New_York');
    expect(spring).toBe(23 * 3_600_000);
    expect(autumn).toBe(25 * 3_600_000);
  });

  it('writes the offset of the zone', () => {
    const at = Date.parse('2018-11-22T00:45:00Z');
    expect(zonedText(at, 'Asia/Seoul')).toBe('2018-11-22T09:45:00+09:00');
    expect(zonedText(at, 'America/New_York')).toBe('2018-11-21T19:45:00-05:00');
    expect(zonedText(at, 'Asia/Kolkata')).toBe('2018-11-22T06:15:00+05:30');
  });

  it('changes the offset within the day on which the clock is changed, whatever was asked before', () => {
    const texts = ['05:59', '06:59', '07:00', '23:00', '06:59'].map((utc) =>
      zonedText(Date.parse(`2018-03-11T${utc}:00Z`), 'America/New_York'),
    );
    expect(texts.map((text) => text.slice(11))).toEqual([
      '00:59:00-05:00',
      '01:59:00-05:00',
      '03:00:00-04:00',
      '19:00:00-04:00',
      '01:59:00-05:00',
    ]);
  });

  it('shows the wall clock that a text itself has', () => {
    expect(wallOf('2018-11-22T09:45:00+09:00')).toBe('2018-11-22T09:45');
  });

  it('moves by days and months over the ends of years', () => {
    expect(addDays('2018-12-31', 1)).toBe('2019-01-01');
    expect(addDays('2018-03-01', -1)).toBe('2018-02-28');
    expect(addMonths('2018-12-31', 1)).toBe('2019-01-01');
    expect(addMonths('2018-01-15', -1)).toBe('2017-12-01');
  });
});
