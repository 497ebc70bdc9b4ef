import { type TableFormat, TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Finding } from './findings';
import type { ImportFault } from './import-faults';
import type { Mapping } from './mapping';

export const importStates = ['checking', 'checked', 'discarded', 'applying', 'applied', 'withdrawing', 'withdrawn'] as const;
export type ImportState = (typeof importStates)[number];

/** rows = accepted + unchanged + corrected + refused, always. */
export interface ImportCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly corrected: number;
  readonly refused: number;
}

/** Where an import has written: a point, the first and the last start. */
export interface ImportExtent {
  readonly pointNumber: number;
  readonly first: number;
  readonly last: number;
}

/** A file of readings, or of a utility's months, that a person brings in. */
@Entity({ schema: 'fems', name: 'reading_import' })
export class ReadingImport extends TenantEntity {
  @PrimaryColumn('uuid', { name: 'import_id' })
  id: string;

  @Column('uuid', { name: 'file_id' })
  fileId: string;

  @Column('text', { name: 'file_name' })
  fileName: string;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('text')
  state: ImportState;

  /** The newest of its tasks: what an older one still finds out is of no interest. */
  @Column('uuid', { name: 'task_id' })
  taskId: string;

  /** Grows with every mapping that a person sets. */
  @Column('integer', { default: 1 })
  version: number;

  @Column('uuid', { name: 'source_id', nullable: true })
  sourceId: string | null;

  /** The number under which it writes: a number of its own among those of the sources. Null until it is applied. */
  @Column('integer', { name: 'source_number', nullable: true })
  sourceNumber: number | null;

  /** By which a file with the same columns is known again. */
  @Column('text', { nullable: true })
  fingerprint: string | null;

  @Column('jsonb', { nullable: true })
  format: TableFormat | null;

  /** The first rows as text. */
  @Column('jsonb', { nullable: true })
  preview: string[][] | null;

  @Column('jsonb', { nullable: true })
  mapping: Mapping | null;

  @Column('jsonb', { nullable: true })
  counts: ImportCounts | null;

  @Column('jsonb', { name: 'first_faults', nullable: true })
  firstFaults: ImportFault[] | null;

  @Column('jsonb', { nullable: true })
  findings: Finding[] | null;

  @Column('uuid', { name: 'refused_file_id', nullable: true })
  refusedFileId: string | null;

  @Column('boolean', { name: 'all_or_nothing', nullable: true })
  allOrNothing: boolean | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('jsonb', { nullable: true })
  extents: ImportExtent[] | null;

  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt: Date | null;

  /** 모의: follows from the organisation's number and is never written. */
  @Column({ type: 'boolean', generatedType: 'STORED', asExpression: '(tenant_id >= 1000000000)', insert: false, update: false })
  simulated: boolean;
}
