import { Database, sqlState } from '@maru/platform';
import { ReadingSourcesService } from '../metering/reading-sources.service';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { LedgerQuery } from './ledger.query';
import { RowColumns } from './row-columns';

const START = Date.parse('2026-01-01T00:00:00Z');
const QUARTER_MS = 900_000;
/** Long before the first month that there is. */
const NO_MONTH = Date.parse('1990-01-01T00:00:00Z');

/** Whether the savepoint is refused or the insert, the transaction is what it says it is. */
describe('the insert of all rows', () => {
  let fems: FemsUnderTest;
  let plant: Plant;

  beforeAll(async () => {
    // One connection, so that whatever a scope leaves on it is found by the next.
    fems = await FemsUnderTest.start({ DATABASE_POOL_SIZE: '1' });
  });
  afterAll(() => fems.close());
  beforeEach(async () => {
    plant = await fems.plant();
    await plant.send([plant.row(new Date(START).toISOString(), 1)]);
  });

  const origin = { recordedAt: new Date(), sourceNumber: 1 };
  const rowsAt = async (...starts: number[]) => {
    const [{ point_number }] = await read<{ point_number: number }>('select point_number from fems.meter_point where tenant_id = $1');
    const rows = new RowColumns(starts.length);
    for (const [index, start] of starts.entries()) rows.add(index, point_number, start, '2', 0);
    return rows;
  };
  const read = <Row extends object>(text: string) => plant.in(() => fems.module.get(Database).query<Row>(text));
  const insertAll = (rows: RowColumns) => fems.module.get(LedgerQuery).insertAll(rows, origin);
  const earlierWork = () => fems.module.get(ReadingSourcesService).create({ name: 'earlier work', stamp: 'intervalStart' });
  const kept = async () => {
    const values = await read<{ value: string }>('select value::text from fems.reading where tenant_id = $1 order by interval_start');
    const sources = await read("select 1 from fems.reading_source where tenant_id = $1 and name = 'earlier work'");
    return { values: values.map(({ value }) => value), earlierWork: sources.length };
  };
  const stateOf = (work: Promise<unknown>) => work.then(() => null, sqlState);

  it('takes nothing of what went before when an interval has a reading, and the transaction goes on', async () => {
    const rows = await rowsAt(START, START + QUARTER_MS);
    await plant.in(async () => {
      await earlierWork();
      expect(await insertAll(rows)).toBe(false);
      expect(await fems.module.get(LedgerQuery).insertNew(rows, origin)).toHaveLength(1);
    });
    expect(await kept()).toEqual({ values: ['1', '2'], earlierWork: 1 });
  });

  it('undoes the whole transaction when it fails otherwise, and leaves the connection to the next', async () => {
    const rows = await rowsAt(START + QUARTER_MS, NO_MONTH);
    const work = plant.in(async () => {
      await earlierWork();
      await insertAll(rows);
    });
    expect(await stateOf(work)).toBe('23514');
    expect(await kept()).toEqual({ values: ['1'], earlierWork: 0 });
  });

  it('is not made when the savepoint is refused, since the transaction was lost before', async () => {
    const rows = await rowsAt(START + QUARTER_MS);
    const work = plant.in(async () => {
      await earlierWork();
      await stateOf(fems.module.get(Database).query('select 1 / ($1 - $1)'));
      await insertAll(rows);
    });
    expect(await stateOf(work)).toBe('25P02');
    expect(await kept()).toEqual({ values: ['1'], earlierWork: 0 });
    await plant.in(() => insertAll(rows));
    expect(await kept()).toEqual({ values: ['1', '2'], earlierWork: 0 });
  });
});
