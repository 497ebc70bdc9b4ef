import { IdPipe, IfMatch, PageQuery, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { MeterBody, MeterItem, MeterPage, MeterPatch } from './meters.dto';
import { MetersService } from './meters.service';

@Controller('fems/meters')
export class MetersController {
  constructor(private readonly meters: MetersService) {}

  /** The organisation's meters, oldest first. */
  @Get()
  @Permission('fems.meter.read')
  page(@Query() query: PageQuery): Promise<MeterPage> {
    return this.meters.page(query);
  }

  /** Registers a meter of a site. */
  @Post()
  @Permission('fems.meter.write')
  create(@Body() body: MeterBody): Promise<MeterItem> {
    return this.meters.create(body);
  }

  /** One meter. */
  @Get(':id')
  @Permission('fems.meter.read')
  read(@Param('id', IdPipe) id: string): Promise<MeterItem> {
    return this.meters.read(id);
  }

  /** Changes the fields that are sent; If-Match carries the version that was read. */
  @Patch(':id')
  @Permission('fems.meter.write')
  change(@Param('id', IdPipe) id: string, @IfMatch() version: number, @Body() patch: MeterPatch): Promise<MeterItem> {
    return this.meters.change(id, version, patch);
  }
}
