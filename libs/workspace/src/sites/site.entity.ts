import { TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place of business (ISA-95 Site), with its own business registration number. */
@Entity({ schema: 'workspace', name: 'site' })
export class Site extends TenantEntity {
  @PrimaryColumn('uuid', { name: 'site_id' })
  id: string;

  @Column('text')
  name: string;

  /** Ten digits, check digit valid. */
  @Column('text', { name: 'business_registration_number' })
  businessRegistrationNumber: string;

  /** Korean Standard Industrial Classification. */
  @Column('text', { name: 'ksic_code', nullable: true })
  ksicCode: string | null;

  @Column('text')
  zone: string;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('integer', { default: 1 })
  version: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
