import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { type Language, newVisitor, open, openBrowser, settled, signIn } from './visitor';

const COMPANY = '금형 공장 시연';
const words = {
  ko: {
    outlook: '이번 달 전망',
    left: /남은 근무일|이 달의 기준|남은 날/,
    duties: '의무 현황',
    back: '모든 기업 보기',
    duty: '의무',
    late: '늦음',
  },
  en: { outlook: 'The running month', left: /days/, duties: 'Duties', back: 'All companies', duty: 'Duties', late: 'Late' },
} as const;

/** What the officer of an office sees of the companies that report to it, and what such a company sees of its own month. */
describe.each<Language>(['ko', 'en'])('the desk and the running month in %s', (language) => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  const said = words[language];

  const visit = async (email: string, path: string) => {
    ({ page, complaints } = await newVisitor(browser, { language }));
    await signIn(page, email);
    await open(page, path);
  };

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(() => expect(complaints).toEqual([]));
  afterAll(() => browser.close());

  it('tell the company what its month would still take, in words and without inventing use', async () => {
    await visit('owner@mould.example', '/programme/operating');
    const outlook = page.getByRole('region', { name: said.outlook });
    expect(await outlook.textContent()).toMatch(said.left);
    expect(await outlook.textContent()).toContain('programme.month-outlook.v1');
    await outlook.getByRole('link').click();
    await page.waitForURL('**/programme/calendar**');
  });

  it('list each company once it is counted, and keep a filter in the address', async () => {
    await visit('officer@programme.example', '/programme/companies');
    await page.getByRole('link', { name: COMPANY }).waitFor();
    const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
    const all = await rows.count();
    expect(all).toBeGreaterThan(1);
    await page.getByRole('combobox', { name: said.duty, exact: true }).selectOption('late');
    await page.waitForURL('**companies.is.duty=late**');
    await rows.nth(all - 1).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: COMPANY }).waitFor();
    expect(await page.getByRole('combobox', { name: said.duty, exact: true }).inputValue()).toBe('late');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('lead from a company to what it owes, and back', async () => {
    await page.getByRole('link', { name: COMPANY }).click();
    await page.getByRole('heading', { level: 1, name: COMPANY }).waitFor();
    await page.getByRole('region', { name: said.outlook }).waitFor();
    await page.getByRole('region', { name: said.duties }).locator('.tag', { hasText: said.late }).first().waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: said.back }).click();
    await page.getByRole('link', { name: COMPANY }).waitFor();
  });
});

/** The lines of a table's file; the first are sentences, and of the rows each is one. */
async function csvLines(page: Page, table: Locator): Promise<string[]> {
  await table.getByRole('button', { name: '내려받기' }).click();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV', exact: true }).click()]);
  const text = readFileSync(await saved.path(), 'utf8');
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
}

