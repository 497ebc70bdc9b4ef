import type { Schemas } from '@maru/web/client';
import { useTranslation } from 'react-i18next';

export type DeskCompany = Schemas['DeskCompany'];
/** One place of business of a company, with what is said of the company. */
export type DeskRow = Omit<DeskCompany, 'lines'> & DeskCompany['lines'][number];
export type DeskDuty = DeskRow['duty'];

export const rowsOf = (companies: readonly DeskCompany[]): DeskRow[] =>
  companies.flatMap(({ lines, ...company }) => lines.map((line) => ({ ...company, ...line })));

/** The colour of the state of a duty; the word beside it says the same. */
export const dutyTone: Readonly<Record<NonNullable<DeskDuty['state']>, string>> = {
  late: 'tag-bad',
  due: 'tag-warning',
  'not-begun': 'tag-warning',
  running: 'tag-ok',
  upcoming: '',
  done: 'tag-ok',
  'not-needed': '',
};

/** Something has to be done: a duty is late or due, or the running month gets its days only with care, or not at all. */
export function needsAttention({ duty, outlook }: DeskRow): boolean {
  const isAtRisk = outlook !== null && !['enough', 'on-track', 'calendar-unknown'].includes(outlook.risk);
  return duty.open > 0 || isAtRisk;
}

export function useDeskWords() {
  const { t } = useTranslation('programme');
  return {
    duty: ({ state }: DeskDuty) => (state === null ? t('desk.noAgreement') : t(`duties.state.${state}`)),
    region: (code: string | null) => (code === null ? null : t(`desk.region.${code as 'KR-41'}`)),
  };
}
