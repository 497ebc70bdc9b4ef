import { IdPipe, IfMatch, Permission } from '@maru/platform';
import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CountBody, CountStarted, RunBody, RunResult, ThingBody, ThingItem, ThingPatch } from './probe.dto';
import { ProbeService } from './probe.service';

@Controller('probe')
export class ProbeController {
  constructor(private readonly probe: ProbeService) {}

  @Get('things')
  @Permission('probe.thing.read')
  async list(): Promise<{ items: ThingItem[] }> {
    return { items: await this.probe.list() };
  }

  @Post('things')
  @Permission('probe.thing.write')
  create(@Body() body: ThingBody): Promise<ThingItem> {
    return this.probe.create(body);
  }

  @Get('things/:id')
  @Permission('probe.thing.read')
  read(@Param('id', IdPipe) id: string): Promise<ThingItem> {
    return this.probe.read(id);
  }

  @Patch('things/:id')
  @Permission('probe.thing.write')
  change(@Param('id', IdPipe) id: string, @IfMatch() version: number, @Body() body: ThingPatch): Promise<ThingItem> {
    return this.probe.change(id, version, body);
  }

  @Post('runs')
  @HttpCode(200)
  @Permission('probe.run.write')
  run(@Body() body: RunBody): Promise<RunResult> {
    return this.probe.run(body);
  }

  /** Long work: counts, and leaves a row for every step. */
  @Post('counts')
  @Permission('probe.count.write')
  count(@Body() body: CountBody): Promise<CountStarted> {
    return this.probe.count(body);
  }
}
