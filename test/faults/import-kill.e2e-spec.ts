import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PART_BYTES } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import type { ReadingImportItem } from '../../libs/fems/src/importing/reading-imports.dto';
import type { TaskItem } from '../../libs/workspace/src/long-work/tasks.dto';
import { PASSWORD, RunningService } from './running-service';

const ROWS = 150_000;
const FIRST = Date.UTC(2024, 0, 1);

/** Readings of every minute; some are refused, some are said twice. */
const lines = Array.from({ length: ROWS }, (_, row) => {
  const at = new Date(FIRST + (row % 1000 === 7 ? row - 1 : row) * 60_000).toISOString();
  return `${at.slice(0, 19)}+00:00,${row % 1000 === 3 ? 'x' : row % 1000 === 7 ? (row - 1) % 100 : row % 100}`;
});

describe('an import while its worker is killed', () => {
  const files = mkdtempSync(join(tmpdir(), 'maru-faults-files-'));
  let service: RunningService;
  let token: string;
  beforeAll(async () => {
    process.env.MARU_FILES = files;
    service = await RunningService.start();
    token = (await call<{ token: string }>('POST', '/api/sessions', { email: 'owner@parts.example', password: PASSWORD })).token;
  }, 120_000);
  afterAll(async () => {
    await service.close();
    delete process.env.MARU_FILES;
    rmSync(files, { recursive: true, force: true });
  });

  async function call<T>(method: string, path: string, body?: unknown, bytes?: Uint8Array): Promise<T> {
    const response = await fetch(service.url + path, {
      method,
      headers: {
        ...(bytes ? { 'content-type': 'application/octet-stream' } : body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: (bytes ?? (body === undefined ? undefined : JSON.stringify(body))) as BodyInit | undefined,
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    const text = await response.text();
    return (text ? JSON.parse(text) : null) as T;
  }

  const importOf = (id: string) => call<ReadingImportItem>('GET', `/api/fems/reading-imports/${id}`);
  const taskOf = ({ taskId }: ReadingImportItem) => call<TaskItem>('GET', `/api/workspace/tasks/${taskId}`);
  const settled = (id: string) =>
    eventually(async () => {
      const item = await importOf(id);
      return /ing$/.test(item.state) ? null : item;
    }, 120_000);

  async function checked(): Promise<{ item: ReadingImportItem; pointId: string }> {
    const { items: sites } = await call<{ items: { id: string }[] }>('GET', '/api/workspace/sites');
    const meter = await call<{ id: string }>('POST', '/api/fems/meters', { siteId: sites[0]?.id, name: 'imports', main: true });
    const point = {
      meterId: meter.id,
      name: 'imports',
      quantity: 'activeEnergyImport',
      unit: 'kWh',
      intervalSeconds: 60,
      acquisitionMode: 'manual',
    };
    const { id: pointId } = await call<{ id: string }>('POST', '/api/fems/points', point);
    await call('POST', '/api/fems/reading-sources', { name: 'imports', stamp: 'intervalStart' });
    const bytes = Buffer.from(`일시,사용량(kWh)\n${lines.join('\n')}\n`);
    const file = await call<{ id: string }>('POST', '/api/workspace/files', {
      name: 'minutes.csv',
      bytes: bytes.length,
      purpose: 'fems.reading-import-check',
    });
    for (let part = 0; part * PART_BYTES < bytes.length; part++)
      await call(
        'PUT',
        `/api/workspace/files/${file.id}/parts/${part}`,
        undefined,
        bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
      );
    await call('POST', `/api/workspace/files/${file.id}/completion`);
    const { id } = await call<ReadingImportItem>('POST', '/api/fems/reading-imports', { fileId: file.id });
    return { item: await settled(id), pointId };
  }

  it('ends with the figures that the check has counted: every row once, every event once', async () => {
    const { item, pointId } = await checked();
    const refused = ROWS / 1000;
    expect(item.counts).toEqual({ rows: ROWS, accepted: ROWS - 2 * refused, unchanged: refused, corrected: 0, refused });

    await call('POST', `/api/fems/reading-imports/${item.id}/application`, { allOrNothing: false });
    let done = 0;
    for (let kills = 0; kills < 2; kills++) {
      // Some steps further on each time, in the middle of whatever it is at.
      done = await eventually(async () => {
        const task = await taskOf(await importOf(item.id));
        return task.state === 'running' && task.done > done && task.done;
      }, 90_000);
      await service.kill('worker');
      const left = await taskOf(await importOf(item.id));
      expect(left.done).toBeLessThan(ROWS);
      await service.begin('worker');
    }

    const applied = await settled(item.id);
    expect([applied.state, applied.counts]).toEqual(['applied', item.counts]);
    const [stored] = await service.rows<{ rows: number; wrong: number; corrections: number }>(
      `select count(*)::integer as rows,
         count(*) filter (where value <> ((extract(epoch from interval_start)::bigint - $2::bigint / 1000) / 60) % 100)::integer as wrong,
         (select count(*)::integer from fems.reading_correction) as corrections
       from fems.reading join fems.meter_point using (tenant_id, point_number) where point_id = $1`,
      [pointId, FIRST],
    );
    expect(stored).toEqual({ rows: item.counts?.accepted, wrong: 0, corrections: 0 });
    const list = await fetch(`${service.url}/api/workspace/files/${applied.refusedFileId}/content`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect((await list.text()).trim().split('\r\n')).toHaveLength(1 + refused);
    await eventually(async () => {
      const [activity] = await service.rows<{ accepted: string }>('select accepted from fems.point_activity where point_id = $1', [
        pointId,
      ]);
      return Number(activity?.accepted) === item.counts?.accepted;
    }, 60_000);

    // Taking it back goes on from its last page as well.
    await call('POST', `/api/fems/reading-imports/${item.id}/withdrawal`, { reason: '시험' });
    await eventually(async () => (await taskOf(await importOf(item.id))).done > 0, 60_000);
    await service.kill('worker');
    await service.begin('worker');
    const withdrawn = await settled(item.id);
    expect(withdrawn.state).toBe('withdrawn');
    expect((await taskOf(withdrawn)).outcome).toMatchObject({ withdrawn: item.counts?.accepted, restored: 0, kept: 0 });
    const [after] = await service.rows<{ corrections: number; values: number }>(
      'select count(*)::integer as corrections, count(value)::integer as values from fems.reading_correction',
    );
    expect(after).toEqual({ corrections: item.counts?.accepted, values: 0 });
  }, 400_000);
});
