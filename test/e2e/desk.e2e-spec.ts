import { daysOfMonth, monthsBefore, programmeDay } from '@maru/evidence';
import type { TestPerson } from '../support/api-under-test';
import { agreementBody } from '../support/estate';
import { type ExportCompany, ExportScene } from '../support/export-scene';
import { seedSends } from '../support/send-seed';
import { seedGap, seedUsage } from '../support/usage-seed';

interface Outlook {
  rule: string;
  risk: string;
  missing: number;
  daysLeft: number;
  workingDaysLeft: number | null;
  workingDays: number | null;
  calendarFault: string | null;
  today: string;
  ahead: { month: string; workingDays: number | null }[];
}

interface MonthView {
  operating: number;
  outlook: Outlook | null;
  shortfalls: { reason: string; days: string[] }[];
  logGaps: { from: string; until: string }[];
}

interface Row {
  site: { id: string; name: string; businessRegistrationNumber: string; region: string | null } | null;
  outlook: Outlook | null;
  figures: { used: number; stored: number; daysWithoutStored: number; gaps: number };
  month: { month: string; operating: number; unknown: number; verdict: string };
  duty: { state: string | null; open: number; first: { kind: string; next: string } | null; logsUntil: string | null };
  bonus: { verdict: string; reason: string; months: { month: string; operating: number | null; verdict: string }[] };
}

interface CompanyView {
  organisationId: string;
  lines: Row[];
  usesWithoutSite: number;
}

interface PageView {
  items: CompanyView[];
  next: string | null;
  total: number;
  definition: { id: string; version: number };
}

const morning = (day: string) => Date.parse(`${day}T10:00:00+09:00`);
const firstDays = (month: string, count: number) => daysOfMonth(month).slice(0, count);

