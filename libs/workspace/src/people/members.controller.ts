import { IdentityChange, IdPipe, IfMatch, Permission, SecretReply } from '@maru/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { MemberBody, MemberItem, MemberPage, MemberPatch, MembersQuery, NewMember } from './members.dto';
import { MembersService } from './members.service';

@Controller('workspace/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  /** The organisation's members with those who are invited, or those who have left, by name. */
  @Get()
  @Permission('workspace.member.read')
  page(@Query() query: MembersQuery): Promise<MemberPage> {
    return this.members.page(query);
  }

  /** Adds a member, by a one-time code unless a first password is given. */
  @Post()
  @Permission('workspace.member.write')
  @IdentityChange()
  @SecretReply()
  create(@Body() body: MemberBody): Promise<NewMember> {
    return this.members.create(body);
  }

  @Get(':id')
  @Permission('workspace.member.read')
  read(@Param('id', IdPipe) id: string): Promise<MemberItem> {
    return this.members.read(id);
  }

  /** Changes roles or employee number; If-Match carries the version that was read. */
  @Patch(':id')
  @Permission('workspace.member.write')
  @IdentityChange()
  change(@Param('id', IdPipe) id: string, @IfMatch() version: number, @Body() patch: MemberPatch): Promise<MemberItem> {
    return this.members.change(id, version, patch);
  }

  /** Ends the membership, or withdraws the invitation. What the person did stays in the usage log. */
  @Delete(':id')
  @HttpCode(204)
  @Permission('workspace.member.write')
  @IdentityChange()
  end(@Param('id', IdPipe) id: string): Promise<void> {
    return this.members.end(id);
  }
}
