import { IsDay } from '@maru/platform';
import { IsIn } from 'class-validator';
import { type Tariff, tariffs, type UsePeriod } from './time-of-use';

export class TimeOfUseQuestion {
  /** Day of Asia/Seoul, such as 2026-11-27. */
  @IsDay()
  day: string;

  /** `industrial-b`: 산업용(을) of KEPCO. */
  @IsIn(tariffs)
  tariff: Tariff;
}

export class UsePeriodItem {
  /** With the offset of Asia/Seoul; half-open. */
  from: string;
  to: string;
  /** 경부하, 중간부하 or 최대부하. */
  period: UsePeriod;
}

export class TimeOfUseAnswer {
  tariff: Tariff;
  day: string;
  /** The day from which the supply terms are in force that say so; null where the periods are not known. */
  version: string | null;
  /** The last day on which a contract may have kept the terms before these; null where none may on this day. */
  formerTermsUntil: string | null;
  /** The whole day in its order, on the mainland; null where they are not known: before 2024-10-24, or without the year's public holidays. */
  periods: UsePeriodItem[] | null;
}
