import { IdPipe, IfMatch, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { SiteBody, SiteItem, SiteList, SitePatch } from './sites.dto';
import { SitesService } from './sites.service';

@Controller('workspace/sites')
export class SitesController {
  constructor(private readonly sites: SitesService) {}

  /** The organisation's sites, oldest first. */
  @Get()
  @Permission('workspace.site.read')
  async list(): Promise<SiteList> {
    return { items: await this.sites.list() };
  }

  @Post()
  @Permission('workspace.site.write')
  create(@Body() body: SiteBody): Promise<SiteItem> {
    return this.sites.create(body);
  }

  @Get(':id')
  @Permission('workspace.site.read')
  read(@Param('id', IdPipe) id: string): Promise<SiteItem> {
    return this.sites.read(id);
  }

  /** Changes the fields that are sent; If-Match carries the version that was read. */
  @Patch(':id')
  @Permission('workspace.site.write')
  change(@Param('id', IdPipe) id: string, @IfMatch() version: number, @Body() patch: SitePatch): Promise<SiteItem> {
    return this.sites.change(id, version, patch);
  }
}
