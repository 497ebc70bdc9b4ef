import { IsId, IsInstant, PageQuery } from '@maru/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** One reading of a batch. Describes the body; a batch is checked by batch-rows.ts, which is many times as fast as decorators. */
export class ReadingRow {
  pointId: string;
  /** RFC 3339 time with zone: the end of the interval that the source stamps. */
  at: string;
  /** Energy of the interval in the point's unit: a JSON number, or an exact decimal of up to 38 digits as text. */
  @ApiProperty({ oneOf: [{ type: 'number' }, { type: 'string' }] })
  value: number | string;
  /** What the source says of the value; left out when it says nothing. */
  quality?: 'unstated' | 'good' | 'uncertain' | 'estimatedBySource';
}

export class ReadingBatch {
  sourceId: string;
  /**
   * Why readings that differ from those stored are corrected, up to 200 characters. A batch with a reason corrects also where the source said
   * the same before; one without it is a source sending again.
   */
  reason?: string;
  /** 1 to 5,000 of them. */
  readings: ReadingRow[];
}

export class RefusedRow {
  /** Which of the readings, from 0. */
  index: number;
  /** JSON pointer to the field at fault. */
  pointer: string;
  /** For programs. */
  code: string;
  /** For people, in the language that was asked for. */
  detail: string;
}

/** accepted + unchanged + corrected + refused are all the rows of the batch; the first three are on disk. */
export class IngestAnswer {
  /** Intervals that have a reading now and had none, or had one that was taken back. */
  accepted: number;
  /** Rows that say what is known already. */
  unchanged: number;
  /** Intervals whose reading was corrected. */
  corrected: number;
  refused: RefusedRow[];
}

export class ReadingsQuery extends PageQuery {
  @IsId()
  pointId: string;

  /** Intervals that start at or after this time. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Intervals that start before this time. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class ReadingSourceName {
  id: string;
  name: string;
  /** The import by which it came; null where it was sent. */
  importId: string | null;
  /** Name of the file that was imported; null where it was sent. */
  importFileName: string | null;
}

export class CorrectionAuthor {
  kind: 'person' | 'device' | 'job';
  /** Id of the person or of the device key. */
  id: string | null;
  /** Name of the person; null for a device or a job, and for a person who was erased or is not of the organisation. */
  name: string | null;
}

export class CorrectionItem {
  /** Exact decimal as text, in the point's unit; null where the reading was taken back and the interval counts as missing. */
  value: string | null;
  quality: 'unstated' | 'good' | 'uncertain' | 'estimatedBySource';
  source: ReadingSourceName;
  /** Who sent it. */
  by: CorrectionAuthor;
  /** Null where the source only sent another value. */
  reason: string | null;
  recordedAt: string;
}

/** A row of the ledger as it was first written, with every correction since, oldest first. */
export class ReadingItem {
  start: string;
  end: string;
  /** Exact decimal as text, in the point's unit. */
  value: string;
  quality: 'unstated' | 'good' | 'uncertain' | 'estimatedBySource';
  source: ReadingSourceName;
  recordedAt: string;
  /** The newest of them counts. */
  corrections: CorrectionItem[];
}

export class ReadingPage {
  pointId: string;
  unit: string;
  /** The readings are 모의. */
  simulated: boolean;
  items: ReadingItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
