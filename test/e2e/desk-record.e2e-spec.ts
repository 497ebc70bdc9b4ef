import { eventually } from '@maru/platform/testing';
import type { TestPerson } from '../support/api-under-test';
import { dayThatLasts, dayThatLastsMs } from '../support/day-to-send-on';
import { ExportScene } from '../support/export-scene';
import { asAdmin } from '../support/house-under-test';

interface PageView {
  items: { organisationId: string }[];
  next: string | null;
}

describe("the record of a company of what an office's desk was handed", () => {
  let scene: ExportScene;

  beforeAll(async () => {
    scene = await ExportScene.open();
  });
  afterAll(() => scene.close());

  const get = <T>({ token }: TestPerson, path: string) => scene.api.request<T>('GET', `/api/programme/${path}`, { token });
  const list = async (office: TestPerson, query: string) => (await get<PageView>(office, `companies${query}`)).body;
  const reporting = async (office: TestPerson, options = {}) => {
    const company = await scene.company(options);
    await scene.change(company, office, 'grant');
    return company;
  };

  beforeEach(dayThatLasts, dayThatLastsMs);

  const recorded = async (office: TestPerson, { token }: TestPerson) =>
    (await scene.api.request<{ items: { stream: string; officeId: string }[] }>('GET', '/api/workspace/report-pulls', { token })).body.items
      .map(({ stream, officeId }) => `${stream} ${officeId === office.organisationId}`)
      .toReversed();

  it('has every answer with its figures, whatever the client says of its cause, once a day', async () => {
    const office = await scene.office();
    const [one, other] = [await reporting(office), await reporting(office)];
    const first = await list(office, '?limit=1');
    const [onFirst, onSecond] = first.items[0].organisationId === one.organisationId ? [one, other] : [other, one];
    expect([await recorded(office, onFirst), await recorded(office, onSecond)]).toEqual([['shown-list true'], []]);
    await list(office, `?limit=1&cursor=${encodeURIComponent(first.next as string)}`);
    for (const cause of ['input', 'automatic'])
      await scene.api.request('GET', '/api/programme/companies', { token: office.token, headers: { 'maru-cause': cause } });
    // By itself it is the same question as in the list.
    await get(office, `companies/${one.organisationId}`);
    expect([await recorded(office, one), await recorded(office, other)]).toEqual([['shown-list true'], ['shown-list true']]);
    for (const path of ['operating-month', 'bonus-verdict', 'duties', 'operating-month', 'bonus-verdict', 'duties'])
      expect((await get(office, `companies/${one.organisationId}/${path}`)).status).toBe(200);
    expect(await recorded(office, one)).toEqual(['shown-list true', 'shown-month true', 'shown-verdict true', 'shown-duties true']);
    expect(await recorded(office, other)).toEqual(['shown-list true']);
  });

  it('has each question: another site, month, definition, day of the notice or past moment is another one', async () => {
    const office = await scene.office();
    const company = await reporting(office, { sites: ['999-99-00010', '124-81-00998'] });
    const [site, second] = company.siteIds;
    const past = encodeURIComponent('2026-04-02T12:00:00+09:00');
    const months = [
      `siteId=${site}&month=2026-03`,
      `siteId=${second}&month=2026-03`,
      `siteId=${site}&month=2026-02`,
      `siteId=${site}&month=2026-03&definition=real-use`,
      `siteId=${site}&month=2026-03&asOf=${past}`,
    ];
    const verdicts = [`siteId=${site}`, `siteId=${second}`, `siteId=${site}&noticeDay=2026-03-02`, `siteId=${site}&asOf=${past}`];
    const lists = ['', '?month=2026-03', `?month=2026-03&asOf=${past}`];
    for (let again = 0; again < 2; again++) {
      for (const query of months)
        expect((await get(office, `companies/${company.organisationId}/operating-month?${query}`)).status).toBe(200);
      for (const query of verdicts)
        expect((await get(office, `companies/${company.organisationId}/bonus-verdict?${query}`)).status).toBe(200);
      for (const query of lists) expect((await get(office, `companies${query}`)).status).toBe(200);
    }
    // The same moment in other words, and the site's id in capitals, is the same question.
    const same = `siteId=${site.toUpperCase()}&month=2026-03&asOf=2026-04-02T03:00:00.000Z`;
    expect((await get(office, `companies/${company.organisationId}/operating-month?${same}`)).status).toBe(200);
    expect(await recorded(office, company)).toEqual([
      ...months.map(() => 'shown-month true'),
      ...verdicts.map(() => 'shown-verdict true'),
      ...lists.map(() => 'shown-list true'),
    ]);
  });

  it('has one row of two that ask at once', async () => {
    const office = await scene.office();
    const company = await reporting(office);
    const ask = () => get(office, `companies/${company.organisationId}/operating-month`);
    const answers = await asAdmin(scene.database, async (client) => {
      // Nothing can be written until both have come as far as they can.
      await client.query('begin');
      await client.query('lock table workspace.report_pull in share mode');
      const asking = Promise.all([ask(), ask()]);
      await eventually(async () => {
        const { rows } = await client.query(
          'select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())',
        );
        return rows.length === 2;
      });
      await client.query('commit');
      return asking;
    });
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await recorded(office, company)).toEqual(['shown-month true']);
  });
});
