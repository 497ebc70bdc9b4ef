import { IdentityChange, Permission } from '@maru/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { MemberBody, MemberItem, MemberList } from './members.dto';
import { MembersService } from './members.service';

@Controller('workspace/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  /** The organisation's members, by name. */
  @Get()
  @Permission('workspace.member.read')
  async list(): Promise<MemberList> {
    return { items: await this.members.list() };
  }

  @Post()
  @Permission('workspace.member.write')
  @IdentityChange()
  create(@Body() body: MemberBody): Promise<MemberItem> {
    return this.members.create(body);
  }
}
