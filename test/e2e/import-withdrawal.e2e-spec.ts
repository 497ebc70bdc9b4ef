import { TaskRunner } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import type { ReadingImportItem } from '../../libs/fems/src/importing/reading-imports.dto';
import { ReadingStore } from '../../libs/fems/src/ledger/reading-store';
import { ImportScene } from './import/import-scene';

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const quarter = (n: number) => `2026-10-01 ${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`;

interface Reading {
  start: string;
  value: string;
  corrections: { value: string | null; reason: string | null }[];
}

describe('an import that is taken back', () => {
  let scene: ImportScene;
  let pointId: string;
  let sourceId: string;
  beforeAll(async () => {
    scene = await ImportScene.start();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    await scene.organisation();
    pointId = await scene.point();
    sourceId = await scene.source('intervalStart');
  });

  const bring = async (values: Record<number, number>): Promise<ReadingImportItem> => {
    const lines = Object.entries(values).map(([n, value]) => `${quarter(Number(n))},${value}`);
    const checked = await scene.check(csv('일시,사용량', ...lines));
    return scene.apply(
      await scene.map(checked, { stamp: 'intervalStart', intervalSeconds: 900, values: [{ column: 1, pointId, unit: 'kWh', time: null }] }),
    );
  };
  const send = (values: Record<number, number>, more: { sourceId?: string; reason?: string } = {}) => {
    const readings = Object.entries(values).map(([n, value]) => ({
      pointId,
      at: `${quarter(Number(n)).replace(' ', 'T')}:00+09:00`,
      value,
    }));
    return scene.post<Record<string, unknown>>('/api/fems/readings', { sourceId, readings, ...more });
  };
  const ledger = async () => (await scene.get<{ items: Reading[] }>(`/api/fems/readings?pointId=${pointId}`)).items;
  /** What counts now, quarter by quarter; null where it was taken back. */
  const inForce = async () =>
    (await ledger()).map(({ value, corrections }) => (corrections.length > 0 ? (corrections.at(-1)?.value ?? null) : value));
  const energy = async () => {
    const query = new URLSearchParams({ pointId, from: '2026-10-01T00:00:00+09:00', to: '2026-10-02T00:00:00+09:00', bucket: 'day' });
    return (await scene.get<{ items: { energyKwh: number; readings: number }[] }>(`/api/fems/energy?${query}`)).items.map(
      ({ energyKwh, readings }) => [energyKwh, readings],
    );
  };
  const coverage = () =>
    scene.get<{ first: string | null; last: string | null; months: { readings: number }[] }>(`/api/fems/coverage?pointId=${pointId}`);

  it('leaves the ledger as it was written, and everything else as if it had not been there', async () => {
    await send({ 0: 1, 1: 2 });
    const applied = await bring({ 1: 20, 2: 30, 3: 40 });
    expect(applied.counts).toMatchObject({ accepted: 2, corrected: 1 });
    expect(await energy()).toEqual([[91, 4]]);
    const withdrawn = await scene.withdraw(applied, '다른 공장 파일');
    expect(withdrawn.state).toBe('withdrawn');
    expect((await scene.task(withdrawn)).outcome).toMatchObject({ withdrawn: 2, restored: 1, kept: 0 });
    expect(await inForce()).toEqual(['1', '2', null, null]);
    expect((await ledger())[2]).toMatchObject({ value: '30', corrections: [{ value: null, reason: '다른 공장 파일' }] });
    expect(await energy()).toEqual([[3, 2]]);
    expect(await coverage()).toMatchObject({ last: '2026-10-01T00:30:00+09:00', months: [{ readings: 2 }] });
    await eventually(async () => {
      const point = await scene.get<{ activity: { accepted: number; newestStart: string } }>(`/api/fems/points/${pointId}`);
      return point.activity.accepted === 2 && point.activity.newestStart === '2026-09-30T15:15:00.000Z';
    });
    const twice = await scene.request('POST', `/api/fems/reading-imports/${applied.id}/withdrawal`, { reason: '또' });
    expect([twice.status, twice.body.type]).toEqual([409, '/problems/fems/import-nothing-to-withdraw']);
    // What was taken back can be brought again: the intervals have a reading again.
    expect((await bring({ 1: 20, 2: 30, 3: 40 })).counts).toMatchObject({ accepted: 2, corrected: 1 });
    expect(await energy()).toEqual([[91, 4]]);
  });

  it('leaves a point that is told from one that nothing ever came from, with when something last did', async () => {
    interface Told {
      activity: object | null;
      withdrawn: { newestStart: string; lastReceivedAt: string } | null;
    }
    const told = () => scene.get<Told>(`/api/fems/points/${pointId}`);
    const arrival = async () => {
      const query = new URLSearchParams({ pointId, from: '2026-10-01T00:00:00+09:00', to: '2026-11-01T00:00:00+09:00', by: 'month' });
      const { items } = await scene.get<{ items: { arrival: string; lastReceivedAt: string | null }[] }>(`/api/fems/completeness?${query}`);
      return items[0];
    };
    const kinds = async () => (await scene.get<{ items: { kind: string }[] }>('/api/workspace/attention')).items.map(({ kind }) => kind);
    expect(await told()).toMatchObject({ activity: null, withdrawn: null });
    expect(await arrival()).toMatchObject({ arrival: 'never', lastReceivedAt: null });
    expect(await kinds()).toContain('fems.points-never');
    const applied = await bring({ 0: 1, 1: 2, 5: 3 });
    await eventually(async () => (await told()).activity !== null);
    const { lastReceivedAt } = await arrival();
    await scene.withdraw(applied, '다른 공장 파일');
    const { withdrawn } = await eventually(async () => {
      const found = await told();
      return found.activity === null && found;
    });
    // Taking back is no receiving.
    expect(withdrawn).toEqual({ newestStart: '2026-09-30T16:15:00.000Z', lastReceivedAt });
    expect(await arrival()).toEqual(expect.objectContaining({ arrival: 'withdrawn', lastReceivedAt }));
    expect(await kinds()).toContain('fems.points-withdrawn');
    expect(await kinds()).not.toContain('fems.points-never');
    await bring({ 0: 1 });
    await eventually(async () => (await told()).activity !== null);
    expect(await told()).toMatchObject({ withdrawn: null });
  });

  it('leaves alone what somebody has corrected since, and tells it', async () => {
    const applied = await bring({ 0: 1, 1: 2, 2: 3 });
    const byHand = await scene.source('intervalStart', '수기');
    await send({ 1: 7 }, { sourceId: byHand, reason: '검침 확인' });
    const withdrawn = await scene.withdraw(applied);
    expect((await scene.task(withdrawn)).outcome).toMatchObject({ withdrawn: 2, restored: 0, kept: 1 });
    expect(withdrawn.findings).toMatchObject([{ code: 'kept', count: 1 }]);
    expect(await inForce()).toEqual([null, '7', null]);
  });

  it('is as if it had not been there for the imports after it too', async () => {
    await send({ 0: 1 });
    const first = await bring({ 0: 2, 1: 2 });
    const second = await bring({ 0: 3, 1: 3 });
    await scene.withdraw(first);
    expect(await inForce()).toEqual(['3', '3']);
    await scene.withdraw(second);
    expect(await inForce()).toEqual(['1', null]);
  });

  it('gives its former value back to an interval whose later correction was taken back as well', async () => {
    const first = await bring({ 0: 2 });
    await scene.withdraw(await bring({ 0: 3 }));
    expect(await inForce()).toEqual(['2']);
    await scene.withdraw(first);
    expect(await inForce()).toEqual([null]);
  });

  it('keeps the rule that a source which says again what it said last says nothing new', async () => {
    const byHand = await scene.source('intervalStart', '수기');
    await send({ 0: 1 });
    await send({ 0: 5 }, { sourceId: byHand, reason: '검침 확인' });
    const again = await scene.check(csv('일시,사용량', `${quarter(0)},1`), 'again.csv', sourceId);
    const mapped = await scene.map(again, { sourceId, stamp: 'intervalStart', values: [{ column: 1, pointId, unit: 'kWh', time: null }] });
    expect(mapped.counts).toMatchObject({ unchanged: 1, corrected: 0 });
    expect((await scene.apply(mapped)).counts).toMatchObject({ unchanged: 1, corrected: 0 });
    // And the source itself repeats what an import of it has brought.
    const brought = await scene.check(csv('일시,사용량', `${quarter(1)},4`), 'new.csv', sourceId);
    await scene.apply(
      await scene.map(brought, { sourceId, stamp: 'intervalStart', values: [{ column: 1, pointId, unit: 'kWh', time: null }] }),
    );
    await send({ 1: 6 }, { sourceId: byHand, reason: '검침 확인' });
    expect(await send({ 1: 4 })).toMatchObject({ unchanged: 1, corrected: 0 });
    expect(await inForce()).toEqual(['5', '6']);
  });

  describe('by stopping it in the middle', () => {
    const rows = Array.from(
      { length: 12_000 },
      (_, n) => `${new Date(Date.UTC(2026, 0, 1) + n * 900_000).toISOString().slice(0, 16)},${n % 7}`,
    );

    /** Asked during the first step; the second finds it cancelled, or a later one where it gets to the row first. */
    async function cancelled(allOrNothing: boolean): Promise<{ item: ReadingImportItem; steps: number }> {
      const store = scene.worker.get(ReadingStore);
      const stored = store.store.bind(store);
      const checked = await scene.check(csv('일시,사용량', ...rows));
      let steps = 0;
      const stop = async () => {
        const { items } = await scene.get<{ items: { id: string; kind: string }[] }>('/api/workspace/tasks?open=true');
        for (const { id } of items) await scene.post(`/api/workspace/tasks/${id}/cancellation`, undefined);
      };
      let cancelling: Promise<void> = Promise.resolve();
      jest.spyOn(store, 'store').mockImplementation(async (...given) => {
        if (++steps === 1) {
          cancelling = stop();
          await scene.requestsWait(1);
        }
        return stored(...given);
      });
      try {
        const item = await scene.apply(checked, { allOrNothing });
        await cancelling;
        return { item, steps };
      } finally {
        jest.restoreAllMocks();
      }
    }

    it('keeps what was stored, which can be taken back', async () => {
      const { item, steps } = await cancelled(false);
      const stored = steps * 5000;
      expect(stored).toBeLessThan(rows.length);
      expect([item.state, item.counts]).toEqual(['failed', { rows: stored, accepted: stored, unchanged: 0, corrected: 0, refused: 0 }]);
      expect((await scene.task(item)).state).toBe('cancelled');
      expect((await scene.withdraw(item)).state).toBe('withdrawn');
      expect(await coverage()).toMatchObject({ first: null, last: null });
    });

    it('keeps nothing where it was to be all or nothing, and can be applied again', async () => {
      const { item } = await cancelled(true);
      expect(item).toMatchObject({ state: 'checked', counts: { rows: 12_000, accepted: 12_000 } });
      expect(await coverage()).toMatchObject({ first: null });
      const applied = await scene.apply(item, { allOrNothing: true });
      expect(applied).toMatchObject({ state: 'applied', counts: { rows: 12_000, accepted: 12_000, refused: 0 } });
      expect((await coverage()).months.reduce((sum, month) => sum + month.readings, 0)).toBe(12_000);
    });
  });

  it('goes on in another process from the last step that was committed, with the same figures', async () => {
    const lines = Array.from(
      { length: 23_000 },
      (_, n) => `${new Date(Date.UTC(2025, 0, 1) + n * 900_000).toISOString().slice(0, 16)},${n % 11 === 3 ? 'x' : n % 7}`,
    );
    const checked = await scene.check(csv('일시,사용량', ...lines));
    const store = scene.worker.get(ReadingStore);
    const stored = store.store.bind(store);
    let steps = 0;
    jest.spyOn(store, 'store').mockImplementation(async (...given) => {
      const result = await stored(...given);
      // After the rows are written and before they are committed.
      if (++steps === 3) throw new Error('the connection is lost');
      return result;
    });
    await scene.post(`/api/fems/reading-imports/${checked.id}/application`, { allOrNothing: false });
    await eventually(() => steps >= 3, 30_000);
    await eventually(async () => {
      await scene.worker.get(TaskRunner).sweep();
      return (await scene.import(checked.id)).state === 'applied';
    }, 60_000);
    jest.restoreAllMocks();
    const applied = await scene.import(checked.id);
    expect(applied.counts).toEqual(checked.counts);
    expect(applied.counts?.rows).toBe(23_000);
    expect((await coverage()).months.reduce((sum, month) => sum + month.readings, 0)).toBe(applied.counts?.accepted);
    expect((await scene.file(applied.refusedFileId as string)).split('\r\n')).toHaveLength(1 + (applied.counts?.refused ?? 0) + 1);
  });
});
