import type { UsageCause, UsageKind } from '@maru/evidence';
import { Problem } from '@maru/kernel';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { platformProblems } from '../http/platform.problems';
import { type RequestWork, workOf } from '../http/work-context';
import { Catalogue } from '../module/catalogue';
import type { Principal } from '../tenancy/context';
import type { UsageDraft } from '../usage/usage-draft';
import { ACCESS, type Access, USAGE_KIND, usageKindOf } from './access.decorators';
import { Subscriptions } from './authenticator';
import { RateLimiter } from './rate-limiter';
import { saidCause } from './said-cause';
import { saidSite, siteOfWork } from './said-site';

/** Decides once for every route: origin, sign-in, pace, subscription, permission, and what the action is called in the usage log. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly catalogue: Catalogue,
    private readonly subscriptions: Subscriptions,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    if (!access) throw new Error(`route ${request.routeOptions.url} names no access`);
    const work = workOf(request);
    refuseForeignOrigin(request, work);
    if (access.kind === 'public') {
      if (request.method !== 'GET') await this.limiter.takeAsStranger(work);
      return true;
    }
    const { principal } = work;
    if (!principal) {
      await this.limiter.takeAsStranger(work);
      throw new Problem(platformProblems.notSignedIn, { headers: { 'www-authenticate': 'Bearer realm="maru"' } });
    }
    await this.limiter.take(`tenant:${principal.tenant.tenantId}`);
    await this.decide(access, principal, work);
    const declared = this.reflector.getAllAndOverride<UsageKind | null | undefined>(USAGE_KIND, targets);
    work.usage = this.draft(declared, principal, request, work);
    return true;
  }

  private async decide(access: Access, principal: Principal, work: RequestWork): Promise<void> {
    const module = this.moduleOf(work);
    if (!module.alwaysOn && !(await this.subscriptions.isSubscribed(principal.tenant.tenantId, module.id, new Date())))
      throw new Problem(platformProblems.moduleNotSubscribed, {
        detail: {
          ko: `${module.name.ko} 모듈을 구독하면 쓸 수 있습니다. 모듈 구독 화면에서 시작해 주세요.`,
          en: `Subscribe to ${module.name.en} to use this: see the module subscriptions page.`,
        },
      });
    const held =
      access.kind === 'signed-in'
        ? principal.kind === 'person'
        : access.kind === 'permission' && principal.permissions.has(access.permission);
    if (held) return;
    const definition = access.kind === 'permission' ? this.catalogue.permission(access.permission) : undefined;
    throw new Problem(platformProblems.notPermitted, {
      detail: definition && { ko: `필요한 권한: ${definition.label.ko}`, en: `Permission needed: ${definition.label.en}` },
    });
  }

  private moduleOf({ route }: RequestWork) {
    const module = this.catalogue.ownerOf(route ?? '');
    if (!module) throw new Error(`route ${route} belongs to no module`);
    return module;
  }

  private draft(
    declared: UsageKind | null | undefined,
    principal: Principal,
    request: FastifyRequest,
    work: RequestWork,
  ): UsageDraft | null {
    const kind = usageKindOf(declared, request.method);
    if (!kind) return null;
    return {
      kind,
      cause: causeOf(kind, principal, request),
      module: this.moduleOf(work).id,
      resource: (work.route ?? '').replace(/^\/api\//, ''),
      site: principal.kind === 'person' ? siteOf(kind, principal.sites, saidSite(request)) : null,
      bytes: work.bodyBytes,
    };
  }
}

/**
 * A person's change is a person's action unless the client says otherwise. A read counts as a person's only when the
 * client says that a person's own input caused it: polling, refresh and prefetch must never look like use.
 */
function causeOf(kind: UsageKind, principal: Principal, request: FastifyRequest): UsageCause {
  if (principal.kind !== 'person') return principal.kind;
  return saidCause(request) ?? (kind === 'read' ? 'automatic' : 'input');
}

/** Whoever signs out does so whatever their page still says: it may be of another organisation, signed in to before. */
function siteOf(kind: UsageKind, sites: readonly string[], said: string | undefined): string | null {
  return siteOfWork(sites, kind === 'sign-out' ? sites.find((id) => id === said) : said);
}

/** A browser sends the session cookie along whoever made the page, so a change by cookie must come from our own pages. */
function refuseForeignOrigin(request: FastifyRequest, work: RequestWork): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const byCookie = work.principal?.kind === 'person' ? work.principal.viaCookie : request.headers.authorization === undefined;
  if (!byCookie) return;
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const foreign =
    site !== undefined
      ? site !== 'same-origin' && site !== 'none'
      : origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (foreign) throw new Problem(platformProblems.foreignOrigin);
}
