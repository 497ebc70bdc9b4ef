import { IsId, IsInstant, PageQuery } from '@maru/platform';
import { IsIn, IsOptional } from 'class-validator';
import { CorrectionAuthor, ReadingSourceName } from '../ledger/readings.dto';

/** A period of at most 400 days of one point, or of all points of a site; of the organisation's first site where neither is named. */
export class ReviewQuery extends PageQuery {
  @IsOptional()
  @IsId()
  pointId?: string;

  @IsOptional()
  @IsId()
  siteId?: string;

  @IsInstant()
  from: string;

  @IsInstant()
  to: string;
}

export class CompletenessQuestion extends ReviewQuery {
  /** How the period is cut, in the calendar of the site. */
  @IsIn(['day', 'month'])
  by: 'day' | 'month';
}

/** Readings by what their source says of them. */
export class QualityCounts {
  unstated: number;
  good: number;
  uncertain: number;
  estimatedBySource: number;
}

export class SourceCount {
  sourceId: string;
  /** Readings whose value that counts came from it. */
  readings: number;
}

export class CompletenessBucket {
  start: string;
  end: string;
  readings: number;
  /** 0 where no reading is expected: before the first one, and after the newest one where none is awaited. */
  expected: number;
  qualities: QualityCounts;
  sources: SourceCount[];
}

export class CompletenessItem {
  pointId: string;
  intervalSeconds: number;
  /** Whether readings come as they should, as of now. */
  arrival: 'arriving' | 'late' | 'silent' | 'never' | 'withdrawn' | 'manual';
  /** Start of the first interval with a reading; null when there is none. */
  first: string | null;
  /** End of the newest interval with a reading; null when there is none. */
  last: string | null;
  /** When something last came from the point, taken back since or not; follows the ledger by a moment. */
  lastReceivedAt: string | null;
  /** In the period. */
  readings: number;
  expected: number;
  buckets: CompletenessBucket[];
}

export class CompletenessPage {
  /** Null when the organisation has no site yet. */
  siteId: string | null;
  /** Version of the definition by which readings are expected. */
  definition: string;
  /** The readings are 모의. */
  simulated: boolean;
  items: CompletenessItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

/** A stretch without readings, whole where a part of it lies in the period. */
export class GapItem {
  pointId: string;
  start: string;
  /** Null where nothing has come since. */
  end: string | null;
  /** Intervals of the stretch. */
  missing: number;
}

export class GapPage {
  definition: string;
  simulated: boolean;
  /** Point by point, newest first. A page may hold fewer than asked for although there are more. */
  items: GapItem[];
  next: string | null;
}

/** One change of what an interval is worth. */
export class CorrectionEntry {
  pointId: string;
  /** Unit of its values. */
  unit: string;
  start: string;
  end: string;
  /** Exact decimal as text before the change; null where the interval counted as missing. */
  before: string | null;
  beforeQuality: 'unstated' | 'good' | 'uncertain' | 'estimatedBySource';
  /** Exact decimal as text; null where the reading was taken back. */
  value: string | null;
  quality: 'unstated' | 'good' | 'uncertain' | 'estimatedBySource';
  source: ReadingSourceName;
  by: CorrectionAuthor;
  /** Null where the source only sent another value. */
  reason: string | null;
  recordedAt: string;
}

export class CorrectionPage {
  simulated: boolean;
  /** Newest first. */
  items: CorrectionEntry[];
  next: string | null;
}

export class SourceActivityQuestion extends PageQuery {
  @IsOptional()
  @IsId()
  siteId?: string;

  @IsOptional()
  @IsId()
  pointId?: string;
}

/** How long after the end of its interval a reading was stored. */
export class ReadingDelay {
  /** Newest readings that it was taken from: up to 200 a point, imported files left out. */
  readings: number;
  medianSeconds: number;
  percentile95Seconds: number;
}

/** What a source has sent of the points asked about, imported files included; follows the ledger by a moment. */
export class SourceActivityItem {
  sourceId: string;
  name: string;
  stamp: 'intervalStart' | 'intervalEnd';
  simulated: boolean;
  /** Points that it has sent something of. */
  points: number;
  /** Null as long as it has sent nothing. */
  firstReceivedAt: string | null;
  lastReceivedAt: string | null;
  /** End of the newest interval that it has sent something of. */
  newest: string | null;
  /** Intervals that had no reading before it sent one. */
  accepted: number;
  /** Readings that it has corrected. */
  corrected: number;
  /** Null where nothing was sent, or files alone. */
  delay: ReadingDelay | null;
}

export class SourceActivityPage {
  items: SourceActivityItem[];
  next: string | null;
}
