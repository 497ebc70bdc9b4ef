import { Problem } from '@maru/kernel';
import { Database } from '@maru/platform';
import { ReadingSourcesService } from '../metering/reading-sources.service';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { ReadingsService } from './readings.service';

const at = (quarters: number, from = '2026-01-01T00:00:00+09:00') => new Date(Date.parse(from) + quarters * 900_000).toISOString();

describe('ingest', () => {
  let fems: FemsUnderTest;
  let plant: Plant;

  beforeAll(async () => {
    fems = await FemsUnderTest.start({ DATABASE_POOL_SIZE: '16' });
  });
  afterAll(() => fems.close());
  beforeEach(async () => {
    plant = await fems.plant();
  });

  const ledger = () => plant.in(() => fems.module.get(ReadingsService).page({ pointId: plant.pointId, limit: 1000 }));
  const count = (table: string) =>
    plant.in(async () => {
      const [row] = await fems.module
        .get(Database)
        .query<{ rows: number }>(`select count(*)::integer as rows from fems.${table} where tenant_id = $1`);
      return row.rows;
    });

  it('keeps the first write and finds the same reading unchanged, however the number is written', async () => {
    expect(await plant.send([plant.row(at(0), 3.17), plant.row(at(1), '4.00', { quality: 'good' })])).toEqual({
      accepted: 2,
      unchanged: 0,
      corrected: 0,
      refused: [],
    });
    const again = [plant.row('2026-01-01T00:00:00+09:00', '3.170'), plant.row('2025-12-31T15:15:00Z', 4, { quality: 'good' })];
    expect(await plant.send(again)).toEqual({ accepted: 0, unchanged: 2, corrected: 0, refused: [] });
    const { items } = await ledger();
    expect(items.map(({ start, end, value, quality, corrections }) => ({ start, end, value, quality, corrections }))).toEqual([
      { start: '2026-01-01T00:00:00+09:00', end: '2026-01-01T00:15:00+09:00', value: '3.17', quality: 'unstated', corrections: [] },
      { start: '2026-01-01T00:15:00+09:00', end: '2026-01-01T00:30:00+09:00', value: '4.00', quality: 'good', corrections: [] },
    ]);
  });

  it('adds a correction for another value or quality, the newest counts, and nothing that was written changes', async () => {
    await plant.send([plant.row(at(0), 5)]);
    expect(await plant.send([plant.row(at(0), 6)], { reason: '계기 교정' })).toMatchObject({ corrected: 1 });
    expect(await plant.send([plant.row(at(0), 6)])).toMatchObject({ unchanged: 1, corrected: 0 });
    expect(await plant.send([plant.row(at(0), 6, { quality: 'uncertain' })])).toMatchObject({ corrected: 1 });
    expect(await plant.send([plant.row(at(0), 5)])).toMatchObject({ corrected: 1 });
    const { items } = await ledger();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ value: '5', quality: 'unstated' });
    expect(items[0].corrections.map(({ value, quality, reason, by }) => ({ value, quality, reason, kind: by.kind }))).toEqual([
      { value: '6', quality: 'unstated', reason: '계기 교정', kind: 'person' },
      { value: '6', quality: 'uncertain', reason: null, kind: 'person' },
      { value: '5', quality: 'unstated', reason: null, kind: 'person' },
    ]);
  });

  it('lets a source send again what it said before without undoing what another source corrected', async () => {
    const { id: byHand } = await plant.in(() =>
      fems.module.get(ReadingSourcesService).create({ name: '수기 정정', stamp: 'intervalStart' }),
    );
    await plant.send([plant.row(at(0), 5)]);
    expect(await plant.send([plant.row(at(0), 6)], { sourceId: byHand, reason: '계기 고장' })).toMatchObject({ corrected: 1 });
    expect(await plant.send([plant.row(at(0), 5)])).toMatchObject({ unchanged: 1, corrected: 0 });
    const counts = async () => (await ledger()).items[0].corrections.at(-1)?.value;
    expect(await counts()).toBe('6');
    expect(await plant.send([plant.row(at(0), 5)], { reason: '계기가 옳았음' })).toMatchObject({ corrected: 1 });
    expect(await counts()).toBe('5');
    expect(await plant.send([plant.row(at(0), 6)], { sourceId: byHand, reason: '다시 정정' })).toMatchObject({ corrected: 1 });
    // Who corrected may take it back, and the source may say something that it has not said yet.
    expect(await plant.send([plant.row(at(0), 5)], { sourceId: byHand })).toMatchObject({ corrected: 1 });
    expect(await plant.send([plant.row(at(0), 7)])).toMatchObject({ corrected: 1 });
    expect(await plant.send([plant.row(at(0), 5)], { sourceId: byHand })).toMatchObject({ unchanged: 1 });
    expect(await counts()).toBe('7');
  });

  it('takes what is right of a batch, names what is not, and accounts for every row', async () => {
    await plant.send([plant.row(at(0), 1), plant.row(at(1), 1)]);
    const rows = [
      plant.row(at(3), 1),
      plant.row(at(0), 1),
      plant.row(at(1), 2),
      plant.row(at(2), -1),
      { ...plant.row(at(2), 1), extra: 1 },
      plant.row(at(3), '1.0'),
      plant.row(at(3), 7),
      plant.row(at(2), 1, { pointId: plant.sourceId }),
      null,
    ];
    const answer = await plant.send(rows);
    expect(answer).toMatchObject({ accepted: 1, unchanged: 2, corrected: 1 });
    expect(answer.refused.map(({ index, pointer, code }) => [index, pointer, code])).toEqual([
      [3, '/readings/3/value', 'negative'],
      [4, '/readings/4/extra', 'unknown-field'],
      [6, '/readings/6/value', 'differs-within-batch'],
      [7, '/readings/7/pointId', 'unknown-point'],
      [8, '/readings/8', 'not-an-object'],
    ]);
    expect(answer.accepted + answer.unchanged + answer.corrected + answer.refused.length).toBe(rows.length);
  });

  it('takes the same reading once when two batches bring it at the same time, and puts two values in an order', async () => {
    const batches = await Promise.all([1, 2].map((value) => plant.send([plant.row(at(0), value)])));
    expect(batches.map(({ accepted }) => accepted).sort()).toEqual([0, 1]);
    expect(batches.map(({ corrected }) => corrected).sort()).toEqual([0, 1]);
  });

  it('neither loses nor doubles anything when 16 clients send overlapping batches in different orders', async () => {
    const second = await plant.in(() => plant.addPoint({ name: '둘째' }));
    const days = 2;
    const all = [plant.pointId, second].flatMap((pointId) =>
      Array.from({ length: 96 * days }, (_, i) => plant.row(at(i), i % 7, { pointId })),
    );
    const clients = Array.from({ length: 16 }, async (_, client) => {
      const own = [...all].sort((a, b) => hash(a.at + a.pointId, client) - hash(b.at + b.pointId, client));
      const totals = { accepted: 0, unchanged: 0, corrected: 0, refused: 0 };
      for (let from = 0; from < own.length; from += 200) {
        const { accepted, unchanged, corrected, refused } = await plant.send(own.slice(from, from + 200));
        totals.accepted += accepted;
        totals.unchanged += unchanged;
        totals.corrected += corrected;
        totals.refused += refused.length;
      }
      return totals;
    });
    const totals = await Promise.all(clients);
    const sum = (of: 'accepted' | 'unchanged' | 'corrected' | 'refused') => totals.reduce((total, client) => total + client[of], 0);
    expect([sum('accepted'), sum('unchanged'), sum('corrected'), sum('refused')]).toEqual([all.length, 15 * all.length, 0, 0]);
    expect([await count('reading'), await count('reading_correction')]).toEqual([all.length, 0]);
  });

  it('keeps one chain of corrections when 16 clients correct the same intervals', async () => {
    const starts = Array.from({ length: 20 }, (_, i) => at(i));
    await plant.send(starts.map((start) => plant.row(start, 0)));
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, client) =>
        plant.send([...starts].sort((a, b) => hash(a, client) - hash(b, client)).map((start) => plant.row(start, client % 4))),
      ),
    );
    const corrected = answers.reduce((total, answer) => total + answer.corrected, 0);
    expect(answers.every((answer) => answer.corrected + answer.unchanged === starts.length)).toBe(true);
    expect(await count('reading_correction')).toBe(corrected);
    const { items } = await ledger();
    for (const { value, corrections } of items) {
      const chain = [value, ...corrections.map((correction) => correction.value)];
      expect(chain.every((link, i) => i === 0 || link !== chain[i - 1])).toBe(true);
    }
  });

  it('does not know the points and sources of another organisation', async () => {
    const other = await fems.plant();
    expect((await plant.send([plant.row(at(0), 1, { pointId: other.pointId })])).refused).toMatchObject([{ code: 'unknown-point' }]);
    const refusal = await plant.send([plant.row(at(0), 1)], { sourceId: other.sourceId }).catch((error: Problem) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ type: { status: 404 }, errors: [{ pointer: '/sourceId' }] });
    // The one that was looked up first is remembered, for its own organisation alone.
    await other.send([other.row(at(0), 1)]);
    expect((await plant.send([plant.row(at(0), 1, { pointId: other.pointId })])).refused).toMatchObject([{ code: 'unknown-point' }]);
  });

  it('reads the time of a source that stamps the end', async () => {
    const ending = await fems.plant({ stamp: 'intervalEnd' });
    await ending.send([ending.row('2026-01-01T00:15:00+09:00', 3.17)]);
    const { items } = await ending.in(() => fems.module.get(ReadingsService).page({ pointId: ending.pointId }));
    expect(items).toMatchObject([{ start: '2026-01-01T00:00:00+09:00', end: '2026-01-01T00:15:00+09:00' }]);
  });

  it('writes across the border of months, of years, and of the months of UTC', async () => {
    const borders = [
      '2024-02-29T23:45:00+09:00',
      '2024-03-01T00:00:00+09:00',
      '2024-03-01T08:45:00+09:00',
      '2024-03-01T09:00:00+09:00',
      '2025-01-01T00:00:00+09:00',
    ];
    expect(await plant.send(borders.map((time, i) => plant.row(time, i)))).toMatchObject({ accepted: borders.length });
    expect((await ledger()).items.map(({ start }) => start)).toEqual(borders);
  });

  it('holds 38 digits exactly and forgets how a number was written', async () => {
    const values = ['12345678901234567890.123456789012345678', '1e3', '0e-900', '+7.50', '.5', '-0.0'];
    await plant.send(values.map((value, i) => plant.row(at(i), value)));
    expect((await ledger()).items.map(({ value }) => value)).toEqual([
      '12345678901234567890.123456789012345678',
      '1000',
      '0',
      '7.5',
      '0.5',
      '0',
    ]);
  });

  it('pages through the ledger without losing or repeating a row', async () => {
    await plant.send(Array.from({ length: 25 }, (_, i) => plant.row(at(i), i)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await plant.in(() =>
        fems.module.get(ReadingsService).page({ pointId: plant.pointId, from: at(2), to: at(22), limit: 7, cursor }),
      );
      seen.push(...page.items.map(({ value }) => value));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 2)));
  });
});

/** Some order of its own for each client. */
function hash(text: string, seed: number): number {
  let value = seed * 2_654_435_761 + 1;
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return value;
}
