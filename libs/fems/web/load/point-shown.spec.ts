import { pointShown } from './point-shown';
import type { LoadPoint } from './points';

const point = (id: string, siteId: string): LoadPoint => ({ id, siteId, name: id, meterName: '', siteName: '', isMain: false });
const points = [point('one', 'north'), point('two', 'north'), point('three', 'south')];

describe('the point whose load is shown', () => {
  it.each<[string, { siteId: string | null; pointId: string | null }, boolean, string]>([
    ['the first of all, where nothing is named', { siteId: null, pointId: null }, false, 'one'],
    ['the first of the site', { siteId: 'south', pointId: null }, true, 'three'],
    ['the first of the site that was chosen last', { siteId: 'south', pointId: null }, false, 'three'],
    ['the one named at its site', { siteId: 'north', pointId: 'two' }, true, 'two'],
    ['the first of the site chosen since, where the one named is at another', { siteId: 'south', pointId: 'two' }, true, 'three'],
    ['the one that a link names, whatever site was chosen last', { siteId: 'south', pointId: 'two' }, false, 'two'],
    ['the one named, where the site has none to show', { siteId: 'west', pointId: 'two' }, true, 'two'],
    ['the first of all, where the site has none to show', { siteId: 'west', pointId: null }, true, 'one'],
    ['the first of all, where the one named is none', { siteId: null, pointId: 'nine' }, false, 'one'],
  ])('is %s', (_what, filters, isSiteNamed, id) => {
    expect(pointShown(points, filters, isSiteNamed)?.id).toBe(id);
  });
});
