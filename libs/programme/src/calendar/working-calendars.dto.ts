import { IsDay } from '@maru/platform';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { NoticeText } from '../notices/notices.dto';

export class SingleDay {
  @IsDay()
  day: string;

  /** Whether the site works on it, whatever the week and the public holidays say. */
  @IsBoolean()
  works: boolean;
}

export class WorkingCalendarBody {
  /** Days of the week on which the site works, public holidays apart: 1 for Monday to 7 for Sunday. */
  @IsArray()
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays: number[];

  /** Single days on which it is otherwise. */
  @IsArray()
  @ArrayMaxSize(1000)
  // A list in the list would be taken for one whose elements are to be looked at.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SingleDay)
  days: SingleDay[];
}

export class HolidayItem {
  day: string;
  name: NoticeText;
}

export class WorkingCalendarItem extends WorkingCalendarBody {
  siteId: string;
  siteName: string;
  /** For If-Match. */
  version: number;
  /** Public holidays from today to the end of next year, as far as they are known. */
  holidays: HolidayItem[];
  /** The last day of which it is known whether it is a public holiday. */
  holidaysKnownUntil: string;
}
