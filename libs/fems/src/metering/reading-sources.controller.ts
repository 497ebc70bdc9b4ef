import { PageQuery, Permission } from '@maru/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ReadingSourceBody, ReadingSourceItem, ReadingSourcePage } from './reading-sources.dto';
import { ReadingSourcesService } from './reading-sources.service';

@Controller('fems/reading-sources')
export class ReadingSourcesController {
  constructor(private readonly sources: ReadingSourcesService) {}

  /** Who reports readings, oldest first. */
  @Get()
  @Permission('fems.meter.read')
  page(@Query() query: PageQuery): Promise<ReadingSourcePage> {
    return this.sources.page(query);
  }

  /** A source is stated once: how its time stamps are read cannot change under the readings that it has sent. */
  @Post()
  @Permission('fems.meter.write')
  create(@Body() body: ReadingSourceBody): Promise<ReadingSourceItem> {
    return this.sources.create(body);
  }
}
