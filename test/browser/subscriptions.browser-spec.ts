import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { newFactory, newPoint } from './factory';
import { cutOff, newVisitor, open, openBrowser, signIn, type Visitor } from './visitor';

describe('module subscriptions', () => {
  let browser: Browser;
  let owner: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    owner = await newVisitor(browser);
    page = owner.page;
    await signIn(page, 'owner@parts.example', '/workspace/subscriptions');
  });
  afterAll(() => browser.close());

  const card = (of: Page = page) => of.getByRole('region', { name: '에너지관리(FEMS)' });
  const menu = (of: Page) => of.getByRole('navigation').getByRole('link', { name: '부하 곡선' });
  const confirm = async (key: '구독 종료' | '구독 시작') => {
    await card().getByRole('button', { name: key }).click();
    const dialog = page.getByRole('dialog');
    const text = String(await dialog.textContent());
    await dialog.getByRole('button', { name: key }).click();
    await dialog.waitFor({ state: 'hidden' });
    return text;
  };

  it('say what a module does, and what stops when it ends; every open screen follows at once', async () => {
    await card().getByText('부하 곡선').first().waitFor();
    await page.getByRole('region', { name: '우리 업종에 맞는 모듈' }).getByText('추천하는 모듈을 모두 구독하고 있습니다.').waitFor();
    // A colleague looks at a page of the module meanwhile.
    const colleague = await newVisitor(browser);
    await signIn(colleague.page, 'operator@parts.example', '/fems/meters');
    await menu(colleague.page).waitFor();
    try {
      const said = await confirm('구독 종료');
      expect(said).toContain('부하 곡선, 수요전력, 계량기와 계측 항목');
      expect(said).toContain('검침값 보내기');
      expect(said).toContain('데이터는 남으며');
      await card().getByText('구독 안 함').waitFor();
      await colleague.page.getByText('모듈을 구독하고 있지 않습니다').waitFor();
      expect(await menu(colleague.page).count()).toBe(0);
      const suggestions = page.getByRole('region', { name: '우리 업종에 맞는 모듈' });
      await suggestions.getByText('29 기타 기계 및 장비 제조업').waitFor();
      await suggestions.getByText('창원 공장').waitFor();
    } finally {
      await confirm('구독 시작');
    }
    await menu(colleague.page).waitFor();
    await card().getByText('구독 중', { exact: true }).waitFor();
    expect([owner.complaints, colleague.complaints]).toEqual([[], []]);
    await colleague.close();
  });

  it.each([1280, 360])('have no serious fault of access at %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '/workspace/subscriptions');
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe('the provider’s list', () => {
  it('has all of its columns in sight on a desk, also where a task has failed', async () => {
    const browser = await openBrowser();
    try {
      const email = await newFactory(browser);
      const factory = await newVisitor(browser);
      await signIn(factory.page, email);
      await newPoint(factory.page);
      await open(factory.page, '/fems/import');
      const oldFile = { name: '옛 파일.xls', mimeType: 'application/vnd.ms-excel', buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex') };
      await factory.page.locator('input[type="file"]').setInputFiles(oldFile);
      await factory.page.getByText('저장한 값은 없습니다.').waitFor();
      const { page } = await newVisitor(browser);
      await signIn(page, 'admin@maru.example', '/workspace/organisations');
      await page.getByRole('row').filter({ hasText: '실패한 작업 1개' }).first().waitFor();
      expect(await cutOff(page, '기업 관리')).toBe(0);
    } finally {
      await browser.close();
    }
  });

  it('is searched by name and kind, in the address, with subscriptions and state', async () => {
    const browser = await openBrowser();
    try {
      const { page, complaints } = await newVisitor(browser);
      await signIn(page, 'admin@maru.example', '/workspace/organisations');
      const row = page.getByRole('row').filter({ hasText: '제강 공장 시연' });
      await row.getByText('에너지관리(FEMS)').waitFor();
      await row.getByText('정상').waitFor();
      await page.getByRole('searchbox', { name: '이름이나 기업 코드로 찾기' }).fill('office');
      await page.keyboard.press('Enter');
      await page.getByRole('row').filter({ hasText: '전담기관 시연' }).waitFor();
      await row.waitFor({ state: 'detached' });
      expect(new URL(page.url()).searchParams.get('text')).toBe('office');
      await open(page, '/workspace/organisations?kind=supplier');
      await page.getByRole('row').filter({ hasText: '공급기업 시연' }).waitFor();
      expect(await row.count()).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
