import { newId } from '@maru/kernel';
import type { TestDatabase } from '@maru/platform/testing';

/** A list of the portal for a site, as its task leaves it: one log of a day. @returns its id */
export async function loadedPortalList(
  database: TestDatabase,
  organisationId: string,
  siteId: string,
  day = '2026-04-10',
): Promise<string> {
  const id = newId();
  const mapping = { kind: 'logs', sheet: null, headerRow: 1, headerRows: 1, columns: [{ column: 0, field: 'time' }] };
  await database.query(
    `insert into programme.portal_list
       (tenant_id, list_id, site_id, kind, file_name, file_bytes, file_sha256, fingerprint, mapping, names_version, precision, first_day, last_day,
        period_stated, rows_read, accepted, duplicates, refused, set_aside, first_faults, downloaded_at, loaded_at, loaded_by)
     select tenant_id, $2, $3, 'logs', 'made.csv', 6, sha256('made'), 'made', $4, 1, 'millisecond', $5, $5, true, 1, 1, 0, 0, 0, '[]', now(), now(), $6
     from platform.tenant where organisation_id = $1`,
    [organisationId, id, siteId, JSON.stringify(mapping), day, newId()],
  );
  await database.query(
    `insert into programme.portal_list_row (tenant_id, list_id, row_number, day, logged_at, is_log)
     select tenant_id, $2, 2, $3::date, $3::date + interval '1 hour', true from platform.tenant where organisation_id = $1`,
    [organisationId, id, day],
  );
  return id;
}
