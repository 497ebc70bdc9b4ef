import type { Browser, Page } from 'playwright-core';
import { ask, newFactory, newPoint } from './factory';
import { figure, newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

const quarterMs = 15 * 60_000;
const bell = (page: Page) => page.getByRole('banner').getByRole('button', { name: /알림/ });
const needsMe = (page: Page) => page.getByRole('main').getByRole('region', { name: '지금 처리할 일' });

/** The first page, as those see it who come to work. */
describe('home', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  // The figures of 2018's last day were worked out from the sample by another program.
  describe('of the steel plant', () => {
    let visitor: Visitor;

    beforeAll(async () => {
      visitor = await newVisitor(browser);
      await signIn(visitor.page, 'owner@steel.example');
    });

    it('says what needs the person, since when, and leads there with one key', async () => {
      const { page } = visitor;
      await open(page, '/');
      const item = needsMe(page).getByRole('listitem').filter({ hasText: '검침 없음' });
      await item.getByText('2018년 12월 31일 (월) 24:00 이후').waitFor();
      const count = await needsMe(page).getByRole('listitem').count();
      await page.getByText(`· 지금 처리할 일 ${count}건`).waitFor();
      await item.getByRole('link', { name: '상태 확인' }).click();
      await page.waitForURL('**/fems/meters');
      expect(await bell(page).textContent()).toMatch(new RegExp(`${count}\\s+건의 처리할 일`));
      await bell(page).click();
      await page.locator('#attention-tray').getByText('2018년 12월 31일 (월) 24:00 이후').waitFor();
    });

    it('shows how the plant ran on the newest day that has readings', async () => {
      const { page } = visitor;
      await open(page, '/');
      const plant = page.getByRole('region', { name: '광양 공장' });
      const texts = async (label: string) => (await figure(page, label).textContent()) ?? '';
      expect(await texts('하루 전력량')).toContain('339.08 kWh');
      expect(await texts('하루 전력량')).toContain('지난주 같은 요일보다 −82.5 %');
      expect(await texts('하루 최대수요전력')).toContain('16.84 kW');
      expect(await texts('하루 최대수요전력')).toContain('부하율 83.9 %');
      expect(await texts('12월 전력량')).toContain('59,436.78 kWh');
      // November is a day shorter: the percentage is of thirty days, and says so beside the figure of thirty-one.
      const ofThirtyDays = '12월 1일–12월 31일전월 같은 기간보다 −31.5 % (12월 1일–12월 30일 기준)';
      expect(await texts('12월 전력량')).toContain(ofThirtyDays);
      expect(await texts('12개월 최대수요전력')).toContain('628.72 kW');
      await plant.locator('[data-painted="true"]').waitFor();
      await plant.getByRole('link', { name: '한눈에 보기' }).click();
      await page.waitForURL('**/fems/overview?site=*');
      await figure(page, '12월 전력량').getByText('59,436.78').waitFor();
      expect(await texts('12월 전력량')).toContain(ofThirtyDays);
      await page.getByRole('button', { name: 'English' }).click();
      const inEnglish = 'same stretch of the month before (of 1 Dec–30 Dec)';
      await figure(page, 'Energy, Dec').getByText(inEnglish).waitFor();
      await page.getByRole('button', { name: '한국어' }).click();
    });

    it('is one read of the person, and the rest is automatic', async () => {
      const { page } = visitor;
      await open(page, '/fems/meters');
      const causes = new Map<string, Set<string | undefined>>();
      const note = (path: string, cause: string | undefined) => causes.set(path, (causes.get(path) ?? new Set()).add(cause));
      page.on('request', (request) => {
        if (request.url().includes('/api/')) note(new URL(request.url()).pathname, request.headers()['maru-cause']);
      });
      await page.getByRole('navigation').getByRole('link', { name: '홈' }).click();
      await needsMe(page).waitFor();
      await page.locator('[data-painted="true"]').waitFor();
      const ofPerson = [...causes].filter(([, each]) => each.has('input')).map(([path]) => path);
      expect(ofPerson).toEqual(['/api/workspace/attention']);
      causes.clear();
      await page.getByRole('navigation').getByRole('link', { name: '한눈에 보기' }).click();
      await page.getByRole('heading', { name: '비교' }).waitFor();
      await settled(page);
      expect([...causes].filter(([, each]) => each.has('input')).map(([path]) => path)).toEqual(['/api/fems/overview']);
    });

    it('has an overview that names the stretches which it compares', async () => {
      const { page } = visitor;
      await open(page, '/fems/overview');
      const row = (name: string) => page.getByRole('row').filter({ hasText: name });
      expect(await row('지난주 같은 요일').textContent()).toMatch(/12월 31일 \(월\)12월 24일 \(월\)339\.081,940\.26−82\.5 %/);
      expect(await row('같은 요일 4주 평균').textContent()).toContain('2,338.34−85.5 %');
      // November has thirty days, and so many of December's are compared with it.
      expect(await row('전월 같은 기간').textContent()).toMatch(/12월 1일–12월 30일11월 1일–11월 30일59,097\.7086,217\.61−31\.5 %/);
      expect(await figure(page, '12월 최대수요전력').textContent()).toContain('596.72 kW');
      await figure(page, '12개월 최대수요전력').getByRole('link', { name: '2018년 11월 22일 (목) 09:45' }).click();
      await page.waitForURL('**/fems/load?*on=2018-11-22');
    });

    it('leaves the console without errors', () => {
      expect(visitor.complaints).toEqual([]);
    });
  });

  it('of a factory with nothing leads to the first step', async () => {
    const email = await newFactory(browser);
    const { page, complaints } = await newVisitor(browser);
    await signIn(page, email);
    await needsMe(page).getByText('등록한 사업장이 없습니다.').waitFor();
    await needsMe(page).getByRole('link', { name: '사업장 등록' }).click();
    await page.waitForURL('**/workspace/sites');
    await open(page, '/fems/overview');
    await page.getByRole('link', { name: '사업장으로 가기' }).waitFor();
    expect(complaints).toEqual([]);
  });

  describe('and the bell of two people', () => {
    let here: Visitor;
    let there: Visitor;
    let pointId: string;
    let sourceId: string;

    const send = (agoQuarters: number) => {
      const at = new Date((Math.floor(Date.now() / quarterMs) - agoQuarters) * quarterMs).toISOString();
      return ask(here.page, 'POST', '/api/fems/readings', { sourceId, readings: [{ pointId, at, value: '4' }] });
    };

    beforeAll(async () => {
      const email = await newFactory(browser);
      here = await newVisitor(browser);
      await signIn(here.page, email);
      pointId = await newPoint(here.page);
      sourceId = (await ask(here.page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' })).id as string;
      there = await newVisitor(browser);
      await signIn(there.page, email, '/workspace/sessions');
      await open(here.page, '/');
    });

    it('rings at both without a reload, and rests at both when one has taken note', async () => {
      const tray = there.page.locator('#attention-tray');
      await bell(there.page).click();
      await tray.getByText('연결 전').waitFor();
      await send(20);
      await tray.getByText('검침 중단').waitFor();
      await needsMe(here.page).getByText('검침 중단').waitFor();
      await needsMe(here.page)
        .getByRole('button', { name: /^확인했음: / })
        .click();
      await tray.getByText('확인한 일 1건').waitFor();
      await tray.getByText('지금 처리할 일이 없습니다.').waitFor();
      expect(await bell(there.page).textContent()).not.toMatch(/\d/);
    });

    it('forgets what is mended', async () => {
      const tray = there.page.locator('#attention-tray');
      for (let ago = 19; ago >= 1; ago--) await send(ago);
      await tray.getByText('확인한 일').waitFor({ state: 'detached' });
      await figure(here.page, '하루 전력량').waitFor();
      expect([...here.complaints, ...there.complaints]).toEqual([]);
    });
  });
});
