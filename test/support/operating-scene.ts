import { seedAgreement } from './agreement-seed';
import type { TestPerson } from './api-under-test';
import type { ExportCompany, ExportScene } from './export-scene';
import { seedSends } from './send-seed';
import { type SeededEvent, seedUsage } from './usage-seed';

export interface DayView {
  day: string;
  state: string;
  used: number | null;
  eligible: number | null;
  stored: number | null;
  uncertain: number | null;
  refused: number | null;
  queued: number | null;
  passedOver: number | null;
  gaps: number | null;
}

export interface MonthView {
  site: { id: string; name: string } | null;
  usesWithoutSite: number;
  month: string;
  verdict: string;
  operating: number;
  unknown: number;
  toCome: number;
  days: DayView[];
  simulated: boolean;
}

export interface VerdictView {
  site: { id: string; name: string } | null;
  verdict: string;
  reason: string;
  completedOn: string | null;
  months: MonthView[];
  earliest: {
    noticeDay: string | null;
    noticeDayByKnown: string | null;
    reason: string;
    needs: { month: string; missing: number; toCome: number; unknown: number }[];
  } | null;
}

/** Ten in the morning of a day in Korea. */
export const morning = (day: string, minutes = 0) => Date.parse(`${day}T10:00:00+09:00`) + minutes * 60_000;
export const daysOf = (month: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);

export const dayIn = (view: MonthView, day: string) => view.days.find((one) => one.day === day);

/** What tests of operating days ask, and how they make them. */
export function operatingDays(scene: () => ExportScene) {
  const get = async <T>({ token }: TestPerson, path: string) => scene().api.request<T>('GET', path, { token });
  const month = async (person: TestPerson, of: string, more = '') =>
    (await get<MonthView>(person, `/api/programme/operating-month?month=${of}${more}`)).body;
  const verdict = async (person: TestPerson, noticeDay: string, more = '') =>
    (await get<VerdictView>(person, `/api/programme/bonus-verdict?noticeDay=${noticeDay}${more}`)).body;
  /** For the company's first site, where an event names none itself. */
  const seed = (company: ExportCompany, events: readonly SeededEvent[]) =>
    seedUsage(
      scene().api,
      company.tenant,
      events.map((event) => ({ site: company.siteIds[0], ...event })),
    );
  /** An agreement about all sites that was entered long ago. */
  const complete = (company: ExportCompany, completedOn: string | null) =>
    seedAgreement(scene().database, company.tenant, { completedOn, siteIds: company.siteIds, enteredAt: '2020-01-01T00:00:00Z' });
  /** One use and its stored log on each of the days, for the company's first site where none is named. */
  const operate = async (company: ExportCompany, days: readonly string[], site = company.siteIds[0]) => {
    const events = await seed(
      company,
      days.map((day) => ({ at: morning(day), site })),
    );
    await seedSends(
      scene().database,
      company.tenant,
      events.map((event) => ({ event, outcome: 'stored' })),
    );
  };
  return { get, month, verdict, seed, complete, operate };
}