describe('the file of the desk', () => {
  it('is there of everything of a company, however few its rows are, and every line of a simulated one is marked', async () => {
    const browser = await openBrowser();
    const { page, complaints } = await newVisitor(browser);
    await signIn(page, 'officer@programme.example');
    await open(page, '/programme/companies');
    await page.getByRole('link', { name: COMPANY }).click();
    await page.getByRole('heading', { level: 1, name: COMPANY }).waitFor();
    const said = (await page.getByRole('region', { name: '이번 달 전망' }).locator('p').first().textContent()) ?? '';
    const tables = {
      six: page.getByRole('region', { name: '직전 6개월 가동률' }),
      days: page.getByRole('region', { name: /날짜별 현황/ }),
      duties: page.getByRole('region', { name: '의무 현황' }),
    };
    const [six, days, duties] = [await csvLines(page, tables.six), await csvLines(page, tables.days), await csvLines(page, tables.duties)];
    for (const lines of [six, days, duties])
      for (const line of lines.filter((each) => !each.startsWith('구분,'))) expect(line).toMatch(/^"?모의[ ,]/);
    expect(six.filter((line) => /^모의,\d{4}년 \d+월,/.test(line))).toHaveLength(6);
    expect(six.join()).toContain('stored-log v2');
    expect(days.join()).toContain(said);
    expect(days.find((line) => line.startsWith('구분,'))).toContain('상태,사유');

    await page.getByRole('button', { name: '이전 달', exact: true }).click();
    await tables.days.getByRole('link').first().click();
    const events = page.getByRole('region', { name: /사용 기록과 전송 결과/ });
    const [whose, titles, ...rows] = await csvLines(page, events);
    expect(whose).toMatch(new RegExp(`^"?모의 · ${COMPANY}, .+ \\d{3}-\\d{2}-\\d{5}`));
    expect(titles).toMatch(/^구분,.*보낸 내용\(키·사용자·주소 제외\),받은 답$/);
    expect(rows.join()).toContain('recptnRsltCd');
    for (const line of rows) expect(line).toMatch(/^모의,/);
    expect(complaints).toEqual([]);
    await browser.close();
  });

  it('holds every month, duty and verdict in a column of its own, says how they are counted, and marks what is simulated', async () => {
    const browser = await openBrowser();
    const { page, complaints } = await newVisitor(browser);
    await signIn(page, 'officer@programme.example');
    await open(page, '/programme/companies');
    await page.getByRole('link', { name: COMPANY }).waitFor();
    await page.getByRole('button', { name: '내려받기' }).click();
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV', exact: true }).click()]);
    const text = readFileSync(await saved.path(), 'utf8');
    expect(saved.suggestedFilename()).toMatch(/^기업_가동_현황_모의_.+\.csv$/);
    expect(text.split('\r\n', 4).join('\n')).toContain('stored-log v2');
    const titles = text.split('\r\n').find((line) => line.startsWith('구분')) ?? '';
    expect(titles.match(/\d{4}년 \d+월 가동일/g)).toHaveLength(6);
    for (const title of ['가장 급한 의무', '지금 할 의무', '로그 제출 기한', '가동률 판정', '저장된 로그', '사용', '더 필요한 가동일'])
      expect(titles).toContain(title);
    expect(text.split('\r\n').find((line) => line.includes(COMPANY))).toMatch(/^모의,/);
    expect(complaints).toEqual([]);
    await browser.close();
  });
});

describe('what a company lets its supplier see', () => {
  it('is granted by the code that the supplier gave it, seen by the supplier, and ended again', async () => {
    const browser = await openBrowser();
    const company = await newVisitor(browser);
    await signIn(company.page, 'owner@parts.example');
    await open(company.page, '/workspace/reporting-grants');
    const code = company.page.getByLabel('공급기업의 기업 코드');
    await code.fill('no-such-supplier');
    await company.page.getByRole('button', { name: '찾기', exact: true }).click();
    await company.page.getByText('이 코드의 공급기업이 없습니다.').waitFor();
    await company.page.getByLabel('공급기업의 기업 코드').fill('supplier');
    await company.page.getByRole('button', { name: '찾기', exact: true }).click();
    const row = company.page.getByRole('row').filter({ hasText: '공급기업 시연' });
    await row.getByRole('button', { name: '동의', exact: true }).click();
    await company.page.getByRole('dialog').getByRole('button', { name: '동의', exact: true }).click();
    await row.getByText('동의함').waitFor();

    const supplier = await newVisitor(browser);
    await signIn(supplier.page, 'owner@supplier.example');
    await open(supplier.page, '/programme/consortium');
    await supplier.page.getByText('기계가공 공장 시연').waitFor();
    const board = supplier.page.getByRole('row').filter({ hasText: '모의-2023-0001' });
    await board.getByText('모의 컨소시엄').waitFor();
    await board.getByText('모의', { exact: true }).waitFor();
    await settled(supplier.page);
    expect(await seriousFaults(supplier.page)).toEqual([]);

    await row.getByRole('button', { name: '동의 철회' }).click();
    await company.page.getByRole('dialog').getByRole('button', { name: '동의 철회' }).click();
    await supplier.page.getByText('기계가공 공장 시연').waitFor({ state: 'detached' });
    expect([...company.complaints, ...supplier.complaints]).toEqual([]);
    await browser.close();
  });
});

describe('the desk as of a day that is over', () => {
  it('says of what stands as of now that it does, in the duties’ file too, and offers no other time for the events of a day', async () => {
    const browser = await openBrowser();
    const { page, complaints } = await newVisitor(browser);
    await signIn(page, 'officer@programme.example');
    const past = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 'yyyy-mm-dd'.length);
    const asOf = page.getByRole('textbox', { name: '기준일' });
    await open(page, `/programme/companies?asOf=${past}`);
    await page.getByText(/의무는 기준일이 아니라 지금/).waitFor();
    await page.getByRole('link', { name: COMPANY }).click();
    await page.getByRole('heading', { level: 1, name: COMPANY }).waitFor();
    const duties = page.getByRole('region', { name: '의무 현황' });
    await duties.getByText(/의무는 기준일이 아니라 지금/).waitFor();
    expect((await csvLines(page, duties)).join()).toContain('의무는 기준일이 아니라 지금');
    expect(await asOf.inputValue()).toMatch(/기준$/);
    await page
      .getByRole('region', { name: /날짜별 현황/ })
      .getByRole('link')
      .first()
      .click();
    await page
      .getByRole('region', { name: /사용 기록과 전송 결과/ })
      .first()
      .waitFor();
    expect(await asOf.count()).toBe(0);
    expect(complaints).toEqual([]);
    await browser.close();
  });
});
