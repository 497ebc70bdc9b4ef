import { type TestDatabase, testDatabase } from '@maru/platform/testing';
import { Client } from 'pg';
import { EXPECTED_GRANTS } from './catalogue/expected-grants';
import { codeFindings, placeFindings, roleFindings } from './catalogue/service-findings';
import { readSnapshot, type Snapshot } from './catalogue/snapshot';
import { grantFindings, tableFindings } from './catalogue/table-findings';

/** The wall between tenants as it stands in the migrated database, months included. */
describe('the database catalogue', () => {
  let database: TestDatabase;
  let client: Client;
  let snapshot: Snapshot;

  beforeAll(async () => {
    database = await testDatabase();
    client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    await client.query(
      "select platform.ensure_month(table_name, month) from platform.monthly_table, (values (now()), (now() - interval '5 years')) m (month)",
    );
    snapshot = await readSnapshot(client);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is read whole, partitions among it', () => {
    const monthly = snapshot.tables.filter(({ isPartitioned }) => isPartitioned);
    expect(monthly.map(({ name }) => name)).toEqual(expect.arrayContaining(['fems.reading', 'platform.usage_event']));
    for (const { name } of monthly)
      expect(snapshot.tables.filter(({ partitionOf }) => partitionOf === name).length).toBeGreaterThanOrEqual(2);
    expect(snapshot.routines.map(({ name }) => name)).toEqual(expect.arrayContaining(['platform.ensure_month', 'platform.tenant_id']));
    expect(snapshot.roles.map(({ name }) => name)).toEqual([
      'maru_app',
      'maru_identity',
      'maru_migrator',
      'maru_partitions',
      'maru_relay',
      'maru_usage',
    ]);
  });

  it('has every tenant table inside the wall, with the tenant first in every key', () => {
    expect(tableFindings(snapshot, EXPECTED_GRANTS)).toEqual([]);
  });

  it('grants each role what its work needs and nothing beyond', () => {
    expect(grantFindings(snapshot, EXPECTED_GRANTS)).toEqual([]);
  });

  it('has narrow roles: no power, no membership, nothing owned, limits set', () => {
    expect(roleFindings(snapshot)).toEqual([]);
  });

  it('lets services create nothing', () => {
    expect(placeFindings(snapshot)).toEqual([]);
  });

  it('has no trigger, no rule, no view and no function that reads with rights of its owner', () => {
    expect(codeFindings(snapshot, EXPECTED_GRANTS)).toEqual([]);
  });

  it('keeps the application from a partition, even for its own rows', async () => {
    const [{ name }] = snapshot.tables.filter(({ partitionOf }) => partitionOf === 'platform.usage_event');
    await client.query('begin');
    await client.query("set local role maru_app; set local app.tenant_id = '1'");
    await expect(client.query(`select * from ${name}`)).rejects.toThrow('permission denied');
    await client.query('rollback');
  });
});
