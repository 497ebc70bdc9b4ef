/** Text in both languages of the product. */
export class NoticeText {
  ko: string;
  en: string;
}

export class NoticeYears {
  years: number;
  /** The day of the agreement from which the years are counted. */
  from: 'completed' | 'finallyCompleted';
}

export class NoticeBonus {
  /** Consecutive months at an operating rate of 100 %. */
  months: number;
  /** Operating days that a month needs. */
  daysAMonth: number;
  /** Plants built on this day or later take part. */
  builtSince: string;
  points: number;
}

export class NoticeUncertainty {
  rule: 'logDuty' | 'registration' | 'retention' | 'bonus';
  why: NoticeText;
}

export class NoticeItem {
  id: string;
  version: number;
  title: NoticeText;
  /** Of the programme. */
  year: number;
  announcedOn: string;
  /** Who signs an agreement under it, and owes what it asks for. */
  party: 'manufacturer' | 'supplierConsortium';
  /** For how long logs are owed; null where it asks for none. */
  logDuty: NoticeYears | null;
  /** Months in which logs that no system sends may be registered by hand: 6 and 12, or none. */
  registrationMonths: number[];
  /** Stored logs of a site in a half-year from which on it needs no registration by hand; null where none is offered. */
  logsSparingRegistration: number | null;
  /** For how long what was built, and its records, are kept. */
  retention: NoticeYears;
  bonus: NoticeBonus | null;
  /** Where it is said. */
  source: NoticeText;
  /** Rules that are inferred, or not said as exactly as they have to be applied. */
  uncertain: NoticeUncertainty[];
}

export class NoticeList {
  items: NoticeItem[];
}
