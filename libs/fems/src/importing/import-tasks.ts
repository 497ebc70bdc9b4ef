import type { Language } from '@maru/kernel';

export const CHECK_KIND = 'fems.reading-import-check';
export const APPLY_KIND = 'fems.reading-import-apply';
export const WITHDRAW_KIND = 'fems.reading-import-withdraw';
export const IMPORT_PERMISSION = 'fems.reading.import';

/** What every task of an import is started with. */
export interface ImportTaskInput {
  readonly importId: string;
  /** Of the file of refused rows that it may write. */
  readonly language: Language;
}
