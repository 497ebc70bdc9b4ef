import {
  Config,
  currentPerson,
  IdentityChange,
  IdPipe,
  Public,
  SESSION_COOKIE,
  SignedIn as SignedInOnly,
  Usage,
  workOf,
} from '@maru/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionService } from './session.service';
import { SessionList, SignedIn, SignInBody } from './sessions.dto';

@Controller('sessions')
@SignedInOnly()
export class SessionsController {
  constructor(
    private readonly sessions: SessionService,
    private readonly config: Config,
  ) {}

  /** Signs in: the token is for programs, the cookie for the browser. */
  @Post()
  @Public()
  async signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const signedIn = await this.sessions.signIn(body, this.sessions.origin(request.headers['user-agent'], workOf(request).bodyBytes));
    reply.header('set-cookie', this.cookie(signedIn.token, `Expires=${new Date(signedIn.expiresAt).toUTCString()}`));
    return signedIn;
  }

  /** The person's own sessions that have not ended. */
  @Get()
  async list(): Promise<SessionList> {
    return { items: await this.sessions.list(currentPerson()) };
  }

  /** Signs out. */
  @Delete('current')
  @HttpCode(204)
  @IdentityChange()
  @Usage('sign-out')
  async signOut(@Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const person = currentPerson();
    await this.sessions.end(person, person.sessionId);
    reply.header('set-cookie', this.cookie('', 'Max-Age=0'));
  }

  /** Ends one of the person's sessions, on another device for instance. */
  @Delete(':id')
  @HttpCode(204)
  @IdentityChange()
  async end(@Param('id', IdPipe) id: string): Promise<void> {
    await this.sessions.end(currentPerson(), id);
  }

  private cookie(value: string, lifetime: string): string {
    const secure = this.config.publicUrl?.protocol === 'https:' ? '; Secure' : '';
    return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; ${lifetime}${secure}`;
  }
}
