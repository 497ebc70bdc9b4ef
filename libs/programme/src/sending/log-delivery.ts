import type { LogOutcome } from '@maru/evidence';
import { ATTENTION_TOPIC, Lifecycle, LiveSignal, Metrics, type Principal, Tenancy, type TenantIdentity } from '@maru/platform';
import { Injectable, Logger } from '@nestjs/common';
import { type CentreAnswer, LogCentre } from './log-centre.job';
import { LogSending, type PreparedSend, type SentLog } from './log-sending';
import { keepAgainIn, leaveMs } from './pace';
import { LOG_SENDING_TOPIC } from './topics';

/** What did not leave in time, since the process stood still: to send it later would be to send it beside the next one. */
const LATE: CentreAnswer = { httpStatus: null, body: null, failure: 'left too late', left: false };

export interface Delivery {
  /** In how many milliseconds it is worth looking at the organisation again; null where nothing will come of it by itself. */
  readonly againMs: number | null;
  /** The call under way, where there is one: it ends with the same. */
  readonly delivered: Promise<number | null> | null;
}

/** One log of one site of an organisation: decided on in a transaction, called for outside any, its answer kept in another. */
@Injectable()
export class LogDelivery {
  private readonly logger = new Logger(LogDelivery.name);

  constructor(
    private readonly tenancy: Tenancy,
    private readonly sending: LogSending,
    private readonly centre: LogCentre,
    private readonly metrics: Metrics,
    private readonly live: LiveSignal,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** @throws SiteFailed @param leftOut sites that are not looked at */
  async begin(tenant: TenantIdentity, leftOut: readonly string[] = []): Promise<Delivery> {
    if (!this.centre.isKnown(tenant.simulated)) return { againMs: null, delivered: null };
    const since = performance.now();
    const { send, againMs } = await this.tenancy.run(jobOf(tenant), () => this.sending.take(leftOut));
    return { againMs, delivered: send && this.deliver(tenant, send, since) };
  }

  private async deliver(tenant: TenantIdentity, send: PreparedSend, since: number): Promise<number | null> {
    const late = performance.now() - since > leaveMs;
    const answer = late ? LATE : await this.centre.send(tenant.simulated, send.key, send.fields);
    const { outcome, againMs } = await this.settle(tenant, send, answer);
    this.live.raise(tenant.tenantId, LOG_SENDING_TOPIC, send.sendId);
    // The first stored log of a day ends its alarm, and a month may be safe by it.
    if (outcome === 'stored' || outcome === 'not-collected') this.live.raise(tenant.tenantId, ATTENTION_TOPIC, send.siteId);
    this.metrics.sends.inc({ module: 'programme', outcome });
    if (outcome !== 'stored')
      this.logger.warn({ msg: 'a log was not stored', tenantId: tenant.tenantId, siteId: send.siteId, sendId: send.sendId, outcome });
    return againMs;
  }

  private async settle(
    tenant: TenantIdentity,
    send: SentLog,
    answer: CentreAnswer,
  ): Promise<{ outcome: LogOutcome; againMs: number | null }> {
    const since = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.tenancy.run(jobOf(tenant), () => this.sending.settle(send, answer));
      } catch (error) {
        const againMs = keepAgainIn(attempt, performance.now() - since, this.lifecycle.isStopping);
        if (againMs === null) throw error;
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
  }
}

function jobOf(tenant: TenantIdentity): Principal {
  return { kind: 'job', name: 'programme.log-sender', tenant, permissions: new Set() };
}
