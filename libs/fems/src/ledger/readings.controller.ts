import { HandCheckedBody, Permission } from '@maru/platform';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody } from '@nestjs/swagger';
import { IngestService } from './ingest.service';
import { IngestAnswer, ReadingBatch, ReadingPage, ReadingsQuery } from './readings.dto';
import { ReadingsService } from './readings.service';

/** Room for 5,000 rows with every field written out, and as much again for spaces. */
const bodyLimitBytes = 2 * 1024 * 1024;

@Controller('fems/readings')
export class ReadingsController {
  constructor(
    private readonly ingest: IngestService,
    private readonly readings: ReadingsService,
  ) {}

  /** Takes a batch of readings. What is sent again changes nothing, so a batch whose answer was lost is simply sent again. */
  @Post()
  @HttpCode(200)
  @RouteConfig({ bodyLimitBytes, longNumbersAsText: 'value' })
  @Permission('fems.reading.ingest')
  @ApiBody({ type: ReadingBatch })
  take(@HandCheckedBody() body: unknown): Promise<IngestAnswer> {
    return this.ingest.ingest(body);
  }

  /** The ledger of a point in the order of time, with every correction. */
  @Get()
  @Permission('fems.reading.read')
  page(@Query() query: ReadingsQuery): Promise<ReadingPage> {
    return this.readings.page(query);
  }
}
