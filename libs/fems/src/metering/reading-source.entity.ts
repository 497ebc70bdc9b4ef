import { TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which end of its interval a source puts its time stamp on. */
export const stamps = ['intervalStart', 'intervalEnd'] as const;
export type Stamp = (typeof stamps)[number];

/** 수집 원천: who reports readings, and how its time stamps are to be read. */
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

  @Column('boolean')
  simulated: boolean;
}
