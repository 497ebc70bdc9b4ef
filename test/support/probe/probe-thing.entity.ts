import { TenantEntity } from '@maru/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'probe', name: 'thing' })
export class ProbeThing extends TenantEntity {
  @PrimaryColumn('uuid', { name: 'thing_id' })
  id: string;

  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: string | null;

  @Column('text')
  name: string;

  @Column('integer', { default: 1 })
  version: number;
}
