import { bonusVerdict, type DayFacts, daysOfMonth, monthsBefore } from '@maru/evidence';
import { pdfOf } from '../documents/pdf';
import { operatingDefinition } from '../notices/operating-definitions';
import { type Confirmation, confirmationSheet, confirmedMonth } from './confirmation-sheet';

const NOTICE = '2026-04-10';
const definition = operatingDefinition('stored-log');
const sure = { isUseUncertain: false, isStoreUncertain: false, isBeforeService: false };

/** Twenty operating days in each month but one, which has nineteen and a day of which it is not known. */
function confirmation(simulated: boolean): Confirmation {
  const facts = new Map<string, DayFacts>(
    monthsBefore(NOTICE, 6).flatMap((month) =>
      daysOfMonth(month).map((day, index): [string, DayFacts] => {
        if (day === '2026-02-20') return [day, { ...sure, day, used: 3, stored: 0, isStoreUncertain: true }];
        return [day, index < 20 ? { ...sure, day, used: 3, stored: 1 } : { ...sure, day, used: 0, stored: 0 }];
      }),
    ),
  );
  const { verdict, reason, months } = bonusVerdict(definition, NOTICE, ['2025-01-31'], facts, '2026-04-10');
  return {
    company: '시험 공장',
    site: { id: '1', name: '제1공장', businessRegistrationNumber: '220-81-62517' },
    agreements: ['2024-1234'],
    usesWithoutSite: 1_204,
    simulated,
    noticeDay: NOTICE,
    completedOn: '2025-01-31',
    asOf: new Date('2026-04-10T01:02:03Z'),
    definition,
    verdict,
    reason,
    months: months.map((month) => confirmedMonth(month, facts)),
  };
}

const textOf = (simulated: boolean) => JSON.stringify(confirmationSheet(confirmation(simulated)));

describe('the confirmation sheet', () => {
  it('says who, which definition, as of when and what came of it, month by month', () => {
    const text = textOf(false);
    for (const said of [
      '시험 공장',
      '제1공장',
      '220-81-62517',
      '2024-1234',
      '2026년 4월 10일 10:02:03',
      'stored-log v2',
      '로그 수집 서버가 저장했다고 답한(AP1002) 로그가 하나 이상 있는 날',
      '판단할 수 없음',
      '가동일 20일로 20일을 채웠습니다.',
      '확인할 수 없는 날 1일과 남은 날 0일에 달려 있습니다.',
    ])
      expect(text).toContain(said);
  });

  it('counts nothing of a month that lies wholly before the service: not even 0', () => {
    const [early, ...others] = confirmation(false).months;
    const before = {
      ...early,
      operating: 0,
      unknown: 31,
      beforeService: 31,
      isBeforeService: true,
      used: 0,
      stored: 0,
      verdict: 'INDETERMINATE' as const,
    };
    const figures = /"text":"(–|\d+)","alignment":"right"/g;
    const text = JSON.stringify(confirmationSheet({ ...confirmation(false), months: [before, ...others] }));
    expect([...text.matchAll(figures)].slice(0, 8).map(([, said]) => said)).toEqual(['–', '31', '–', '–', '20', '0', '60', '20']);
  });

  it('says what it does not prove', () => {
    expect(textOf(false)).toContain('포털이 세는 가동일과 같다는 것을 증명하지 않습니다.');
  });

  it('confirms one place of business and no other, and says what belongs to none', () => {
    const text = textOf(false);
    expect(text).toContain('같은 기업의 다른 사업장이 가동한 것은 증명하지 않습니다.');
    expect(text).toContain('사업장을 고르지 않고 쓴 기록 1,204건은 어느 사업장의 것도 아니어서 세지 않았습니다.');
    const known = JSON.stringify(confirmationSheet({ ...confirmation(false), usesWithoutSite: 0 }));
    expect(known).not.toContain('사업장을 고르지 않고');
  });

  it('is marked on every page where the company is simulated, and nowhere else', () => {
    const of = (simulated: boolean) => confirmationSheet(confirmation(simulated));
    expect(of(true).watermark).toMatchObject({ text: '모의' });
    expect(textOf(true)).toContain('모의: 시연을 위해 만든 자료');
    expect([of(false).watermark, textOf(false).includes('모의')]).toEqual([undefined, false]);
  });

  it('of the same figures as of the same moment is the same file', async () => {
    const [one, other] = [await pdfOf(confirmationSheet(confirmation(true))), await pdfOf(confirmationSheet(confirmation(true)))];
    expect(Buffer.from(one).subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });
});
