import { Problem } from '@maru/kernel';
import { currentScope, IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { programmeProblems } from '../programme.problems';

/** A key with the taking of it by which an organisation has it. */
export interface HeldKey {
  readonly digest: Buffer;
  readonly holdId: string;
}

/**
 * Keeps a key with one organisation. Sender, pace and choice of the event belong to a site of one: a key of two organisations would be sent
 * with twice within ten minutes, and what one of them did would make the other's operating day. Which of its sites has it the organisation's
 * own rows say.
 */
@Injectable()
export class PortalKeyHolders {
  constructor(private readonly identity: IdentityDatabase) {}

  /**
   * Takes the key at once, before the change for which it is taken is committed: one that then fails leaves a key that nobody else can take,
   * never one that two organisations send with.
   * @throws Problem 409 where another organisation has it
   */
  async take({ digest, holdId }: HeldKey): Promise<void> {
    const [held] = await this.identity.query(
      `insert into programme.portal_key_holder as held (key_digest, tenant_id, hold_id) values ($1, $2, $3)
       on conflict (key_digest) do update set hold_id = excluded.hold_id where held.tenant_id = excluded.tenant_id returning hold_id`,
      [digest, currentScope().tenant.tenantId, holdId],
    );
    if (!held) throw new Problem(programmeProblems.otherOrganisationHasKey);
  }

  /**
   * Lets a key go that a site does not have any more, once the change under way is committed; not where it was taken again meanwhile, for
   * another site. One that is left behind can be taken by its organisation alone.
   */
  letGo({ digest, holdId }: HeldKey): void {
    const scope = currentScope();
    const values = [digest, scope.tenant.tenantId, holdId];
    scope.afterCommit(() => {
      this.identity
        .query('delete from programme.portal_key_holder where key_digest = $1 and tenant_id = $2 and hold_id = $3', values)
        .catch(() => undefined);
    });
  }
}
