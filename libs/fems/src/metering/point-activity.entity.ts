import { TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When a point last sent what; follows the ledger by a moment. */
@Entity({ schema: 'fems', name: 'point_activity' })
export class PointActivity extends TenantEntity {
  @PrimaryColumn('uuid', { name: 'point_id' })
  pointId: string;

  @Column('timestamptz', { name: 'last_received_at' })
  lastReceivedAt: Date;

  @Column('timestamptz', { name: 'newest_start' })
  newestStart: Date;

  /** A count that may outgrow 32 bits: text, as the driver hands it out. */
  @Column('bigint')
  accepted: string;

  @Column('bigint')
  corrected: string;
}
