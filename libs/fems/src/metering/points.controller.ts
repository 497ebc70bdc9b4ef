import { IdPipe, IfMatch, PageQuery, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { PointBody, PointItem, PointPage, PointPatch } from './points.dto';
import { PointsService } from './points.service';

@Controller('fems/points')
export class PointsController {
  constructor(private readonly points: PointsService) {}

  /** The points of all meters, oldest first. */
  @Get()
  @Permission('fems.meter.read')
  page(@Query() query: PageQuery): Promise<PointPage> {
    return this.points.page(query);
  }

  /** Adds a point to a meter: one quantity in one unit. */
  @Post()
  @Permission('fems.meter.write')
  create(@Body() body: PointBody): Promise<PointItem> {
    return this.points.create(body);
  }

  /** One point, with what has come from it. */
  @Get(':id')
  @Permission('fems.meter.read')
  read(@Param('id', IdPipe) id: string): Promise<PointItem> {
    return this.points.read(id);
  }

  /** Renames the point; If-Match carries the version that was read. */
  @Patch(':id')
  @Permission('fems.meter.write')
  change(@Param('id', IdPipe) id: string, @IfMatch() version: number, @Body() patch: PointPatch): Promise<PointItem> {
    return this.points.change(id, version, patch);
  }
}
