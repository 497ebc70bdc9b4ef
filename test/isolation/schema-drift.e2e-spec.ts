import { modules } from '@maru/catalog';
import { type TestDatabase, testDatabase } from '@maru/platform/testing';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';

/** What TypeORM would do to the columns to make the schema fit the entities. Keys, indexes and constraints are the migrations' alone. */
async function columnChanges(database: TestDatabase, entities: readonly unknown[]): Promise<string[]> {
  const dataSource = new DataSource({ type: 'postgres', url: database.adminUrl, entities: entities as never[], installExtensions: false });
  await dataSource.initialize();
  try {
    // TypeORM compares a generated column with what it would have noted when it made it; our migrations are SQL, so it is told.
    await dataSource.query(
      'create table if not exists typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)',
    );
    await dataSource.query(
      `insert into typeorm_metadata
       select 'GENERATED_COLUMN', table_catalog, table_schema, table_name, column_name, generation_expression
       from information_schema.columns where is_generated = 'ALWAYS'`,
    );
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    return upQueries
      .map(({ query }) => query)
      .filter((query) => /\b(ADD|DROP|ALTER|RENAME) COLUMN\b|CREATE TABLE|\bADD "\w+" |\bDROP "\w+"/i.test(query));
  } finally {
    await dataSource.destroy();
  }
}

describe('entities and schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('agree in every column, its type and whether it may be null', async () => {
    const entities = modules.flatMap((module) => module.entities);
    expect(entities.length).toBeGreaterThan(0);
    expect(await columnChanges(database, entities)).toEqual([]);
  });

  it('are seen to differ when an entity has a column that the table lacks', async () => {
    @Entity({ schema: 'workspace', name: 'site' })
    class Drifted {
      @PrimaryColumn('integer', { name: 'tenant_id' })
      tenantId: number;

      @PrimaryColumn('uuid', { name: 'site_id' })
      id: string;

      @Column('text', { name: 'colour' })
      colour: string;
    }
    expect((await columnChanges(database, [Drifted])).join('\n')).toMatch(/colour/);
  });
});
