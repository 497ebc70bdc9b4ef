import { atHome } from '@maru/kernel';
import {
  type AttentionFinder,
  type AttentionFindings,
  AttentionSource,
  aboutThings,
  attentionItem,
  currentPerson,
  IdentityDatabase,
  partAt,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { findings } from './attention-finding';

interface InvitedRow {
  membership_id: string;
  invited_name: string;
  expires_at: Date;
}

const openCodes = `
  from workspace.membership join workspace.one_time_code using (membership_id)
  where tenant_id = $1 and ended_at is null and person_id is null and closed_at is null`;

/** Who was invited and whose code ends within two days, or has ended: they need another one to join. */
@Injectable()
@AttentionSource({ kinds: ['workspace.codes-end'], permission: 'workspace.member.write' })
export class OneTimeCodeAttention implements AttentionFinder {
  constructor(private readonly identity: IdentityDatabase) {}

  async find(): Promise<AttentionFindings> {
    const { tenantId } = currentPerson().tenant;
    const rows = await this.identity.query<InvitedRow>(
      `select membership_id, invited_name, expires_at ${openCodes} and expires_at < now() + interval '2 days'
       order by expires_at, membership_id`,
      [tenantId],
    );
    const [{ next }] = await this.identity.query<{ next: Date | null }>(
      `select min(expires_at) - interval '2 days' as next ${openCodes} and expires_at >= now() + interval '2 days'`,
      [tenantId],
    );
    if (rows.length === 0) return findings(null, next);
    const [{ expires_at: first }] = rows;
    const invited = rows.map((row) => ({ id: row.membership_id, name: row.invited_name }));
    return findings(
      attentionItem({
        kind: 'workspace.codes-end',
        severity: 'info',
        ...aboutThings(invited),
        until: atHome(first),
        parts: rows.map((row) => partAt(row.membership_id, row.expires_at.getTime())),
      }),
      next,
    );
  }
}
