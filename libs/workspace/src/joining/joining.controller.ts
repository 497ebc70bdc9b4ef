import { IdentityChange, Permission, Public, SecretReply, workOf } from '@maru/platform';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { MembersService } from '../people/members.service';
import { AcceptanceBody, CodeBody, CodePurpose, Joined, JoiningBody, NewPasswordBody, OneTimeCode, OneTimeCodeBody } from './joining.dto';
import { JoiningService } from './joining.service';

@Controller()
export class JoiningController {
  constructor(
    private readonly joining: JoiningService,
    private readonly members: MembersService,
  ) {}

  /** Makes a member's one-time code: to join, for whom is invited; to set a new password, for a member. It replaces the one before. */
  @Post('workspace/one-time-codes')
  @Permission('workspace.member.write')
  @IdentityChange()
  @SecretReply()
  issue(@Body() body: OneTimeCodeBody): Promise<OneTimeCode> {
    return this.members.issueCode(body.memberId.toLowerCase());
  }

  /** Tells whoever holds a code what it is for. A code is a secret, so it comes in a body and not in an address. */
  @Post('one-time-codes/checks')
  @HttpCode(200)
  @Public()
  check(@Body() { code }: CodeBody): Promise<CodePurpose> {
    return this.joining.purpose(code);
  }

  /** Joins an organisation as somebody new. */
  @Post('one-time-codes/joinings')
  @Public()
  join(@Body() body: JoiningBody, @Req() request: FastifyRequest): Promise<Joined> {
    return this.joining.join(body, workOf(request).bodyBytes);
  }

  /** Joins an organisation as who one already is. */
  @Post('one-time-codes/acceptances')
  @Public()
  accept(@Body() body: AcceptanceBody, @Req() request: FastifyRequest): Promise<Joined> {
    return this.joining.accept(body, workOf(request).bodyBytes);
  }

  /** Sets a new password, with a code from an administrator. */
  @Post('one-time-codes/password-resets')
  @HttpCode(204)
  @Public()
  resetPassword(@Body() body: NewPasswordBody, @Req() request: FastifyRequest): Promise<void> {
    return this.joining.resetPassword(body, workOf(request).bodyBytes);
  }
}
