import { IdentityChange, IdPipe, PageQuery, Permission, SecretReply } from '@maru/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DeviceKeyService } from './device-key.service';
import { DeviceKeyBody, DeviceKeyPage, NewDeviceKey } from './device-keys.dto';

@Controller('workspace/device-keys')
export class DeviceKeysController {
  constructor(private readonly keys: DeviceKeyService) {}

  /** Device keys, newest first, revoked ones among them. */
  @Get()
  @Permission('workspace.device-key.read')
  page(@Query() query: PageQuery): Promise<DeviceKeyPage> {
    return this.keys.page(query);
  }

  @Post()
  @Permission('workspace.device-key.write')
  @IdentityChange()
  @SecretReply()
  create(@Body() body: DeviceKeyBody): Promise<NewDeviceKey> {
    return this.keys.create(body);
  }

  /** Revokes a key, at once and for good. */
  @Delete(':id')
  @HttpCode(204)
  @Permission('workspace.device-key.write')
  @IdentityChange()
  revoke(@Param('id', IdPipe) id: string): Promise<void> {
    return this.keys.revoke(id);
  }
}
