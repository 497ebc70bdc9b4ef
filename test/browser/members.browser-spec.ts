import type { Browser, Page } from 'playwright-core';
import { address, newVisitor, open, openBrowser, settled, signIn } from './visitor';

const PASSWORD = 'a password of my own';

/** Somebody is added, joins, is given other roles, leaves, and is erased from the usage log: each by whom it concerns. */
describe('members', () => {
  let browser: Browser;
  let owner: Page;
  const complaints: string[] = [];
  const name = `시험 ${Date.now()}`;
  const email = `tried-${Date.now()}@parts.example`;

  const visitor = async (width = 1280) => {
    const { page, complaints: own } = await newVisitor(browser, { width, height: 740 });
    page.on('close', () => complaints.push(...own));
    return page;
  };

  beforeAll(async () => {
    browser = await openBrowser();
    owner = await visitor();
    await signIn(owner, 'owner@parts.example');
  });

  afterAll(() => browser.close());

  const dialog = () => owner.getByRole('dialog');
  const row = (of: string) => owner.getByRole('row').filter({ hasText: of });
  const toMembers = async (state = '') => {
    await open(owner, `/workspace/members${state}`);
    await owner.getByRole('row').nth(1).waitFor();
  };
  const fitsWidth = async (page: Page) => {
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(Math.max(0, beyond)).toBe(0);
  };
  const add = async (values: Record<string, string>) => {
    await owner.getByRole('button', { name: '구성원 추가' }).click();
    for (const [label, value] of Object.entries(values)) await dialog().getByRole('textbox', { name: label }).fill(value);
    await dialog().getByRole('checkbox', { name: '작업자' }).check();
    await dialog().getByRole('button', { name: '추가하고 코드 만들기' }).click();
  };
  const link = () => dialog().getByRole('textbox', { name: '링크' }).inputValue();

  it('says beside the field what is wrong with a new one', async () => {
    await toMembers();
    await add({ 이름: name, 이메일: 'owner@parts.example' });
    await dialog().locator('.ant-form-item', { hasText: '이메일' }).getByText('이미 이 기업의 구성원이거나 초대한 이메일입니다.').waitFor();
    expect(await dialog().getByRole('textbox', { name: '이메일' }).getAttribute('aria-invalid')).toBe('true');
    await dialog().getByRole('button', { name: '취소' }).click();
  });

  it('join by a link that an administrator hands over, on a phone', async () => {
    await toMembers();
    await add({ 이름: name, 이메일: email });
    const shown = await link();
    expect(shown).toMatch(/\/join#[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await dialog().getByRole('button', { name: '전했습니다' }).click();
    await row(name).getByText('초대됨').waitFor();
    expect(await owner.content()).not.toContain(shown.slice(-19));

    const phone = await visitor(360);
    await phone.goto(shown);
    await phone.getByRole('button', { name: '다음' }).click();
    await phone.getByText(`${name}님을 초대했습니다`).waitFor();
    await phone.getByRole('textbox', { name: '비밀번호', exact: true }).fill('short');
    await phone.getByRole('button', { name: '구성원 되기' }).click();
    await phone.locator('.ant-form-item-explain-error', { hasText: '10자 이상' }).waitFor();
    await fitsWidth(phone);
    await phone.getByRole('textbox', { name: '비밀번호', exact: true }).fill(PASSWORD);
    await phone.getByRole('textbox', { name: '비밀번호 확인' }).fill(PASSWORD);
    await phone.getByRole('button', { name: '구성원 되기' }).click();
    await phone.getByText('구성원이 되었습니다').waitFor();
    await fitsWidth(phone);
    await phone.getByRole('link', { name: '로그인하기' }).click();
    await phone.locator('input[name="email"]').fill(email);
    await phone.locator('input[name="password"]').fill(PASSWORD);
    await phone.locator('button[type="submit"]').click();
    await phone.waitForURL(address('/'));
    await settled(phone);
    await phone.getByText('기계가공 공장 시연').first().waitFor();
    // What was used once is of no use again.
    await phone.goto(shown);
    await phone.getByRole('button', { name: '다음' }).click();
    await phone.locator('.ant-form-item-explain-error', { hasText: '새 코드를 받으세요' }).waitFor();
    await phone.close();
  });

  it('who are known elsewhere accept with their own password, and say in which organisation to work', async () => {
    const known = 'owner@supplier.example';
    await toMembers();
    await add({ 이름: '공급 담당', 이메일: known });
    const shown = await link();
    await dialog().getByRole('button', { name: '전했습니다' }).click();
    const theirs = await visitor();
    await theirs.goto(shown);
    await theirs.getByRole('button', { name: '다음' }).click();
    await theirs.getByText('쓰던 계정', { exact: true }).click();
    expect(await theirs.getByRole('textbox', { name: '이메일' }).inputValue()).toBe(known);
    const password = theirs.getByRole('textbox', { name: '비밀번호', exact: true });
    await password.fill('not the password');
    await theirs.getByRole('button', { name: '수락하고 구성원 되기' }).click();
    await theirs.getByRole('alert').getByText('로그인 정보가 맞지 않습니다').waitFor();
    await password.fill(process.env.MARU_DEMO_PASSWORD ?? '');
    await theirs.getByRole('button', { name: '수락하고 구성원 되기' }).click();
    await theirs.getByText('구성원이 되었습니다').waitFor();
    await signIn(theirs, known);
    await theirs.getByText('공급기업 시연').first().waitFor();
    await theirs.getByRole('link', { name: '이 기업으로 로그인' }).click();
    await theirs.locator('input[name="email"]').fill(known);
    await theirs.locator('input[name="password"]').fill(process.env.MARU_DEMO_PASSWORD ?? '');
    await theirs.locator('button[type="submit"]').click();
    await theirs.locator('.top-bar').getByText('기계가공 공장 시연').waitFor();
    await toMembers();
    await row(known).getByRole('button', { name: '소속 종료' }).click();
    await dialog().getByRole('button', { name: '소속 종료' }).click();
    await row(known).waitFor({ state: 'detached' });
    await theirs.close();
  });

  it('who forgot their password choose another with a code', async () => {
    await toMembers();
    await row(name).getByRole('button', { name: '비밀번호 코드' }).click();
    await dialog().getByRole('button', { name: '비밀번호 코드' }).click();
    const shown = await link();
    await dialog().getByRole('button', { name: '전했습니다' }).click();
    const theirs = await visitor();
    await theirs.goto(shown);
    await theirs.getByRole('button', { name: '다음' }).click();
    await theirs.getByText(`${name}님의 새 비밀번호를 정합니다.`).waitFor();
    await theirs.getByRole('textbox', { name: '새 비밀번호' }).fill(PASSWORD);
    await theirs.getByRole('textbox', { name: '비밀번호 확인' }).fill(PASSWORD);
    await theirs.getByRole('button', { name: '비밀번호 정하기' }).click();
    await theirs.getByText('비밀번호를 정했습니다.').waitFor();
    await theirs.close();
  });

  it('are given other roles, and are signed out the moment they leave', async () => {
    const theirs = await visitor();
    await theirs.goto(address('/sign-in'));
    await theirs.locator('input[name="email"]').fill(email);
    await theirs.locator('input[name="password"]').fill(PASSWORD);
    await theirs.locator('button[type="submit"]').click();
    await theirs.waitForURL(address('/'));
    await settled(theirs);
    expect(await theirs.getByRole('navigation').getByRole('link', { name: '구성원' }).count()).toBe(0);

    await toMembers();
    await row(name)
      .getByRole('button', { name: `${name} 수정` })
      .click();
    await dialog().getByRole('checkbox', { name: '관리자', exact: true }).check();
    await dialog().getByRole('button', { name: '저장' }).click();
    await row(name).getByText('관리자, 작업자').waitFor();
    await open(theirs, '/');
    await theirs.getByRole('navigation').getByRole('link', { name: '구성원' }).waitFor();

    await row(name).getByRole('button', { name: '소속 종료' }).click();
    await dialog().getByText(`${name}님의 소속을 끝낼까요?`).waitFor();
    await dialog().getByRole('button', { name: '소속 종료' }).click();
    await row(name).waitFor({ state: 'detached' });
    await theirs.getByRole('navigation').getByRole('link', { name: '구성원' }).click();
    await theirs.waitForURL((url) => url.pathname === '/sign-in');
    await theirs.context().close();
  });

  it('who have left can be erased from the usage log, which says so', async () => {
    await toMembers('?state=former');
    await row(name).getByRole('button', { name: '로그에서 지우기' }).click();
    await dialog().getByRole('button', { name: '로그에서 지우기' }).click();
    await dialog().locator('.ant-form-item-explain-error', { hasText: '입력해야 합니다.' }).waitFor();
    await dialog().getByRole('textbox', { name: '지우는 까닭' }).fill('본인의 삭제 요구');
    await dialog().getByRole('button', { name: '로그에서 지우기' }).click();
    await row('본인의 삭제 요구').first().waitFor();
    await open(owner, '/workspace/usage-events');
    await row('지워짐').first().waitFor();
    expect(await owner.getByRole('row').filter({ hasText: name }).count()).toBe(0);
  });

  it('cannot leave nobody behind who may manage them', async () => {
    await toMembers();
    await row('owner@parts.example').getByRole('button', { name: '소속 종료' }).click();
    await dialog().getByRole('button', { name: '소속 종료' }).click();
    await dialog().getByRole('alert').getByText('구성원을 관리할 사람이 남지 않습니다').waitFor();
    await dialog().getByRole('button', { name: '취소' }).click();
  });

  it('are listed on a phone without anything beyond its width', async () => {
    const phone = await visitor(360);
    await signIn(phone, 'owner@parts.example');
    for (const path of ['/workspace/members', '/workspace/members?state=former', '/join']) {
      await open(phone, path);
      await fitsWidth(phone);
    }
    await phone.close();
    await owner.close();
    expect(complaints.filter((complaint) => !/status of (?:404|409|401)/.test(complaint))).toEqual([]);
  });
});
