import { TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 계량기: an instrument at a site. What it measures are its points. */
@Entity({ schema: 'fems', name: 'energy_meter' })
export class EnergyMeter extends TenantEntity {
  @PrimaryColumn('uuid', { name: 'meter_id' })
  id: string;

  @Column('uuid', { name: 'site_id' })
  siteId: string;

  @Column('text')
  name: string;

  /** Its figures are the site's. */
  @Column('boolean')
  main: boolean;

  @Column('integer', { default: 1 })
  version: number;
}
