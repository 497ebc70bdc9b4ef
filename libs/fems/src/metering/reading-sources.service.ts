import { newId } from '@maru/kernel';
import { currentScope, type PageQuery } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { pageById } from './id-pages';
import { NumberSeries } from './number-series';
import { ReadingSource } from './reading-source.entity';
import type { ReadingSourceBody, ReadingSourceItem, ReadingSourcePage } from './reading-sources.dto';

@Injectable()
export class ReadingSourcesService {
  constructor(
    @InjectRepository(ReadingSource) private readonly sources: Repository<ReadingSource>,
    private readonly numbers: NumberSeries,
  ) {}

  page(query: PageQuery): Promise<ReadingSourcePage> {
    return pageById(this.sources, query, (rows) => rows.map(itemOf));
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
