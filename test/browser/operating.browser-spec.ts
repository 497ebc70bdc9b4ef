import type { Browser } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { ask, newFactory } from './factory';
import { newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

/** 가동일 of a company whose sites are counted one by one. */
describe('operating days of a site', () => {
  let browser: Browser;
  let owner: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    owner = await newVisitor(browser);
    await signIn(owner.page, await newFactory(browser), '/programme/operating');
  });
  afterAll(() => browser.close());

  it('are asked for a site first, where there is none', async () => {
    const main = owner.page.getByRole('main');
    await main.getByText('등록한 사업장이 없습니다.').waitFor();
    expect(await main.getByRole('link', { name: '사업장 등록하러 가기' }).getAttribute('href')).toBe('/workspace/sites');
  });

  it('are of the first site and say so where none is chosen, and of the one that is chosen', async () => {
    const { page } = owner;
    for (const [name, businessRegistrationNumber] of [
      ['본사 공장', '124-81-00998'],
      ['남해 공장', '220-81-62517'],
    ])
      await ask(page, 'POST', '/api/workspace/sites', { name, businessRegistrationNumber });
    await open(page, '/programme/operating');
    const main = page.getByRole('main');
    await main.getByText('본사 공장(사업자등록번호 124-81-00998)의 가동일입니다. 사업장이 여럿이고 고른 사업장이 없어').waitFor();
    await main.getByText(/사업장을 고르지 않고 쓴 기록 [1-9]\d*건은 어느 사업장의 가동일로도 세지 않고/).waitFor();
    await page.locator('.top-bar > .site-switch').getByRole('combobox', { name: '사업장' }).selectOption({ label: '남해 공장' });
    await main.getByText('남해 공장(사업자등록번호 220-81-62517)의 가동일입니다. 다른 사업장은 화면 위쪽에서').waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await main.getByRole('button', { name: '확인서(PDF) 만들기' }).click();
    await main.getByText('확인서를 만들기 시작했습니다.').waitFor();
    await main.getByRole('button', { name: '작업 보기' }).click();
    const entry = page.locator('#task-tray li').filter({ hasText: '남해 공장' }).first();
    await entry.getByText('끝남').waitFor();
    const [saved] = await Promise.all([page.waitForEvent('download'), entry.getByRole('button', { name: '파일 받기' }).click()]);
    expect(saved.suggestedFilename()).toMatch(/^가동률확인서_.+_남해-공장_/);
    expect(owner.complaints).toEqual([]);
  });

  it('are by the definition that is chosen: month, verdict and sheet follow it, and the address keeps it', async () => {
    const { page } = owner;
    await open(page, '/programme/operating');
    const main = page.getByRole('main');
    await main
      .getByText(/stored-log v\d/)
      .first()
      .waitFor();
    await main.getByRole('combobox', { name: '가동일의 기준' }).selectOption({ label: '사람이 사용한 날' });
    await page.waitForURL('**definition=real-use**');
    for (const region of [/날짜별 현황/, '직전 6개월 가동률'])
      await main
        .getByRole('region', { name: region })
        .getByText(/real-use v\d/)
        .waitFor();
    const [sheet] = await Promise.all([
      page.waitForRequest((request) => request.url().endsWith('/api/programme/confirmation-sheets')),
      main.getByRole('button', { name: '확인서(PDF) 만들기' }).click(),
    ]);
    expect(sheet.postDataJSON()).toMatchObject({ definition: 'real-use' });
    await main.getByText('확인서를 만들기 시작했습니다.').waitFor();
    await open(page, '/programme/operating?definition=stored-log@1');
    await main.getByRole('region', { name: '직전 6개월 가동률' }).getByText('stored-log v1').waitFor();
    await open(page, '/programme/operating?definition=none');
    await main
      .getByRole('region', { name: '직전 6개월 가동률' })
      .getByText(/stored-log v2/)
      .waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    expect(owner.complaints).toEqual([]);
  });
});
