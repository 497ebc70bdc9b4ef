import { IsCursor, IsDay, IsInstant, IsMonth, Omittable } from '@maru/platform';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { operatingDefinitionNames } from '../notices/operating-definitions';
import { pageLinesMax } from './pull-page';

/** The names of the headers in which an answer says what its lines are. */
export const PULL_HEADERS = {
  asOf: 'maru-as-of',
  lines: 'maru-lines',
  sha256: 'maru-sha256',
  cursor: 'maru-cursor',
  page: 'maru-page',
} as const;

export class SettledQuestion {
  /** As things stood then. It must be settled; as late as it can be when it is left out, and then the header maru-as-of says when. */
  @Omittable()
  @IsInstant()
  asOf?: string;
}

export class StreamQuestion extends SettledQuestion {
  /** Where the last answer ended: its header maru-cursor. From the first line on when it is left out. */
  @Omittable()
  @IsCursor()
  cursor?: string;

  /** Lines of the answer at most; 10,000 when it is left out. */
  @Omittable()
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value))
  @IsInt()
  @Min(1)
  @Max(pageLinesMax)
  limit?: number;
}

class CountedQuestion extends SettledQuestion {
  /** What is meant by an operating day: an id for its newest version, or id@version; the newest of every one when it is left out. */
  @Omittable()
  @IsIn(operatingDefinitionNames)
  definition?: string;
}

export class DaysQuestion extends CountedQuestion {
  /** Such as 2026-11, of Asia/Seoul. */
  @IsMonth()
  month: string;
}

export class VerdictsQuestion extends CountedQuestion {
  /** The day of the notice, whose month the months are counted back from; the day of asOf when it is left out. */
  @Omittable()
  @IsDay()
  noticeDay?: string;
}

export class PullableCompany {
  organisationId: string;
  name: string;
  simulated: boolean;
  /** Since when the grant that is in force has been. */
  grantedFrom: string;
}

export class PullableCompanyList {
  items: PullableCompany[];
  /** Until when nothing can be written any more: the latest asOf that is answered. */
  settledUntil: string;
}
