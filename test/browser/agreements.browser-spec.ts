import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { ask, newFactory } from './factory';
import { figure, newVisitor, open, openBrowser, settled, signIn } from './visitor';

/** A company that has just been chosen for the programme: from the paper on the desk to what is owed. */
describe('the first agreement', () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    ({ page, complaints } = await newVisitor(browser));
    await signIn(page, email, '/programme/duties');
  });

  afterAll(() => browser.close());

  const dialog = () => page.getByRole('dialog');
  const field = (label: string) => dialog().locator('.ant-form-item', { hasText: label }).first();
  const typeDay = async (label: string, day: string) => {
    const box = dialog().getByRole('textbox', { name: label });
    await box.fill(day);
    await box.press('Tab');
  };
  const row = (text: string | RegExp) => page.getByRole('row').filter({ hasText: text });
  const menu = async (name: string) => {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await settled(page);
  };

  it('is asked for where nothing is owed yet, and needs a site first', async () => {
    await page.getByText('등록한 협약이 없어 알려 드릴 의무가 없습니다.').waitFor();
    await page.getByRole('main').getByRole('link', { name: '협약 등록' }).click();
    await dialog().getByText('협약에는 대상 사업장이 있어야 합니다. 사업장부터 등록하세요.').waitFor();
    await ask(page, 'POST', '/api/workspace/sites', { name: '본사 공장', businessRegistrationNumber: '124-81-00998' });
  });

  it('says beside each field what is wrong with it', async () => {
    await open(page, '/programme/agreements');
    await page.getByRole('main').getByRole('button', { name: '협약 등록' }).click();
    await dialog().getByRole('combobox', { name: '공고' }).click();
    await page.getByTitle('2025년 탄소중립형 스마트공장').click();
    await dialog().getByRole('textbox', { name: '협약 번호' }).fill('SF-2025-0101');
    expect(await dialog().getByRole('checkbox', { name: '본사 공장' }).isChecked()).toBe(true);
    await typeDay('협약일', '2025-04-20');
    await typeDay('구축 완료일', '2025-04-19');
    await dialog().getByRole('button', { name: '협약 등록' }).click();
    await field('구축 완료일').getByText('협약일보다 앞선 날짜입니다.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('asks for the consortium where one signs, and for none otherwise', async () => {
    const consortium = dialog().getByRole('textbox', { name: '공급기업 컨소시엄 이름' });
    expect(await consortium.count()).toBe(0);
    await dialog().getByRole('combobox', { name: '공고' }).click();
    await page.getByTitle('2023년 클라우드형 스마트공장 종합솔루션').click();
    await consortium.waitFor();
    await dialog().getByRole('combobox', { name: '공고' }).click();
    await page.locator('.ant-select-item-option', { hasText: '2025년 탄소중립형 스마트공장' }).click();
    await consortium.waitFor({ state: 'detached' });
  });

  it('is in the list once it is right', async () => {
    await typeDay('구축 완료일', '2025.6.30');
    await dialog().getByRole('button', { name: '협약 등록' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await row('SF-2025-0101').getByText('2025년 6월 30일 (월)').waitFor();
  });

  it('says for how long logs are owed, what is missing, and what to do next', async () => {
    await menu('의무 현황');
    await row('로그 제출').getByText('2028년 6월 30일 (금)까지').waitFor();
    expect(await figure(page, '로그 제출 의무').textContent()).toContain('2028년 6월 30일 (금)까지');
    await row('포털 키').getByText('포털에서 이 사업장에 발급한 로그 전송 키를 등록하세요.').waitFor();
    await row('전담기관 보고 동의').getByRole('link', { name: '전담기관이 로그를 확인할 수 있게 동의하세요.' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('takes the record of a registration by hand, and takes it back', async () => {
    const december = row('수기 등록 · 2025년 12월');
    await december.getByText('늦음').waitFor();
    await december.getByRole('button', { name: /기록$/ }).click();
    await typeDay('포털에 등록한 날', '2099-12-15');
    await dialog().getByRole('button', { name: '기록', exact: true }).click();
    await field('포털에 등록한 날').getByText('오늘보다 뒤의 날짜입니다. 실제로 등록한 날을 적어 주세요.').waitFor();
    await typeDay('포털에 등록한 날', '2025-12-15');
    await dialog().getByRole('textbox', { name: '메모' }).fill('접수 12-0031');
    await dialog().getByRole('button', { name: '기록', exact: true }).click();
    await december.getByText('2025년 12월 15일 (월) 등록').waitFor();
    await december.getByRole('button', { name: '기록 취소' }).click();
    await dialog().getByRole('button', { name: '기록 취소' }).click();
    await december.getByText('늦음').waitFor();
    await december.getByRole('link', { name: 'SF-2025-0101' }).click();
    await dialog().getByText('접수 12-0031').waitFor();
    await dialog().getByText('2025년 하반기 · 등록 기록 취소').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('goes with the days on which the site works', async () => {
    await open(page, '/programme/calendar');
    await page.getByRole('checkbox', { name: '토' }).check();
    await page.getByRole('button', { name: '요일 저장' }).click();
    await page.getByRole('button', { name: '날짜 추가' }).click();
    await typeDay('날짜', '2027-05-06');
    await dialog().getByRole('button', { name: '날짜 추가' }).click();
    await row('2027년 5월 6일 (목)').getByText('쉬는 날').waitFor();
    await page.reload();
    await settled(page);
    expect(await page.getByRole('checkbox', { name: '토' }).isChecked()).toBe(true);
    await row('2027년 5월 6일 (목)').getByRole('button', { name: '빼기' }).click();
    await dialog().getByRole('button', { name: '빼기' }).click();
    await row('2027년 5월 6일 (목)').waitFor({ state: 'detached' });
  });

  it('keeps what was entered before, with when and by whom, for the company to see', async () => {
    await open(page, '/programme/agreements');
    await row('SF-2025-0101').getByRole('button', { name: '협약 SF-2025-0101 수정' }).click();
    await typeDay('구축 완료일', '2025.6.27');
    await dialog().getByRole('button', { name: '저장' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await row('SF-2025-0101').getByRole('link', { name: 'SF-2025-0101' }).click();
    await dialog().getByText('구축 완료일: 2025년 6월 30일 (월) → 2025년 6월 27일 (금)').waitFor();
    await dialog().getByText('처음 등록').waitFor();
    expect(
      await dialog()
        .getByText(/대표 기록$/)
        .count(),
    ).toBeGreaterThanOrEqual(2);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('leaves the browser without a complaint', () => {
    // The refused form is one answer of 400, which the browser's console notes.
    expect(complaints.filter((complaint) => !complaint.includes('status of 400'))).toEqual([]);
  });
});
