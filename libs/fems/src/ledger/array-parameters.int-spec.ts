import { Database } from '@maru/platform';
import { FemsUnderTest } from '../testing/fems-under-test';
import { int4Array, numericArray, timestamptzArray } from './array-parameters';

describe('array parameters', () => {
  let fems: FemsUnderTest;

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
  });
  afterAll(() => fems.close());

  it('are read by PostgreSQL as what they were', async () => {
    const times = [
      '0001-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
      '1999-12-31T23:59:59.999Z',
      '2026-11-20T09:00:00.001Z',
      '9999-12-31T23:59:59.999Z',
    ];
    const numbers = [-2_147_483_648, -1, 0, 1, 2_147_483_647];
    const decimals = ['0', '0.1', '12345678901234567890.123456789012345678', '5.', '000.500'];
    const plant = await fems.plant();
    const rows = await plant.in(() =>
      fems.module.get(Database).query<{ number: number; moment: string; value: string }>(
        `select number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment, value
         from unnest($2::integer[], $3::timestamptz[], $4::numeric[]) as sent (number, at, value) where $1::integer > 0`,
        [int4Array(Int32Array.from(numbers)), timestamptzArray(Float64Array.from(times, Date.parse)), numericArray(decimals)],
      ),
    );
    expect(rows.map(({ number }) => number)).toEqual(numbers);
    expect(rows.map(({ moment }) => moment)).toEqual(times);
    expect(rows.map(({ value }) => value)).toEqual(['0', '0.1', '12345678901234567890.123456789012345678', '5', '0.500']);
  });
});
