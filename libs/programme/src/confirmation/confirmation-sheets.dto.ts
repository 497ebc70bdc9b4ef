import { IsDay, IsId, Omittable } from '@maru/platform';
import { IsIn } from 'class-validator';
import { operatingDefinitionNames } from '../notices/operating-definitions';
import { SiteName } from '../site-name.dto';

export class NewConfirmationSheet {
  /** Which place of business is confirmed; may be left out where the organisation has one site. */
  @Omittable()
  @IsId()
  siteId?: string;

  /** The day of the notice; the months before its month are confirmed. */
  @IsDay()
  noticeDay: string;

  /** What is meant by an operating day: an id for its newest version, or id@version; days with a stored log when it is left out. */
  @Omittable()
  @IsIn(operatingDefinitionNames)
  definition?: string;
}

/** The file is made by a task; its outcome is a ConfirmationSheetOutcome. */
export class StartedConfirmationSheet {
  taskId: string;
}

export class ConfirmationSheetOutcome {
  fileId: string;
  fileName: string;
  site: SiteName;
  noticeDay: string;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /** 모의: of a demonstration. */
  simulated: boolean;
}
