import type { Unit } from '@maru/kernel';
import { TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AcquisitionMode, PointQuantity } from './point-quantity';

/** 계측 항목: one quantity in one unit. All but its name is as it was made, since the readings in the ledger mean what it says. */
@Entity({ schema: 'fems', name: 'meter_point' })
export class MeterPoint extends TenantEntity {
  @PrimaryColumn('uuid', { name: 'point_id' })
  id: string;

  /** Its short name in the ledger, known inside the database only. */
  @Column('integer', { name: 'point_number' })
  pointNumber: number;

  @Column('uuid', { name: 'meter_id' })
  meterId: string;

  @Column('text')
  name: string;

  @Column('text')
  quantity: PointQuantity;

  @Column('text')
  unit: Unit;

  @Column('integer', { name: 'interval_seconds' })
  intervalSeconds: number;

  @Column('integer', { name: 'grid_offset_seconds' })
  gridOffsetSeconds: number;

  @Column('text', { name: 'acquisition_mode' })
  acquisitionMode: AcquisitionMode;

  @Column('integer', { default: 1 })
  version: number;
}
