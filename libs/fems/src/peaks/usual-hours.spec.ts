import { formatInZone } from '@maru/kernel';
import { usualHours } from './usual-hours';

const texts = (at: string, zone: string) => {
  const { hour, before } = usualHours(Date.parse(at), zone);
  return [hour, ...before].map(({ from }) => formatInZone(from, zone));
};

describe('usualHours', () => {
  it('are the same hour of the same weekday in the four weeks before', () => {
    expect(texts('2018-11-22T09:30:00+09:00', 'Asia/Seoul')).toEqual([
      '2018-11-22T09:00:00+09:00',
      '2018-11-15T09:00:00+09:00',
      '2018-11-08T09:00:00+09:00',
      '2018-11-01T09:00:00+09:00',
      '2018-10-25T09:00:00+09:00',
    ]);
  });

  it('follow the clock of the site when it changes, and leave out an hour that it jumped over', () => {
    expect(texts('2025-11-06T09:15:00-05:00', 'America/New_York').slice(0, 2)).toEqual([
      '2025-11-06T09:00:00-05:00',
      '2025-10-30T09:00:00-04:00',
    ]);
    expect(texts('2025-03-16T02:15:00-04:00', 'America/New_York')).toEqual([
      '2025-03-16T02:00:00-04:00',
      '2025-03-02T02:00:00-05:00',
      '2025-02-23T02:00:00-05:00',
      '2025-02-16T02:00:00-05:00',
    ]);
  });
});
