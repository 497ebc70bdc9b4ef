import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@maru/platform/testing';
import type { ThreeYearReportOutcome } from '../../libs/programme/src/reports/reports.dto';
import { PASSWORD, RunningService } from './running-service';

interface Task {
  readonly state: string;
  readonly done: number;
  readonly total: number;
  readonly outcome: ThreeYearReportOutcome | null;
}

const EVENTS = 150_000;

describe('a three-year report while its worker is killed', () => {
  const files = mkdtempSync(join(tmpdir(), 'maru-faults-files-'));
  let service: RunningService;
  let token: string;
  let agreementId: string;

  beforeAll(async () => {
    process.env.MARU_FILES = files;
    service = await RunningService.start();
    token = (await call<{ token: string }>('POST', '/api/sessions', { email: 'owner@parts.example', password: PASSWORD })).token;
    const { items } = await call<{ items: { id: string }[] }>('GET', '/api/workspace/sites');
    const agreement = await call<{ id: string }>('POST', '/api/programme/agreements', {
      number: 'SF-2025-0001',
      noticeId: 'carbon-neutral-2025',
      siteIds: [items[0].id],
      signedOn: '2025-01-02',
      completedOn: '2025-01-31',
      modules: ['fems'],
    });
    agreementId = agreement.id;
    for (let month = 1; month <= 12; month++)
      await service.rows("select platform.ensure_month('platform.usage_event', $1::timestamptz)", [
        `2025-${String(month).padStart(2, '0')}-15`,
      ]);
    await service.rows(
      `insert into platform.usage_event (tenant_id, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, canonical)
       select tenant_id, id, to_timestamp(at / 1000), 'read', 'input', 'fems', 'fems/energy', 1, id, convert_to(
         '{"address":null,"at":' || at || ',"bytes":1,"cause":"input","id":"' || id || '","kind":"read","module":"fems","organisation":"'
         || organisation_id || '","person":null,"request":"' || id || '","resource":"fems/energy","simulated":' || simulated || ',"v":1}', 'UTF8')
       from platform.tenant, lateral (
         select 1738540800000 + n * 180000::bigint as at, gen_random_uuid() as id from generate_series(1, $1::integer) as n) as event
       where company_code = 'parts' on conflict do nothing`,
      [EVENTS],
    );
  }, 180_000);
  afterAll(async () => {
    await service.close();
    delete process.env.MARU_FILES;
    rmSync(files, { recursive: true, force: true });
  });

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(service.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  const started = async () => {
    const body = { agreementId, format: 'xlsx', asOf: '2025-12-31T15:00:00Z' };
    return (await call<{ taskId: string }>('POST', '/api/programme/three-year-reports', body)).taskId;
  };
  const taskOf = (id: string) => call<Task>('GET', `/api/workspace/tasks/${id}`);
  const ended = (id: string) =>
    eventually(async () => {
      const task = await taskOf(id);
      return ['done', 'failed', 'cancelled'].includes(task.state) && task;
    }, 180_000);

  it('is the same file as one that nobody disturbed, and the only one that is left of it', async () => {
    const whole = (await ended(await started())).outcome;
    const id = await started();
    await eventually(async () => {
      const { state, done } = await taskOf(id);
      return state === 'running' && done > 0;
    }, 90_000);
    await service.kill('worker');
    const left = await taskOf(id);
    expect([left.state, left.done < left.total]).toEqual(['running', true]);
    await service.begin('worker');
    const again = await ended(id);
    expect(again).toMatchObject({ state: 'done', total: EVENTS, outcome: { sha256: whole?.sha256, bytes: whole?.bytes } });
    const [kept] = await service.rows<{ kept: number }>(
      "select count(*)::integer as kept from platform.stored_file where name like '%3년보고서%' and kept_until > now()",
    );
    expect(kept.kept).toBe(2);
  }, 400_000);
});
