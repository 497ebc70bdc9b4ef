import { type TestDatabase, testDatabase } from '@maru/platform/testing';
import { Client } from 'pg';
import { breakages } from './catalogue/breakages';
import { EXPECTED_GRANTS } from './catalogue/expected-grants';
import { codeFindings, placeFindings, roleFindings } from './catalogue/service-findings';
import { readSnapshot, type Snapshot } from './catalogue/snapshot';
import { grantFindings, listedFaults, tableFindings } from './catalogue/table-findings';

/** Each check is broken on purpose, in a transaction that is undone, and names what was broken and nothing else. */
describe('the checks of the database catalogue', () => {
  let database: TestDatabase;
  let client: Client;
  let name: string;
  let month: string;

  const findings = (snapshot: Snapshot) => [
    ...tableFindings(snapshot, EXPECTED_GRANTS),
    ...grantFindings(snapshot, EXPECTED_GRANTS),
    ...roleFindings(snapshot),
    ...placeFindings(snapshot),
    ...codeFindings(snapshot, EXPECTED_GRANTS),
  ];

  beforeAll(async () => {
    database = await testDatabase();
    client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    name = new URL(database.adminUrl).pathname.slice(1);
    // A clone has the grants of any new database; it is given those that the migration gives.
    await client.query(`revoke all on database ${name} from public`);
    await client.query("select platform.ensure_month('platform.usage_event', now())");
    const { rows } = await client.query<{ month: string }>(
      "select inhrelid::regclass::text as month from pg_inherits where inhparent = 'platform.usage_event'::regclass",
    );
    month = rows[0].month;
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const findingsOf = async (statements: string): Promise<string[]> => {
    await client.query('begin');
    try {
      await client.query(statements);
      return findings(await readSnapshot(client, name));
    } finally {
      await client.query('rollback');
    }
  };

  it('find nothing before anything is broken', async () => {
    expect(await findingsOf('select 1')).toEqual([]);
  });

  it.each(breakages('').map(([what], number) => [what, number] as const))('see that %s', async (_what, number) => {
    const [, statements, expected] = breakages(month)[number];
    expect(await findingsOf(statements)).toEqual(expected);
  });

  it('see that everybody may make temporary tables', async () => {
    expect(await findingsOf(`grant temporary on database ${name} to public`)).toEqual(['database: temporary to public']);
  });

  it('do not let the list of grants itself open the wall', () => {
    const list = {
      'a.ledger': { kind: 'ledger', grants: { maru_app: ['select', 'update (value)', 'delete'] } },
      'a.people': { kind: 'global', grants: { maru_app: ['select'], maru_identity: ['truncate'] } },
    } as const;
    expect(listedFaults(list)).toEqual([
      'a.ledger to maru_app: update on a ledger',
      'a.ledger to maru_app: delete on a ledger',
      'a.people to maru_app: select on a table of no tenant',
      'a.people to maru_identity: nobody needs truncate',
    ]);
  });
});
