import type { Language } from '@maru/kernel';
import type { ReadingQuality } from '../ledger/reading-quality';

export interface ExportWords {
  readonly sheet: string;
  readonly headings: readonly string[];
  readonly qualities: Readonly<Record<ReadingQuality, string>>;
  readonly corrected: string;
  readonly simulated: string;
  readonly fileName: string;
}

/** Words of an exported file, in the language of who asked for it. */
export const exportWords: Readonly<Record<Language, ExportWords>> = {
  ko: {
    sheet: '검침값',
    headings: ['계량기', '계측 항목', '구간 시작', '구간 종료', '검침값', '단위', '검침 품질', '정정', '검침 출처', '모의'],
    qualities: { unstated: '', good: '정상', uncertain: '의심', estimatedBySource: '출처 추정' },
    corrected: '정정',
    simulated: '모의',
    fileName: '검침값',
  },
  en: {
    sheet: 'Readings',
    headings: ['Meter', 'Point', 'Interval start', 'Interval end', 'Reading', 'Unit', 'Quality', 'Corrected', 'Source', 'Simulated'],
    qualities: { unstated: '', good: 'good', uncertain: 'uncertain', estimatedBySource: 'estimated by source' },
    corrected: 'corrected',
    simulated: 'simulated',
    fileName: 'readings',
  },
};
