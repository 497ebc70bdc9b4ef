import { readFile } from 'node:fs/promises';
import { Workbook } from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { ask, newFactory } from './factory';
import { newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

/** From the duty that is owed to the file that is handed in, for the company and for the office. */
describe('half-year sheets and three-year reports', () => {
  let browser: Browser;
  let owner: Visitor;
  let page: Page;
  const number = 'SF-2025-0707';

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    owner = await newVisitor(browser);
    page = owner.page;
    await signIn(page, email, '/programme/duties');
  });
  afterAll(() => browser.close());

  const card = (of: Page) => of.getByRole('region', { name: /^반기 자료와 3년 보고서/ });
  /** Waits in the list of tasks for the newest of a kind, and saves its file. */
  const fetched = async (of: Page, kind: string) => {
    await of.getByRole('main').getByRole('button', { name: '작업 보기' }).last().click();
    const entry = of.locator('#task-tray li').filter({ hasText: kind }).first();
    await entry.getByText('끝남').waitFor();
    const [download] = await Promise.all([of.waitForEvent('download'), entry.getByRole('button', { name: '파일 받기' }).click()]);
    await of.keyboard.press('Escape');
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const bookOf = async (bytes: Buffer) => {
    const book = new Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    return book;
  };

  it('are not offered while nothing is owed', async () => {
    await page.getByText('등록한 협약이 없어 알려 드릴 의무가 없습니다.').waitFor();
    expect(await card(page).count()).toBe(0);
    const site = await ask(page, 'POST', '/api/workspace/sites', { name: '본사 공장', businessRegistrationNumber: '124-81-00998' });
    const agreement = { number, noticeId: 'carbon-neutral-2025', siteIds: [site.id], signedOn: '2025-02-03', modules: ['fems'] };
    const { id, version } = await ask<{ id: string; version: number }>(page, 'POST', '/api/programme/agreements', agreement);
    await open(page, '/programme/duties');
    await card(page).getByText('로그 제출 의무 기간이 정해지지 않은 협약입니다.').waitFor();
    expect(await card(page).getByRole('button').count()).toBe(0);
    const changed = await page.request.fetch(new URL(`/api/programme/agreements/${id}`, page.url()).href, {
      method: 'PATCH',
      data: { completedOn: '2025-04-30' },
      headers: { 'if-match': `"${version}"` },
    });
    expect(changed.status()).toBe(200);
  });

  it('a half-year is made where it is due, and is a row a month', async () => {
    await open(page, '/programme/duties');
    const june = page.getByRole('row').filter({ hasText: '수기 등록 · 2025년 6월' });
    await june.getByRole('button', { name: '2025년 상반기 반기 자료(XLSX) 만들기' }).click();
    await june.getByText('파일을 만들기 시작했습니다.').waitFor();
    const { name, bytes } = await fetched(page, '반기 자료');
    expect(name).toMatch(/^반기자료_.+_SF-2025-0707_2025-H1\.xlsx$/);
    const sheet = (await bookOf(bytes)).getWorksheet('월별');
    expect(sheet?.rowCount).toBe(7);
    expect(sheet?.getCell('F2').value).toBe(number);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('another half-year is chosen by its name', async () => {
    await card(page).getByRole('combobox', { name: '반기' }).selectOption({ label: '2025년 하반기' });
    await card(page).getByRole('button', { name: '반기 자료(XLSX) 만들기' }).click();
    await card(page).getByText('파일을 만들기 시작했습니다.').waitFor();
    expect((await fetched(page, '2025-H2')).name).toContain('_2025-H2.xlsx');
  });

  it('the report of the three years is made to be read and to be recounted', async () => {
    await card(page).getByText('2025년 5월 1일 (목) ~ 2028년 4월 30일 (일)').waitFor();
    await card(page).getByRole('button', { name: '3년 보고서(PDF) 만들기' }).click();
    const pdf = await fetched(page, '(PDF)');
    expect([pdf.name.endsWith('.pdf'), pdf.bytes.subarray(0, 5).toString()]).toEqual([true, '%PDF-']);
    await card(page).getByRole('button', { name: '3년 보고서(XLSX) 만들기' }).click();
    const book = await bookOf((await fetched(page, `${number} (XLSX)`)).bytes);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['요약', '월별', '날짜별', '사용 로그']);
  });

  it('an officer has them made of a company, which sees it in its record', async () => {
    const company = await newVisitor(browser);
    await signIn(company.page, 'owner@mould.example', '/workspace/reporting-grants');
    await haveAgreement(company.page);
    const record = company.page.getByRole('region', { name: '전담기관에 제공한 기록' }).first();
    const officer = await newVisitor(browser);
    await signIn(officer.page, 'officer@programme.example', '/programme/companies');
    await officer.page.getByRole('row').filter({ hasText: '금형 공장 시연' }).first().getByRole('link', { name: '금형 공장 시연' }).click();
    await settled(officer.page);
    await card(officer.page).getByText('모의', { exact: true }).waitFor();
    await card(officer.page).getByRole('button', { name: '3년 보고서(PDF) 만들기' }).click();
    expect((await fetched(officer.page, '(PDF)')).name).toMatch(/^모의_3년보고서_금형-공장-시연_/);
    await record.getByRole('row').filter({ hasText: '3년 보고서' }).filter({ hasText: 'PDF' }).first().waitFor();
    expect(await seriousFaults(officer.page)).toEqual([]);
    expect([officer.complaints, company.complaints]).toEqual([[], []]);
    await officer.close();
    await company.close();
  });

  it('leave the browser without a complaint', () => {
    expect(owner.complaints).toEqual([]);
  });
});

/** The demonstration has one, where it lived through its months. */
async function haveAgreement(page: Page): Promise<void> {
  const { items } = await ask<{ items: object[] }>(page, 'GET', '/api/programme/agreements');
  if (items.length > 0) return;
  const { items: sites } = await ask<{ items: { id: string }[] }>(page, 'GET', '/api/workspace/sites');
  await ask(page, 'POST', '/api/programme/agreements', {
    number: '모의-2025-0001',
    noticeId: 'carbon-neutral-2025',
    siteIds: [sites[0].id],
    signedOn: '2025-06-02',
    completedOn: '2025-12-19',
    modules: ['fems'],
  });
}
