import type { Language } from '@maru/kernel';
import type { ByteSink } from '@maru/platform';
import type { UsageFile, UsageFileFormat, UsageFileHeading } from './usage-file';
import { USAGE_FILE_WORDS } from './usage-file-words';
import { csvLines, ndjsonLines, UsageLines } from './usage-lines';
import { UsageWorkbook } from './usage-workbook';

/** A file of a month of events, written into the sink as they come. */
export function newUsageFile(format: UsageFileFormat, sink: ByteSink, heading: UsageFileHeading, language: Language): UsageFile {
  if (format === 'xlsx') return new UsageWorkbook(sink, heading, USAGE_FILE_WORDS[language]);
  return new UsageLines(sink, format === 'csv' ? csvLines(heading, USAGE_FILE_WORDS[language]) : ndjsonLines(heading));
}
