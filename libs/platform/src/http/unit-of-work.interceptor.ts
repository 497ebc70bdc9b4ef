import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { ACCESS, type Access, IDENTITY_CHANGE, SECRET_REPLY } from '../access/access.decorators';
import { Config } from '../config/config';
import { IdentityDatabase } from '../database/identity-database';
import type { Scope, Statement } from '../tenancy/scope';
import { Tenancy } from '../tenancy/tenancy';
import { UsageLog } from '../usage/usage-log';
import { answerOnce, type IdempotentRequest, idempotentRequest, type Runner } from './idempotency';
import { type RequestWork, workOf } from './work-context';

/**
 * One request, one transaction: the handler's work, its usage event and the answer kept for its Idempotency-Key are
 * committed together, before the reply leaves. Routes that change people or keys run in the identity role's transaction.
 */
@Injectable()
export class UnitOfWorkInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly tenancy: Tenancy,
    private readonly identity: IdentityDatabase,
    private readonly usage: UsageLog,
    private readonly config: Config,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const work = workOf(request);
    const { scope } = work;
    const targets = [context.getHandler(), context.getClass()];
    // What is open to a stranger is nobody's work, whatever credential comes along with it.
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    if (!scope || !work.principal || access?.kind === 'public') return next.handle();
    const reply = http.getResponse<FastifyReply>();
    const keepsAnswer = !this.reflector.getAllAndOverride<boolean>(SECRET_REPLY, targets);
    const once = idempotentRequest(request, work, keepsAnswer, this.config.secret);
    const handle = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const onIdentity = this.reflector.getAllAndOverride<boolean>(IDENTITY_CHANGE, targets);
    return from(onIdentity ? this.inIdentity(work, reply, once, handle) : this.inScope(work, scope, reply, once, handle));
  }

  private inScope(
    work: RequestWork,
    scope: Scope,
    reply: FastifyReply,
    once: IdempotentRequest | null,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    const run: Runner = async (statement) => (await scope.query(statement)).rows;
    return this.tenancy.unitOfWork(
      scope,
      () => (once ? answerOnce(once, work, reply, run, handle) : handle()),
      () => this.closing(work),
    );
  }

  private inIdentity(
    work: RequestWork,
    reply: FastifyReply,
    once: IdempotentRequest | null,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    return this.identity.transaction(async (transaction) => {
      const run: Runner = ({ text, values }) => transaction.query(text, values);
      const result = await (once ? answerOnce(once, work, reply, run, handle) : handle());
      // Two transactions would not be one commit.
      if (work.scope?.isOpen) throw new Error(`route ${work.route} changes identity tables and touches tenant tables too`);
      for (const statement of await this.closing(work)) await run(statement);
      return result;
    }, work.principal?.tenant.tenantId);
  }

  private closing(work: RequestWork): Promise<readonly Statement[]> {
    return this.usage.ofChange(work);
  }
}
