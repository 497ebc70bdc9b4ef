import type { Metering } from '../metering/next-step';
import type { QualityFilters } from './address';
import { intervalId, intervalOf, loadAddressOf, type Reviewed, reviewed } from './review';

describe('what is reviewed', () => {
  const sites = [
    { id: 'seoul', name: '본사', zone: 'Asia/Seoul' },
    { id: 'york', name: 'York', zone: 'America/New_York' },
  ];
  const meters = [
    { id: 'm1', siteId: 'seoul' },
    { id: 'm2', siteId: 'york' },
  ];
  const point = (id: string, meterId: string, newestStart: string | null, quantity = 'activeEnergyImport') => ({
    id,
    meterId,
    quantity,
    intervalSeconds: 900,
    activity: newestStart && { newestStart },
    withdrawn: null,
  });
  // Its newest interval ends at midnight of Seoul, and belongs to the day before.
  const points = [
    point('a', 'm1', '2026-03-31T14:45:00Z'),
    point('b', 'm1', '2026-02-03T00:00:00Z', 'reactiveEnergyLagging'),
    point('c', 'm2', null),
  ];
  const metering = { sites, meters, points, sources: [] } as unknown as Metering;
  const nothing: QualityFilters = { siteId: null, pointId: null, by: 'month', on: null };
  const review = (found: Reviewed) => ('review' in found ? found.review : null);

  it('is the newest month with a reading of the first site, in its calendar', () => {
    const found = review(reviewed(metering, nothing, false));
    expect(found).toMatchObject({ site: { id: 'seoul' }, pointId: null, date: '2026-03-31', lastDay: '2026-03-31' });
    expect(found?.query).toEqual({ siteId: 'seoul', from: '2026-03-01T00:00:00+09:00', to: '2026-04-01T00:00:00+09:00' });
  });

  it('is what the address names: a point with its own newest month, a period before the newest one', () => {
    expect(review(reviewed(metering, { ...nothing, pointId: 'b' }, false))).toMatchObject({
      site: { id: 'seoul' },
      query: { pointId: 'b', from: '2026-02-01T00:00:00+09:00' },
    });
    expect(review(reviewed(metering, { ...nothing, by: 'year', on: '2025-07-04' }, false))?.query).toMatchObject({
      from: '2025-01-01T00:00:00+09:00',
      to: '2026-01-01T00:00:00+09:00',
    });
    const inYork = review(reviewed(metering, { ...nothing, siteId: 'york', on: '2026-03-08' }, true));
    expect(inYork?.query).toEqual({ siteId: 'york', from: '2026-03-01T00:00:00-05:00', to: '2026-04-01T00:00:00-04:00' });
  });

  it.each<[string, Partial<QualityFilters>, boolean, string, string | null]>([
    ['the site of the point that a link names, whatever site was chosen last', { siteId: 'york', pointId: 'b' }, false, 'seoul', 'b'],
    ['the site that the address names, where its point is at another', { siteId: 'york', pointId: 'b' }, true, 'york', null],
    ['the point at the site that the address names', { siteId: 'seoul', pointId: 'b' }, true, 'seoul', 'b'],
    ['the site of the point, where the site named is none', { siteId: 'nowhere', pointId: 'c' }, true, 'york', 'c'],
    ['the site that was chosen last', { siteId: 'york' }, false, 'york', null],
    ['the site that was chosen last, where the point named is none', { siteId: 'york', pointId: 'nine' }, false, 'york', null],
  ])('is %s', (_what, filters, isSiteNamed, siteId, pointId) => {
    const found = review(reviewed(metering, { ...nothing, on: '2026-03-08', ...filters }, isSiteNamed));
    expect(found).toMatchObject({ site: { id: siteId }, pointId });
  });

  it('is the month of what was taken back where nothing is left, and of what is left where something is', () => {
    const withdrawn = { newestStart: '2025-10-05T00:00:00Z', lastReceivedAt: '2026-01-01T00:00:00Z' };
    const empty = { ...point('d', 'm2', null), withdrawn };
    const inYork = { ...metering, points: [...points, empty] } as unknown as Metering;
    expect(review(reviewed(inYork, { ...nothing, siteId: 'york' }, true))).toMatchObject({
      lastDay: '2025-10-04',
      query: { siteId: 'york', from: '2025-10-01T00:00:00-04:00' },
    });
    const inSeoul = { ...metering, points: [...points, { ...empty, meterId: 'm1' }] } as unknown as Metering;
    expect(review(reviewed(inSeoul, nothing, false))?.lastDay).toBe('2026-03-31');
    expect(review(reviewed(inSeoul, { ...nothing, pointId: 'd' }, false))?.lastDay).toBe('2025-10-05');
  });

  it('is nothing where nothing is measured or has come, and names which', () => {
    expect(reviewed(metering, { ...nothing, siteId: 'york' }, true)).toMatchObject({ missing: 'readings', site: { id: 'york' } });
    expect(reviewed({ ...metering, points: [] }, nothing, false)).toMatchObject({ missing: 'points' });
    expect(reviewed({ ...metering, sites: [], meters: [], points: [] }, nothing, false)).toEqual({ missing: 'points', site: undefined });
  });

  it('leads to the load of what the load page shows', () => {
    expect(loadAddressOf(metering.points[0], '2026-03-08T10:00:00+09:00')).toBe('/fems/load?point=a&on=2026-03-08');
    expect(loadAddressOf(metering.points[1], '2026-03-08T10:00:00+09:00')).toBeNull();
  });

  it('is an interval that the address names, of a point of the site', () => {
    const found = { points: metering.points.slice(0, 2), site: metering.sites[0] };
    const start = '2026-03-08T10:00:00+09:00';
    const end = '2026-03-08T10:15:00+09:00';
    expect(intervalOf(intervalId({ pointId: 'a', start }), found)).toEqual({ point: metering.points[0], start, end });
    expect(intervalOf('a/2026-03-08T01:00:00Z', found)).toMatchObject({ start, end });
    for (const id of [null, '', 'a', 'a/', 'a/yesterday', 'a/+275760-09-13T00:00:00Z', intervalId({ pointId: 'c', start })])
      expect([id, intervalOf(id, found)]).toEqual([id, null]);
  });
});
