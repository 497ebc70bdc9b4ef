import type { DutyItem } from '../duties/duties.dto';
import { deskDuty, dutiesOfSite } from './desk-duty';

const duty = (part: Partial<DutyItem>): DutyItem => ({
  id: part.kind ?? '',
  kind: 'logs',
  state: 'running',
  next: null,
  period: null,
  days: null,
  agreementId: 'one',
  agreementNumber: '2024-1234',
  noticeTitle: null,
  partyKind: 'manufacturer',
  siteId: null,
  siteName: null,
  sitesWithoutLog: [],
  halfYear: null,
  registeredOn: null,
  uncertain: null,
  ...part,
});

describe('what is owed for a site', () => {
  const agreements = [{ id: 'one', siteIds: ['a', 'b'] }];
  const registration = (state: DutyItem['state'], ...without: string[]) =>
    duty({ kind: 'registration', state, sitesWithoutLog: without.map((id) => ({ id, name: id })) });
  const logs = duty({ kind: 'logs' });

  it.each(['late', 'due'] as const)('is not a half-year that is %s for another site of the agreement', (state) => {
    const items = [registration(state, 'b'), logs];
    expect(dutiesOfSite(items, agreements, 'a')).toEqual([logs]);
    expect(deskDuty(dutiesOfSite(items, agreements, 'a'))).toMatchObject({ state: 'running', open: 0 });
    expect(dutiesOfSite(items, agreements, 'b')).toEqual(items);
    expect(deskDuty(dutiesOfSite(items, agreements, 'b'))).toMatchObject({ state, open: 1 });
  });

  it('is a half-year for every site where none has logs, or where it is done with', () => {
    for (const item of [registration('late', 'a', 'b'), registration('done'), registration('not-needed')])
      for (const site of ['a', 'b']) expect(dutiesOfSite([item], agreements, site)).toEqual([item]);
  });

  it("is what its own agreements say, what is its own, and what is the company's", () => {
    const items = [duty({ agreementId: 'two' }), duty({ kind: 'key', siteId: 'b' }), duty({ kind: 'grant', agreementId: null })];
    expect(dutiesOfSite(items, agreements, 'a')).toEqual([items[2]]);
    expect(dutiesOfSite(items, agreements, 'b')).toEqual(items.slice(1));
  });
});
