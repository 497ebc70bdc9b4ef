import {
  Config,
  currentPerson,
  IdentityChange,
  IdPipe,
  Public,
  SESSION_COOKIE,
  SignedIn as SignedInOnly,
  saidCause,
  saidSite,
  Usage,
  workOf,
} from '@maru/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionService } from './session.service';
import { SessionList, SignedIn, SignInBody } from './sessions.dto';

/** Comes and goes with the session's cookie and holds nothing: script reads it to know that there is somebody to ask for. */
const SIGNED_IN_HINT = 'maru_signed_in';

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
  @Usage('sign-in')
  async signIn(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedIn> {
    const signedIn = await this.sessions.signIn(
      body,
      this.sessions.origin({
        client: request.headers['user-agent'] ?? null,
        bodyBytes: workOf(request).bodyBytes,
        cause: saidCause(request) ?? 'input',
        site: saidSite(request),
      }),
    );
    reply.header('set-cookie', this.cookies(signedIn.token, `Expires=${new Date(signedIn.expiresAt).toUTCString()}`));
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
    reply.header('set-cookie', this.cookies('', 'Max-Age=0'));
  }

  /** Ends one of the person's sessions, on another device for instance. */
  @Delete(':id')
  @HttpCode(204)
  @IdentityChange()
  async end(@Param('id', IdPipe) id: string): Promise<void> {
    await this.sessions.end(currentPerson(), id);
  }

  private cookies(token: string, lifetime: string): string[] {
    const secure = this.config.publicUrl?.protocol === 'https:' ? '; Secure' : '';
    const rest = `SameSite=Lax; ${lifetime}${secure}`;
    return [`${SESSION_COOKIE}=${token}; Path=/; HttpOnly; ${rest}`, `${SIGNED_IN_HINT}=${token && '1'}; Path=/; ${rest}`];
  }
}
