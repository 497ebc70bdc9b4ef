import type { Browser, Page } from 'playwright-core';
import { address, figure, newVisitor, open, openBrowser, signIn, type Visitor } from './visitor';

/** What the page says is to be sent. */
interface Batch {
  sourceId: string;
  readings: { pointId: string; at: string; value: number | string }[];
}

const send = async (deviceKey: string, batch: Batch) => {
  const headers = { authorization: `Bearer ${deviceKey}`, 'content-type': 'application/json' };
  const response = await fetch(address('/api/fems/readings'), { method: 'POST', headers, body: JSON.stringify(batch) });
  return { status: response.status, body: await response.json() };
};

/** A new organisation of its own: the job begins where a factory begins, with nothing. */
async function newFactory(browser: Browser): Promise<string> {
  const { page, close } = await newVisitor(browser);
  await signIn(page, 'admin@maru.example', '/workspace/organisations');
  const code = `works-${Date.now().toString(36)}`;
  const email = `owner@${code}.example`;
  await page.getByRole('button', { name: '기업 등록' }).click();
  const dialog = page.getByRole('dialog');
  const fields = { 이름: code, '기업 코드': code, '첫 구성원 이름': '대표', '첫 구성원 이메일': email };
  for (const [label, value] of Object.entries(fields)) await dialog.getByRole('textbox', { name: label, exact: true }).fill(value);
  await dialog.getByLabel('첫 비밀번호').fill(process.env.MARU_DEMO_PASSWORD ?? '');
  await dialog.getByRole('button', { name: '기업 등록' }).click();
  await page.getByRole('row').filter({ hasText: code }).first().waitFor();
  await close();
  return email;
}

