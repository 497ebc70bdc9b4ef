import type { Browser, Page } from 'playwright-core';
import { newVisitor, open, openBrowser, signIn } from './visitor';

describe('workspace', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page } = await newVisitor(browser));
    await signIn(page, 'owner@steel.example');
  });

  afterAll(() => browser.close());

  const dialog = () => page.getByRole('dialog');

  it('says beside the field what is wrong with a new site', async () => {
    await open(page, '/workspace/sites');
    await page.getByRole('button', { name: '사업장 등록' }).click();
    await dialog().getByRole('textbox', { name: '사업장 이름' }).fill('시험 사업장');
    const number = dialog().getByRole('textbox', { name: '사업자등록번호' });
    await number.fill('1234567890');
    await dialog().getByRole('button', { name: '사업장 등록' }).click();
    await dialog().locator('.ant-form-item', { hasText: '사업자등록번호' }).getByText('사업자등록번호가 올바르지 않습니다').waitFor();
    expect(await number.inputValue()).toBe('123-45-67890');
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect(await number.evaluate((input) => document.activeElement === input)).toBe(true);
  });

  it('shows a new device key once, and revokes it', async () => {
    const name = `시험 ${Date.now()}`;
    await open(page, '/workspace/device-keys');
    await page.getByRole('button', { name: '장치 키 만들기' }).click();
    await dialog().getByRole('textbox', { name: '이름' }).fill(name);
    await dialog().getByRole('button', { name: '장치 키 만들기' }).click();
    const secret = await dialog().getByRole('textbox', { name: '장치 키' }).inputValue();
    expect(secret).toMatch(/^maru_dk_/);
    await dialog().getByRole('button', { name: '보관했습니다' }).click();
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByText('사용 중').waitFor();
    expect(await page.content()).not.toContain(secret);
    await row.getByRole('button', { name: '폐기' }).click();
    await dialog().getByText(`‘${name}’ 키를 폐기할까요?`).waitFor();
    await dialog().getByRole('button', { name: '폐기' }).click();
    await row.getByText('폐기됨').waitFor();
  });

  it("gives an office's program a key that ends, for the companies that are chosen", async () => {
    const { page: officerPage, complaints } = await newVisitor(browser);
    await signIn(officerPage, 'officer@programme.example');
    await open(officerPage, '/workspace/device-keys');
    const name = `수집 ${Date.now()}`;
    const form = officerPage.getByRole('dialog');
    await officerPage.getByRole('button', { name: '장치 키 만들기' }).click();
    await form.getByRole('textbox', { name: '이름' }).fill(name);
    await form.getByRole('button', { name: '장치 키 만들기' }).click();
    await form.locator('.ant-form-item', { hasText: '마지막 사용일' }).locator('.ant-form-item-explain-error').waitFor();
    await form.getByLabel('마지막 사용일').fill('2099-12-31');
    // Which sends the form, as in any field of it.
    await form.getByLabel('마지막 사용일').press('Enter');
    expect(await form.getByRole('textbox', { name: '장치 키' }).inputValue()).toMatch(/^maru_dk_/);
    await form.getByRole('button', { name: '보관했습니다' }).click();
    const row = officerPage.getByRole('row').filter({ hasText: name });
    for (const text of ['증빙 자료 받아가기', /2100년 1월 1일/, '동의한 모든 기업', '사용 중']) await row.getByText(text).waitFor();
    expect(complaints).toEqual([]);
  });

  it('offers a person nothing that the server would refuse', async () => {
    const { page: operatorPage, complaints } = await newVisitor(browser);
    await signIn(operatorPage, 'operator@parts.example');
    await operatorPage.getByRole('navigation').getByRole('link', { name: '모듈 구독' }).click();
    await operatorPage.getByRole('heading', { name: '모듈 구독' }).waitFor();
    await operatorPage.getByText('구독 이력').first().waitFor();
    expect(await operatorPage.getByRole('button', { name: /구독 (?:시작|종료)/ }).count()).toBe(0);
    expect(await operatorPage.getByRole('navigation').getByRole('link', { name: '장치 키' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('tells whoever comes by a link to a module that is not theirs so, and sends them nowhere that they may not go', async () => {
    const { page: supplierPage, complaints } = await newVisitor(browser);
    await signIn(supplierPage, 'owner@supplier.example', '/fems/load');
    await supplierPage.getByText('도입기업이 구독해서 쓰는 모듈입니다.').waitFor();
    expect(await supplierPage.getByRole('main').getByRole('link').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