describe("the office's desk", () => {
  let scene: ExportScene;

  beforeAll(async () => {
    scene = await ExportScene.open();
  });
  afterAll(() => scene.close());

  const get = <T>({ token }: TestPerson, path: string) => scene.api.request<T>('GET', `/api/programme/${path}`, { token });
  const list = async (office: TestPerson, query = '') => (await get<PageView>(office, `companies${query}`)).body;
  const asked = async (office: TestPerson, { organisationId }: TestPerson, query = '') =>
    (await get<CompanyView>(office, `companies/${organisationId}${query}`)).body;
  const row = async (office: TestPerson, of: TestPerson, query = '') => (await asked(office, of, query)).lines[0];
  const month = async (person: TestPerson, of: string, asOf?: string) =>
    (await get<MonthView>(person, `operating-month?month=${of}${asOf ? `&asOf=${encodeURIComponent(asOf)}` : ''}`)).body;
  const reporting = async (office: TestPerson, options = {}) => {
    const company = await scene.company(options);
    await scene.change(company, office, 'grant');
    return company;
  };
  const operate = async (company: ExportCompany, days: readonly string[], site = company.siteIds[0]) => {
    const events = await seedUsage(
      scene.api,
      company.tenant,
      days.map((day) => ({ at: morning(day), site })),
    );
    await seedSends(
      scene.database,
      company.tenant,
      events.map((event) => ({ event, outcome: 'stored' })),
    );
  };
  const agree = async ({ token, siteIds: [site] }: ExportCompany) => {
    const made = await scene.api.request('POST', '/api/programme/agreements', { token, body: agreementBody(site) });
    expect(made.status).toBe(201);
  };

  it('says of a company what it owes, how its month stands and what its last six months came to', async () => {
    const office = await scene.office();
    const company = await reporting(office);
    await agree(company);
    const six = monthsBefore(programmeDay(Date.now()), 6);
    await operate(
      company,
      six.flatMap((each) => firstDays(each, 20)),
    );
    const seen = await row(office, company);
    expect(seen.bonus).toMatchObject({ verdict: 'MET', reason: 'months' });
    expect(seen.bonus.months.map(({ month: of, operating }) => [of, operating])).toEqual(six.map((each) => [each, 20]));
    expect(seen.outlook).toMatchObject({ rule: 'programme.month-outlook.v1', calendarFault: null });
    // The first half-year that is to be registered by hand has passed without a log and without a record.
    expect(seen.duty).toMatchObject({ state: 'late', logsUntil: '2028-03-31', first: { kind: 'registration', next: 'register-late' } });
    const board = await get<{ items: { state: string }[] }>(office, `companies/${company.organisationId}/duties`);
    const own = await get<{ items: { state: string }[] }>(company, 'duties');
    expect(board.body).toEqual(own.body);
    expect((await list(office)).items).toMatchObject([{ organisationId: company.organisationId, lines: [seen] }]);
  });

  it('says of a month before the service was used at a site no number, and of the one in which that began what is known of it', async () => {
    const office = await scene.office();
    const company = await reporting(office);
    const six = monthsBefore(programmeDay(Date.now()), 6);
    await operate(company, daysOfMonth(six[4]).slice(10, 20));
    const counted = (await row(office, company)).bonus.months.map(({ operating, verdict }) => [operating, verdict]);
    expect(counted).toEqual([...Array(4).fill([null, 'INDETERMINATE']), [10, 'INDETERMINATE'], [0, 'NOT MET']]);
  });

  it('counts by receipts what the company itself counts by its log', async () => {
    const office = await scene.office();
    const company = await reporting(office);
    const days = firstDays('2026-03', 9);
    await operate(company, days.slice(0, 5));
    const more = await seedUsage(
      scene.api,
      company.tenant,
      days.slice(5).map((day) => ({ at: morning(day), site: company.siteIds[0] })),
    );
    await seedSends(scene.database, company.tenant, [
      { event: more[0], outcome: null },
      { event: more[1], outcome: 'refused', code: 'AP1004' },
    ]);
    const seen = await row(office, company, '?month=2026-03');
    const own = (await get<Row['month']>(company, 'operating-month?month=2026-03')).body;
    const { month: of, operating, unknown, verdict } = own;
    expect(seen.month).toMatchObject({ month: of, operating, unknown, verdict });
    expect(seen).toMatchObject({
      outlook: null,
      figures: { used: 9, stored: 5, daysWithoutStored: 3 },
      month: { operating: 5, unknown: 1 },
    });
  });

  it('has a line for each site that an agreement covers, else for each site, each with its own figures', async () => {
    const office = await scene.office();
    const two = await reporting(office, { sites: ['999-99-00010', '124-81-00998'] });
    const [first, second] = two.siteIds;
    await operate(two, firstDays('2026-03', 20), first);
    await seedUsage(scene.api, two.tenant, [{ at: morning('2026-03-25'), site: null }]);
    const seen = await asked(office, two, '?month=2026-03');
    expect(seen.lines).toMatchObject([
      {
        site: { id: first, name: 'site 0', businessRegistrationNumber: '999-99-00010' },
        month: { operating: 20, verdict: 'MET' },
        figures: { used: 20, stored: 20 },
      },
      {
        site: { id: second, name: 'site 1', businessRegistrationNumber: '124-81-00998' },
        // Nothing is known of a site at which nobody has used the service yet.
        month: { operating: null, unknown: 31, verdict: 'INDETERMINATE' },
        figures: { used: 0, stored: 0 },
      },
    ]);
    expect(seen.usesWithoutSite).toBe(1);
    expect(await list(office, '?month=2026-03')).toMatchObject({ items: [seen], total: 1 });
    const body = { ...agreementBody(second), siteIds: [second] };
    expect((await scene.api.request('POST', '/api/programme/agreements', { token: two.token, body })).status).toBe(201);
    const covered = await asked(office, two);
    expect(covered.lines.map(({ site }) => site?.id)).toEqual([second]);
    expect(covered.lines[0].duty.open).toBeGreaterThan(0);
    const of = (siteId: string) => get<MonthView>(office, `companies/${two.organisationId}/operating-month?month=2026-03&siteId=${siteId}`);
    expect((await of(first)).body.operating).toBe(20);
    expect((await get(office, `companies/${two.organisationId}/operating-month`)).status).toBe(400);
  });

  it('names the region of a site, and no agreement where none was entered', async () => {
    const office = await scene.office();
    const [unknown, known] = [await reporting(office), await reporting(office, { sites: [] })];
    expect(await row(office, known)).toMatchObject({ site: null, bonus: { reason: 'no-agreement' } });
    await scene.api.request('POST', '/api/workspace/sites', {
      token: known.token,
      body: { name: '시흥', businessRegistrationNumber: '999-99-00039', address: '경기도 시흥시 공단1대로' },
    });
    expect((await row(office, known)).site?.region).toBe('KR-41');
    expect(await row(office, unknown)).toMatchObject({
      site: { region: null },
      duty: { state: null, open: 0, first: null, logsUntil: null },
    });
  });

  it('says how many companies there are on all pages, and loses one at once when its grant ends', async () => {
    const office = await scene.office();
    const companies = [await reporting(office), await reporting(office), await reporting(office)];
    const first = await list(office, '?limit=2');
    expect([first.items.length, first.total, first.definition.id]).toEqual([2, 3, 'stored-log']);
    await scene.change(companies[1], office, 'revoke');
    expect((await list(office)).items.map(({ organisationId }) => organisationId).sort()).toEqual(
      [companies[0], companies[2]].map(({ organisationId }) => organisationId).sort(),
    );
    for (const rest of ['', '/duties', '/operating-month', '/bonus-verdict', '/day-events'])
      expect((await get(office, `companies/${companies[1].organisationId}${rest}`)).status).toBe(404);
  });

  it('stands as of a time that is past, and of none to come', async () => {
    const office = await scene.office();
    const company = await reporting(office);
    await operate(company, firstDays('2026-03', 20));
    const past = await asked(office, company, `?asOf=${encodeURIComponent('2026-03-31T12:00:00+09:00')}`);
    expect([past.lines[0].month.month, past.lines[0].bonus.months.at(-1)?.month]).toEqual(['2026-03', '2026-02']);
    expect(past.lines[0].figures).toMatchObject({ used: 20 });
    const page = await list(office, `?asOf=${encodeURIComponent('2026-03-31T12:00:00+09:00')}`);
    expect(page.items).toMatchObject([{ lines: past.lines }]);
    expect((await get(office, 'companies?asOf=2099-01-01T00:00:00Z')).status).toBe(400);
  });

  it('stands as of a day as a whole, which is over then: nothing more comes of it, and nothing of it waits', async () => {
    const office = await scene.office();
    const company = await reporting(office);
    await operate(company, firstDays('2026-03', 19));
    const asOf = (time: string) => `asOf=${encodeURIComponent(`2026-03-31T${time}+09:00`)}`;
    const noon = await asked(office, company, `?${asOf('12:00:00')}`);
    expect(noon.lines[0]).toMatchObject({ month: { month: '2026-03', verdict: 'INDETERMINATE', toCome: 1 }, outlook: { missing: 1 } });
    const end = await asked(office, company, `?${asOf('23:59:59.999')}`);
    expect(end.lines[0]).toMatchObject({ month: { month: '2026-03', verdict: 'NOT MET', operating: 19, toCome: 0 }, outlook: null });
    expect(end.lines[0].bonus.months.at(-1)?.month).toBe('2026-02');
    const page = await get<{ month: string; verdict: string; outlook: unknown; days: object[] }>(
      office,
      `companies/${company.organisationId}/operating-month?${asOf('23:59:59.999')}`,
    );
    expect(page.body).toMatchObject({ month: '2026-03', verdict: 'NOT MET', outlook: null });
    expect(page.body.days.at(-1)).toMatchObject({ day: '2026-03-31', state: 'not-operating', queued: 0 });
  });

  it('says of duties the same in the list and on the board of the company, whatever day figures stand as of', async () => {
    const office = await scene.office();
    const company = await reporting(office);
    await agree(company);
    const board = await get<{ items: { kind: string; state: string }[] }>(office, `companies/${company.organisationId}/duties`);
    const past = await row(office, company, `?asOf=${encodeURIComponent('2025-05-15T12:00:00+09:00')}`);
    expect(past.duty).toMatchObject({ state: 'late', first: board.body.items[0] });
    expect(past.duty).toEqual((await row(office, company)).duty);
  });

  it('shows another office and a company nothing', async () => {
    const [office, other] = [await scene.office(), await scene.office()];
    const company = await reporting(office);
    for (const rest of ['', '/duties']) {
      expect((await get(other, `companies/${company.organisationId}${rest}`)).status).toBe(404);
      expect((await get(company, `companies/${company.organisationId}${rest}`)).status).toBe(403);
    }
  });

  describe('and the running month of a company', () => {
    it('has its working days by the calendar of the site and the public holidays of Korea', async () => {
      const company = await scene.company();
      expect((await month(company, '2026-02', '2026-02-02T09:00:00+09:00')).outlook).toMatchObject({
        risk: 'days-off-needed',
        missing: 20,
        workingDays: 17,
        workingDaysLeft: 17,
        today: 'working-day',
        ahead: expect.arrayContaining([{ month: '2026-03', workingDays: 21 }]),
      });
      const { body: sites } = await scene.api.request<{ items: { id: string }[] }>('GET', '/api/workspace/sites', { token: company.token });
      await scene.api.request('PUT', `/api/programme/working-calendars/${sites.items[0].id}`, {
        token: company.token,
        body: { weekdays: [1, 2, 3, 4, 5, 6], days: [{ day: '2026-02-16', works: true }] },
        headers: { 'if-match': '"1"' },
      });
      expect((await month(company, '2026-02', '2026-02-02T09:00:00+09:00')).outlook).toMatchObject({ workingDays: 22, risk: 'on-track' });
    });

    it('is not known in a year whose holidays are not, nor without a site, and is said of no month that is over', async () => {
      const [company, without] = [await scene.company(), await scene.company({ sites: [] })];
      expect((await month(company, '2022-05', '2022-05-02T09:00:00+09:00')).outlook).toMatchObject({
        risk: 'calendar-unknown',
        workingDays: null,
        calendarFault: 'holidays-unknown',
      });
      expect((await month(without, '2026-05', '2026-05-04T09:00:00+09:00')).outlook).toMatchObject({ calendarFault: 'no-site' });
      expect((await month(company, '2026-04', '2026-05-04T09:00:00+09:00')).outlook).toBeNull();
    });

    it('names days of a screen alone, days of which nothing was stored, working days without use, and gaps of the log', async () => {
      const company = await scene.company({ sites: ['999-99-00010', '124-81-00998'] });
      const [site, other] = company.siteIds;
      await operate(company, ['2026-07-01'], site);
      await operate(company, ['2026-07-02'], other);
      await seedUsage(scene.api, company.tenant, [
        { at: morning('2026-07-02'), site },
        { at: morning('2026-07-03'), cause: 'automatic', site },
        { at: morning('2026-07-04'), cause: 'automatic', site },
        { at: morning('2026-07-06'), cause: 'automatic', site: other },
        { at: morning('2026-07-05'), cause: 'job', site },
      ]);
      await seedGap(scene.database, '2026-07-07T03:00:00Z', '2026-07-07T03:00:05Z');
      const of = async (siteId: string) => {
        const asOf = encodeURIComponent('2026-07-08T09:00:00+09:00');
        return (await get<MonthView>(company, `operating-month?month=2026-07&siteId=${siteId}&asOf=${asOf}`)).body;
      };
      const { shortfalls, logGaps } = await of(site);
      expect((await of(other)).shortfalls).toEqual([
        { reason: 'before-service', days: ['2026-07-01'] },
        { reason: 'screen-only', days: ['2026-07-06'] },
        { reason: 'not-used', days: ['2026-07-03', '2026-07-07'] },
      ]);
      expect(shortfalls).toEqual([
        { reason: 'not-stored', days: ['2026-07-02'] },
        { reason: 'screen-only', days: ['2026-07-03', '2026-07-04'] },
        { reason: 'not-used', days: ['2026-07-06', '2026-07-07'] },
      ]);
      expect(logGaps).toEqual([{ from: '2026-07-07T03:00:00.000Z', until: '2026-07-07T03:00:05.000Z' }]);
    });
  });
});
