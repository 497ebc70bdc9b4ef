import { Client } from 'pg';
import { type TestDatabase, testDatabase } from '../testing/test-database';
import { RolePool } from './role-pool';

describe('a pool of a narrow role', () => {
  let database: TestDatabase;
  let pool: RolePool;
  beforeAll(async () => {
    database = await testDatabase();
    pool = new RolePool(database.config, 'maru_identity', 2);
  });
  afterAll(async () => {
    await pool.close();
    await database.drop();
  });

  it('survives the loss of a connection that is lent, and goes on with another', async () => {
    const admin = new Client({ connectionString: database.adminUrl });
    await admin.connect();
    try {
      const lost = pool.transaction(async (transaction) => {
        const [{ pid }] = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid');
        await admin.query('select pg_terminate_backend($1)', [pid]);
        await transaction.query('select 1');
      });
      await expect(lost).rejects.toThrow();
    } finally {
      await admin.end();
    }
    expect(await pool.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