describe('meters and points', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    visitor = await newVisitor(browser);
    ({ page } = visitor);
    await signIn(page, email, '/workspace/subscriptions');
  });

  afterAll(() => browser.close());

  const dialog = () => page.getByRole('dialog');
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  /** Fills the fields of the dialog that is open and presses its key of the same name as the one that opened it. */
  const submit = async (key: string, fields: Record<string, string> = {}) => {
    for (const [label, value] of Object.entries(fields)) await dialog().getByRole('textbox', { name: label, exact: true }).fill(value);
    await dialog().getByRole('button', { name: key }).click();
    await dialog().waitFor({ state: 'hidden' });
  };

  it('lead a new factory from nothing to its first load on the screen', async () => {
    await page.getByRole('region', { name: /FEMS/ }).getByRole('button', { name: '구독 시작' }).click();
    await submit('구독 시작');
    await page.getByRole('navigation').getByRole('link', { name: '부하 곡선' }).click();
    await page.getByRole('link', { name: '계량기와 계측 항목으로 가기' }).click();
    await page.getByRole('link', { name: '사업장으로 가기' }).click();
    await press('사업장 등록');
    await submit('사업장 등록', { '사업장 이름': '본사 공장', 사업자등록번호: '124-81-00998' });
    await page.getByRole('navigation').getByRole('link', { name: '계량기와 계측 항목' }).click();
    await press('계량기 등록');
    await submit('계량기 등록', { '계량기 이름': '수전 계량기' });
    await page.getByText('다음 할 일: 계량기에 계측 항목을 추가하세요.').waitFor();
    await press('수전 계량기에 계측 항목 추가');
    await submit('계측 항목 추가');
    await page.getByText('다음 할 일: 값을 보낼 장치나 프로그램을 검침 출처로 등록하세요.').waitFor();
    await press('검침 출처 등록');
    await dialog().getByText('구간 종료:').click();
    await submit('검침 출처 등록', { 이름: '수집 장치' });
    await press('유효전력량(수전) 값 보내기');
    const batch = JSON.parse((await dialog().locator('pre').last().textContent()) ?? '') as Batch;
    await dialog().getByRole('link', { name: '장치 키로 가기' }).click();
    await press('장치 키 만들기');
    await dialog().getByRole('textbox', { name: '이름' }).fill('수집 장치');
    await dialog().getByRole('button', { name: '장치 키 만들기' }).click();
    const deviceKey = await dialog().getByRole('textbox', { name: '장치 키' }).inputValue();
    expect(await send(deviceKey, batch)).toMatchObject({ body: { accepted: 0, refused: [{ pointer: '/readings/0/value' }] } });
    const readings = batch.readings.map((reading) => ({ ...reading, value: 12.3456 }));
    expect(await send(deviceKey, { ...batch, readings })).toMatchObject({ status: 200, body: { accepted: 1 } });
    await dialog().getByRole('button', { name: '보관했습니다' }).click();
    const newest = page.getByRole('row').filter({ hasText: '유효전력량(수전)' }).getByText('12.3456');
    await page.getByRole('navigation').getByRole('link', { name: '계량기와 계측 항목' }).click();
    // The newest reading follows the ledger by a moment.
    for (let tries = 0; tries < 20 && !(await newest.isVisible()); tries++) {
      await open(page, '/fems/meters');
    }
    await page.getByRole('row').filter({ hasText: '유효전력량(수전)' }).getByRole('link').click();
    await figure(page, '최대수요전력').getByText('49.38').waitFor();
    expect(await figure(page, '검침값').textContent()).toContain('1');
    expect(visitor.complaints).toEqual([]);
  });

  it('say beside the field what the server refuses, and who was faster', async () => {
    await open(page, '/fems/meters');
    await press('계량기 등록');
    await dialog().getByRole('textbox', { name: '계량기 이름' }).fill('압연 2호기');
    const main = dialog().getByRole('checkbox', { name: '대표 계량기' });
    expect(await main.isChecked()).toBe(false);
    await main.check();
    await dialog().getByRole('button', { name: '계량기 등록' }).click();
    await dialog().locator('.ant-form-item', { hasText: '대표 계량기' }).getByText('먼저 그 계량기를 대표에서 빼 주세요').waitFor();
    await main.uncheck();
    await submit('계량기 등록');
    await page.getByRole('region', { name: '압연 2호기', exact: true }).getByText('이 계량기에는 계측 항목이 없습니다.').waitFor();

    await press('압연 2호기 수정');
    const name = dialog().getByRole('textbox', { name: '계량기 이름' });
    const colleague = page.context();
    const { items } = (await (await colleague.request.get(address('/api/fems/meters'))).json()) as {
      items: { id: string; name: string }[];
    };
    const { id } = items.find((meter) => meter.name === '압연 2호기') ?? { id: '' };
    const headers = { 'if-match': '"1"', origin: address('/').slice(0, -1) };
    expect((await colleague.request.patch(address(`/api/fems/meters/${id}`), { data: { name: '압연 3호기' }, headers })).status()).toBe(
      200,
    );
    await name.fill('압연 이호기');
    await dialog().getByRole('button', { name: '저장' }).click();
    await dialog().getByText('그 사이 다른 사람이 바꾸었습니다').waitFor();
    await dialog().getByRole('button', { name: '취소' }).click();
    await press('압연 3호기 수정');
    await submit('저장', { '계량기 이름': '압연 2호기' });
    await page.getByRole('region', { name: '압연 2호기', exact: true }).waitFor();
  });

  it('rename a point and nothing else of it, by keyboard alone', async () => {
    const row = page.getByRole('row').filter({ hasText: '유효전력량(수전)' });
    await row.getByRole('button', { name: /수정/ }).focus();
    await page.keyboard.press('Enter');
    const name = dialog().getByRole('textbox', { name: '계측 항목 이름' });
    await name.waitFor();
    expect(await dialog().getByRole('textbox').count()).toBe(1);
    await name.focus();
    await name.selectText();
    await page.keyboard.type('수전 유효전력량');
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'hidden' });
    await page.getByRole('row').filter({ hasText: '수전 유효전력량' }).waitFor();
  });

  it('are in sight of an operator, who changes none of them', async () => {
    const { page: operatorPage, complaints } = await newVisitor(browser);
    await signIn(operatorPage, 'operator@parts.example', '/fems/meters');
    await operatorPage.getByRole('heading', { name: '계량기와 계측 항목' }).waitFor();
    expect(await operatorPage.getByRole('button', { name: /등록|추가|수정/ }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
