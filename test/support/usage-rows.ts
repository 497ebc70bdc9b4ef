import type { TestDatabase } from '@maru/platform/testing';
import { asAdmin } from './house-under-test';

export interface UsageRow {
  readonly event_id: string;
  readonly tenant_id: number;
  readonly occurred_at: Date;
  readonly kind: string;
  readonly cause: string;
  readonly module: string;
  readonly resource: string;
  readonly bytes: string;
  readonly request_id: string;
  readonly site_id: string | null;
  readonly simulated: boolean;
  readonly canonical: Buffer;
  readonly organisation_id: string;
  /** From the side row; null where there is none. */
  readonly person_id: string | null;
  readonly address: string | null;
  readonly salt: Buffer | null;
}

/** The usage log as it stands, oldest first; of one request where its id is given. */
export function usageRows(database: TestDatabase, requestId?: string): Promise<UsageRow[]> {
  return asAdmin(database, async (client) => {
    const { rows } = await client.query<UsageRow>(
      `select e.*, organisation_id, person_id, address, salt from platform.usage_event e
       join platform.tenant using (tenant_id) left join platform.usage_event_person p using (tenant_id, event_id)
       where $1::uuid is null or request_id = $1 order by occurred_at, event_id`,
      [requestId ?? null],
    );
    return rows;
  });
}
