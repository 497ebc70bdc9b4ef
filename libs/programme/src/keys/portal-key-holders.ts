import { createHmac, hkdfSync } from 'node:crypto';
import { Problem } from '@maru/kernel';
import { Config, currentScope, IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { programmeProblems } from '../programme.problems';

/**
 * Keeps a key with one organisation. Sender, pace and choice of the event belong to an organisation: a key of two would be sent with twice
 * within ten minutes, and what one of them did would make the other's operating day.
 */
@Injectable()
export class PortalKeyHolders {
  constructor(
    private readonly config: Config,
    private readonly identity: IdentityDatabase,
  ) {}

  /**
   * Takes the key at once, before the change for which it is taken: one that then fails leaves a key that nobody else can take, never one
   * that two organisations send with.
   * @throws Problem 409 where another organisation has it
   */
  async take(key: string): Promise<void> {
    const { tenantId } = currentScope().tenant;
    const digest = this.digestOf(key);
    await this.identity.query('insert into programme.portal_key_holder (key_digest, tenant_id) values ($1, $2) on conflict do nothing', [
      digest,
      tenantId,
    ]);
    const [holder] = await this.identity.query<{ tenant_id: number }>(
      'select tenant_id from programme.portal_key_holder where key_digest = $1',
      [digest],
    );
    if (holder?.tenant_id !== tenantId) throw new Problem(programmeProblems.otherOrganisationHasKey);
  }

  /** Lets a key go that the organisation does not have any more, once the change under way is committed. */
  letGo(key: string): void {
    const scope = currentScope();
    const values = [this.digestOf(key), scope.tenant.tenantId];
    scope.afterCommit(() => {
      // One that is left behind can be taken by its organisation alone.
      this.identity
        .query('delete from programme.portal_key_holder where key_digest = $1 and tenant_id = $2', values)
        .catch(() => undefined);
    });
  }

  /** A simulated organisation's key is another thing than a real one's of the same letters: it reaches the simulator alone. */
  private digestOf(key: string): Buffer {
    const secret = Buffer.from(hkdfSync('sha256', this.config.secret, '', 'maru programme portal-key-holder v1', 32));
    return createHmac('sha256', secret).update(`${currentScope().tenant.simulated}\0${key}`).digest();
  }
}
