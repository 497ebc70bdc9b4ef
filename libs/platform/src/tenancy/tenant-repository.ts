import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { getDataSourceToken, getRepositoryToken } from '@nestjs/typeorm';
import {
  type DataSource,
  type DeepPartial,
  type FindManyOptions,
  type FindOneOptions,
  type FindOptionsWhere,
  type InsertResult,
  PrimaryColumn,
  Repository,
  type UpdateResult,
} from 'typeorm';
import { currentScope } from './context';

/** Every row of a tenant table begins with the tenant's number. */
export abstract class TenantEntity {
  @PrimaryColumn('integer', { name: 'tenant_id' })
  tenantId: number;
}

type Where<E> = FindOptionsWhere<E> | FindOptionsWhere<E>[] | undefined;

/**
 * A repository that names the tenant in every statement. Row level security is the wall; the predicate is the index
 * and the route to the shard. What it does not offer is written as named SQL through `Database`.
 */
export class TenantRepository<E extends TenantEntity> extends Repository<E> {
  private scoped(where: Where<E>): Where<E> {
    const { tenantId } = currentScope().tenant;
    const add = (branch: FindOptionsWhere<E>) => ({ ...branch, tenantId }) as FindOptionsWhere<E>;
    return Array.isArray(where) ? where.map(add) : add(where ?? ({} as FindOptionsWhere<E>));
  }

  override find(options: FindManyOptions<E> = {}): Promise<E[]> {
    return super.find({ ...options, where: this.scoped(options.where) });
  }

  override findBy(where: FindOptionsWhere<E> | FindOptionsWhere<E>[]): Promise<E[]> {
    return this.find({ where });
  }

  override findOne(options: FindOneOptions<E>): Promise<E | null> {
    return super.findOne({ ...options, where: this.scoped(options.where) });
  }

  override findOneBy(where: FindOptionsWhere<E> | FindOptionsWhere<E>[]): Promise<E | null> {
    return this.findOne({ where });
  }

  override count(options: FindManyOptions<E> = {}): Promise<number> {
    return super.count({ ...options, where: this.scoped(options.where) });
  }

  override insert(entity: Parameters<Repository<E>['insert']>[0]): Promise<InsertResult> {
    const { tenantId } = currentScope().tenant;
    const own = (row: object) => ({ ...row, tenantId });
    return super.insert((Array.isArray(entity) ? entity.map(own) : own(entity)) as typeof entity);
  }

  override update(criteria: FindOptionsWhere<E>, values: Parameters<Repository<E>['update']>[1]): Promise<UpdateResult> {
    return super.update(this.scoped(criteria) as FindOptionsWhere<E>, values);
  }

  override create(): E;
  override create(rows: DeepPartial<E>[]): E[];
  override create(row: DeepPartial<E>): E;
  override create(rows?: unknown): E | E[] {
    return super.create(rows as never);
  }
}

/** What neither reads nor writes rows. */
const harmless = new Set(['constructor', 'metadata', 'hasId', 'getId', 'merge']);

// Whatever else a repository offers, now or in a later version, does not name the tenant: it is closed rather than left to be forgotten.
for (const name of Object.getOwnPropertyNames(Repository.prototype))
  if (!harmless.has(name) && !Object.hasOwn(TenantRepository.prototype, name))
    Object.defineProperty(TenantRepository.prototype, name, {
      value: () => {
        throw new Error(`Repository.${name} does not name the tenant: write named SQL through Database`);
      },
    });

/** Makes `@InjectRepository(Entity)` hand out repositories that name the tenant. */
@Module({})
export class TenantRepositories {
  static for(...entities: Type<TenantEntity>[]): DynamicModule {
    const providers = entities.map((entity) => ({
      provide: getRepositoryToken(entity),
      useFactory: (dataSource: DataSource) => new TenantRepository(entity, dataSource.manager),
      inject: [getDataSourceToken()],
    }));
    return { module: TenantRepositories, providers, exports: providers.map((provider) => provider.provide) };
  }
}
