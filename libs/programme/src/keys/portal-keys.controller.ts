import { IdPipe, Permission } from '@maru/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { PortalKeyBody, PortalKeyList, StartedConnectionTest } from './portal-keys.dto';
import { PortalKeysService } from './portal-keys.service';

@Controller('programme/portal-keys')
export class PortalKeysController {
  constructor(private readonly keys: PortalKeysService) {}

  /** The sites of the organisation, each with its key for the log centre, of which the last four characters are shown and no more. */
  @Get()
  @Permission('programme.portal-key.read')
  list(): Promise<PortalKeyList> {
    return this.keys.list();
  }

  /** Sets or replaces the key of a site and begins a connection test with it. A key is of one site alone. */
  @Put(':siteId')
  @Permission('programme.portal-key.write')
  set(@Param('siteId', IdPipe) siteId: string, @Body() body: PortalKeyBody): Promise<StartedConnectionTest> {
    return this.keys.set(siteId, body.key);
  }

  /** Takes the key away: nothing of the site is sent any more. What was sent stays known. */
  @Delete(':siteId')
  @HttpCode(204)
  @Permission('programme.portal-key.write')
  remove(@Param('siteId', IdPipe) siteId: string): Promise<void> {
    return this.keys.remove(siteId);
  }

  /** Begins a connection test (DO6999), which the log centre answers and does not count. */
  @Post(':siteId/tests')
  @Permission('programme.portal-key.write')
  test(@Param('siteId', IdPipe) siteId: string): Promise<StartedConnectionTest> {
    return this.keys.test(siteId);
  }
}
