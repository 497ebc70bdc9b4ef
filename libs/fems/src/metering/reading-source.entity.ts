import { TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which end of its interval a source puts its time stamp on. */
export const stamps = ['intervalStart', 'intervalEnd'] as const;
export type Stamp = (typeof stamps)[number];

/** 검침 출처: who reports readings, and how its time stamps are to be read. */
@Entity({ schema: 'fems', name: 'reading_source' })
export class ReadingSource extends TenantEntity {
  @PrimaryColumn('uuid', { name: 'source_id' })
  id: string;

  @Column('integer', { name: 'source_number' })
  sourceNumber: number;

  @Column('text')
  name: string;

  @Column('text')
  stamp: Stamp;

  /** 모의: follows from the organisation's number and is never written. */
  @Column({ type: 'boolean', generatedType: 'STORED', asExpression: '(tenant_id >= 1000000000)', insert: false, update: false })
  simulated: boolean;
}
