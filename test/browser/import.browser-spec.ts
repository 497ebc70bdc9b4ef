import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { newFactory } from './factory';
import { figure, newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

const sample = join(__dirname, '..', '..', 'samples', 'steel-industry', 'steel-industry-2018.csv.gz');
const steel = gunzipSync(readFileSync(sample));
const quarterMs = 15 * 60_000;
/** Readings are taken of the last ten years. */
const longFrom = new Date().getUTCFullYear() - 6;

const csv = (name: string, content: Buffer | string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });

/** Readings of a quarter hour each, long enough to be interrupted. */
function longFile(rows: number): string {
  const begunMs = Date.UTC(longFrom, 0);
  const lines = Array.from(
    { length: rows },
    (_, row) => `${new Date(begunMs + row * quarterMs).toISOString().slice(0, 16).replace('T', ' ')},1.25`,
  );
  return ['일시,사용량(kWh)', ...lines].join('\n');
}

/** The energy manager's first morning: from a factory with nothing to a year on the screen, and what may go wrong. */
describe('readings from a file', () => {
  let browser: Browser;
  let manager: Visitor;
  let page: Page;
  let email: string;

  beforeAll(async () => {
    browser = await openBrowser();
    email = await newFactory(browser);
    manager = await newVisitor(browser);
    page = manager.page;
    await signIn(page, email, '/fems/import');
  });

  afterAll(() => browser.close());

  const menu = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  const submit = async (key: string, fields: Record<string, string> = {}) => {
    const dialog = page.getByRole('dialog');
    for (const [label, value] of Object.entries(fields)) await dialog.getByRole('textbox', { name: label, exact: true }).fill(value);
    await dialog.getByRole('button', { name: key }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  const choose = async (...files: { name: string; mimeType: string; buffer: Buffer }[]) => {
    await open(page, '/fems/import');
    await page.locator('input[type="file"]').setInputFiles(files);
    if (files.length === 1) await page.waitForURL((url) => url.searchParams.has('import'));
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const counts = async (of: Page = page) => {
    const texts = await Promise.all(
      ['새로 저장', '그대로', '정정', '거절'].map((label) => figure(of, label).locator('.key-figure-value').textContent()),
    );
    return texts.map((text) => Number(text?.replace(/[^\d]/g, '')));
  };
  it('begin with what has to be registered first, in order', async () => {
    await page.getByRole('heading', { name: '파일을 가져오기 전에' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '사업장으로 가기' }).click();
    await press('사업장 등록');
    await submit('사업장 등록', { '사업장 이름': '본사 공장', 사업자등록번호: '124-81-00998' });
    await menu('가져오기');
    await page.getByRole('link', { name: '계량기와 계측 항목으로 가기' }).click();
    await press('계량기 등록');
    await submit('계량기 등록', { '계량기 이름': '수전 계량기' });
    await press('수전 계량기에 계측 항목 추가');
    await submit('계측 항목 추가');
    await menu('가져오기');
    await page.getByText('검침값 파일을 여기에 놓으세요').waitFor();
  });

  it('are found in the steel plant’s file, checked, applied and seen as its year', async () => {
    await choose(csv('steel-industry-2018.csv', steel));
    await page.getByText('CSV · UTF-8 · 쉼표로 구분 · 제목 1행 · 열 11개').waitFor();
    await page.getByText(/저장하기 전에 정할 것이 있습니다/).waitFor();
    expect(await page.getByRole('combobox', { name: '자정(00:00)의 뜻' }).inputValue()).toBe('endsDate');
    await press('검침 출처 등록');
    await submit('검침 출처 등록', { 이름: '한전 계량기 연계' });
    for (const letter of ['C', 'D'])
      await page.getByRole('combobox', { name: new RegExp(`^${letter} · .* 열의 뜻$`) }).selectOption('none');
    await press('이 매핑으로 확인');
    await page.getByRole('heading', { name: /확인 결과/ }).waitFor();
    expect(await counts()).toEqual([35_040, 0, 0, 0]);
    expect(await seriousFaults(page)).toEqual([]);
    await press('35,040개 반영');
    await page.getByText('파일을 반영했습니다.').waitFor();
    expect(await counts()).toEqual([35_040, 0, 0, 0]);
    await page.getByRole('link', { name: '부하 곡선에서 보기' }).click();
    await settled(page);
    await page.getByRole('heading', { name: '2018년 부하 곡선' }).waitFor();
    expect(await figure(page, '전력량').textContent()).toContain('959,636.71 kWh');
    expect(await figure(page, '최대수요전력').textContent()).toContain('628.72 kW');
  });

  it('that are wrong are named by row and column, and come back in a file to correct', async () => {
    const rows = steel.toString().split(/\r?\n/).slice(0, 101);
    rows[7] = rows[7]?.replace(/,[\d.]+,/, ',abc,') ?? '';
    rows[11] = rows[11]?.replace(/^\S+/, '31/2/2018') ?? '';
    rows[20] = rows[20]?.replace(/,[\d.]+,/, ',77.5,') ?? '';
    await choose(csv('고칠 것.csv', rows.join('\n')));
    await page.getByRole('heading', { name: /확인 결과/ }).waitFor();
    const [accepted, unchanged, corrected, refused] = await counts();
    expect([accepted, unchanged, corrected, refused]).toEqual([0, 97, 1, 2]);
    const faulty = page.getByRole('region', { name: '저장할 수 없는 값' });
    await faulty.getByRole('row').filter({ hasText: '8행' }).getByText('B · Usage_kWh').waitFor();
    await faulty.getByRole('row').filter({ hasText: '12행' }).getByText('A · date').waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), faulty.getByRole('button', { name: '거절된 행 파일 받기' }).click()]);
    const file = (await readFile(await saved.path())).toString();
    expect(file).toContain('abc');
    expect(file).toContain('31/2/2018');
    await page.getByRole('checkbox', { name: '하나라도 거절되면 아무것도 반영하지 않기' }).check();
    await page.getByText(/거절되는 값이 2개 있어 반영할 수 없습니다/).waitFor();
    expect(await page.getByRole('button', { name: '1개 반영' }).isDisabled()).toBe(true);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('that are no table at all get a sentence that says what to do', async () => {
    await choose({
      name: '옛 파일.xls',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'),
    });
    await page
      .getByRole('main')
      .getByText(/Excel 통합 문서\(\*\.xlsx\)/)
      .waitFor();
    await page.getByText('저장한 값은 없습니다.').waitFor();
  });

  it('that the address names and that are none lead back to the list, where nothing is to be asked again', async () => {
    for (const id of ['nope', '01900000-0000-7000-8000-000000000000']) {
      await open(page, `/fems/import?import=${id}`);
      await page.getByText('찾는 가져오기가 없습니다.').waitFor();
      expect(await page.getByRole('button', { name: '다시 시도' }).count()).toBe(0);
    }
    // The browser itself notes each answer that refuses.
    expect(manager.complaints.splice(0).filter((text) => !/\b40[04]\b/.test(text))).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: '가져오기 목록' }).click();
    await page.getByRole('row').filter({ hasText: '고칠 것.csv' }).waitFor();
  });

  it('of several files are sent one after another, and shown in the list', async () => {
    const day = longFile(96);
    await choose(csv('첫째.csv', day), csv('둘째.csv', `${day}\n`), csv('빈 파일.csv', ''));
    await page.getByRole('alert').getByText('빈 파일입니다.').waitFor();
    for (const name of ['첫째.csv', '둘째.csv'])
      await page
        .getByRole('row')
        .filter({ hasText: name })
        .getByText(/반영 전|매핑 필요/)
        .waitFor();
    await press(/목록에서 지우기/);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('are dropped on the page, shown as they begin, and discarded with their file where nobody applies them', async () => {
    await open(page, '/fems/import');
    const dropped = await page.evaluateHandle((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], '끌어 놓은 파일.csv', { type: 'text/csv' }));
      return data;
    }, longFile(96));
    await page.getByRole('region', { name: '파일 선택' }).dispatchEvent('drop', { dataTransfer: dropped });
    await page.waitForURL((url) => url.searchParams.has('import'));
    await page.getByRole('heading', { name: '끌어 놓은 파일.csv' }).waitFor();
    const preview = page.getByRole('table').filter({ hasText: '사용량(kWh)' });
    await preview.getByRole('row').nth(2).getByRole('cell').first().waitFor();
    expect(await preview.getByRole('row').nth(2).getByRole('cell').allTextContents()).toEqual([`${longFrom}-01-01 00:00`, '1.25']);
    await page.getByText(/까지 반영하지 않으면 파일을 지웁니다/).waitFor();
    await press('삭제');
    expect(await seriousFaults(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByText(/되살릴 수 없습니다/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '삭제' }).click();
    await page.getByText('삭제한 가져오기입니다. 저장한 값은 없습니다.').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '다른 파일 가져오기' }).click();
    await page.getByRole('row').filter({ hasText: '끌어 놓은 파일.csv' }).getByText('삭제함').waitFor();
  });

  it('go on while the page is reloaded, and are found on another device', async () => {
    await choose(csv('긴 파일.csv', longFile(200_000)));
    await page.getByRole('heading', { name: '확인 중' }).waitFor();
    await page.reload();
    const other = await newVisitor(browser, { width: 360, language: 'en' });
    await signIn(other.page, email);
    await other.page.getByRole('button', { name: /Tasks/ }).click();
    await other.page.getByRole('listitem').filter({ hasText: '긴 파일.csv' }).first().getByText('Check of a file to import').waitFor();
    await other.page.getByRole('link', { name: '긴 파일.csv' }).first().click();
    await page.getByRole('heading', { name: /확인 결과/ }).waitFor();
    expect((await counts()).reduce((sum, count) => sum + count)).toBe(200_000);
    await open(other.page, new URL(page.url()).pathname + new URL(page.url()).search);
    await other.page.getByRole('heading', { name: /Checked/ }).waitFor();
    const beyond = await other.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(Math.max(0, beyond)).toBe(0);
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  it('are stopped by a key, and taken back as one', async () => {
    await press(/개 반영/);
    await page.getByRole('heading', { name: '반영 중' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: '작업 취소' }).click();
    await page.getByRole('heading', { name: '작업을 취소했습니다.' }).waitFor();
    await press('되돌리기');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/값이 없는 구간이 됩니다/).waitFor();
    await dialog.getByRole('textbox', { name: '되돌리는 사유' }).fill('다른 공장의 파일');
    await dialog.getByRole('button', { name: '되돌리기' }).click();
    await page.getByText('이 가져오기는 되돌렸습니다.').waitFor();
    await open(page, `/fems/load?by=year&on=${longFrom}-06-01`);
    await page.getByText(`${longFrom}년에는 검침값이 없습니다.`).waitFor();
  });

  it.each([360, 768, 2560])('fit a screen of %i px without a serious fault', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, '/fems/import');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '고칠 것.csv' }).click();
    await press('매핑 바꾸기');
    expect(await seriousFaults(page)).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(Math.max(0, beyond)).toBe(0);
  });

  it('leave the console without errors', () => {
    expect(manager.complaints).toEqual([]);
  });
});
