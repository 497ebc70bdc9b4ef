import { currentScope, Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { LogCentre } from './log-centre.job';
import { PaceQuery } from './pace.query';
import { type KeyState, type SendingHold, sendingHold } from './sending-hold';

export interface SendingState {
  /** Null while logs of today are sent in their turn. */
  readonly held: SendingHold | null;
  /** Epoch milliseconds; what happened until then has had its slot today. Null where nothing was stored today. */
  readonly decidedAt: number | null;
}

/** One answer for whoever says what of today can still be sent: the page of log sending, the company's days, and the office's desk. */
@Injectable()
export class SendingHoldQuery {
  constructor(
    private readonly database: Database,
    private readonly pace: PaceQuery,
    private readonly centre: LogCentre,
  ) {}

  /** @param now no other moment can be asked for: what a key was then is not kept */
  async read(siteId: string, now: Date): Promise<SendingState> {
    const [key] = await this.database.query<{ state: KeyState }>(
      'select state from programme.portal_key where tenant_id = $1 and site_id = $2',
      [siteId],
    );
    const facts = await this.pace.read(siteId, now);
    const isCentreKnown = this.centre.isKnown(currentScope().tenant.simulated);
    return { held: sendingHold(key?.state ?? null, isCentreKnown, facts, now.getTime()), decidedAt: facts.decidedAt };
  }
}
