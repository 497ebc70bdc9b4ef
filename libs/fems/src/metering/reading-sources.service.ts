import { newId } from '@maru/kernel';
import { currentScope, Findable, type FindableProvider, type FoundThing, nameLike, type PageQuery } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { pageById } from './id-pages';
import { NumberSeries } from './number-series';
import { ReadingSource } from './reading-source.entity';
import type { ReadingSourceBody, ReadingSourceItem, ReadingSourcePage } from './reading-sources.dto';

@Injectable()
@Findable({ kind: 'fems.reading-source', permission: 'fems.meter.read' })
export class ReadingSourcesService implements FindableProvider {
  constructor(
    @InjectRepository(ReadingSource) private readonly sources: Repository<ReadingSource>,
    private readonly numbers: NumberSeries,
  ) {}

  page(query: PageQuery): Promise<ReadingSourcePage> {
    return pageById(this.sources, query, (rows) => rows.map(itemOf));
  }

  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const sources = await this.sources.find({ where: { name: nameLike(pattern) }, order: { name: 'ASC', id: 'ASC' }, take: atMost });
    return sources.map(({ id, name }) => ({ id, name, sub: null, place: {} }));
  }

  async create({ name, stamp }: ReadingSourceBody): Promise<ReadingSourceItem> {
    const source = { id: newId(), sourceNumber: await this.numbers.next('reading_source'), name, stamp };
    await this.sources.insert(source);
    return itemOf({ ...source, simulated: currentScope().tenant.simulated });
  }
}

function itemOf({ id, name, stamp, simulated }: Omit<ReadingSource, 'tenantId'>): ReadingSourceItem {
  return { id, name, stamp, simulated };
}
