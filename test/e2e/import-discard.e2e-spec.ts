import type { ReadingImportItem } from '../../libs/fems/src/importing/reading-imports.dto';
import { LedgerQuery } from '../../libs/fems/src/ledger/ledger.query';
import { asAdmin } from '../support/house-under-test';
import { LiveScreen } from '../support/live-screen';
import { ImportScene } from './import/import-scene';

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
/** A reading, and a row that is refused. */
const mixed = csv('일시,사용량', '2026-10-01 00:15,1', '2026-10-01 00:30,x');

describe('an import that is not applied', () => {
  let scene: ImportScene;
  beforeAll(async () => {
    scene = await ImportScene.start();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    await scene.organisation();
    await scene.point();
    await scene.source();
  });

  const path = ({ id }: Pick<ReadingImportItem, 'id'>) => `/api/fems/reading-imports/${id}`;
  const discard = async (item: Pick<ReadingImportItem, 'id'>) => {
    const { status, body } = await scene.request<{ type: string; detail: string }>('DELETE', path(item));
    return [status, body?.type];
  };
  const apply = async (item: ReadingImportItem) => {
    const { status, body } = await scene.request('POST', `${path(item)}/application`, { allOrNothing: false });
    return [status, body.type];
  };
  const fileStatus = async (fileId: string) => (await scene.request('GET', `/api/workspace/files/${fileId}/content`)).status;
  const keepUntil = (fileId: string, until: string) =>
    scene.api.database.query(`update platform.stored_file set kept_until = now() + $2::interval where file_id = $1`, [fileId, until]);

  it('is discarded with its file and all that was read of it, and that there was one stays', async () => {
    const checked = await scene.check(mixed);
    expect([await fileStatus(checked.fileId), await fileStatus(checked.refusedFileId as string)]).toEqual([200, 200]);
    expect(await discard(checked)).toEqual([204, undefined]);
    expect([await fileStatus(checked.fileId), await fileStatus(checked.refusedFileId as string)]).toEqual([410, 410]);
    expect(await scene.import(checked.id)).toMatchObject({
      state: 'discarded',
      fileName: 'readings.csv',
      preview: null,
      counts: null,
      firstFaults: [],
      findings: [],
      refusedFileId: null,
    });
    expect((await scene.get<{ items: ReadingImportItem[] }>('/api/fems/reading-imports')).items).toMatchObject([{ state: 'discarded' }]);
    expect(await apply(checked)).toEqual([410, '/problems/fems/import-gone']);
    expect(await discard(checked)).toEqual([410, '/problems/fems/import-gone']);
    const mapping = await scene.request('PUT', `${path(checked)}/mapping`, { mapping: checked.mapping }, { 'if-match': '"1"' });
    expect([mapping.status, mapping.body.type]).toEqual([410, '/problems/fems/import-gone']);
  });

  it('is discarded while it is being checked, and the check does not bring it back', async () => {
    const ledger = scene.worker.get(LedgerQuery);
    const compare = ledger.compare.bind(ledger);
    const fileId = await scene.send(mixed);
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    jest.spyOn(ledger, 'compare').mockImplementation(async (...given) => {
      begun.resolve();
      await gate.promise;
      return compare(...given);
    });
    const item = await scene.post<ReadingImportItem>('/api/fems/reading-imports', { fileId });
    await begun.promise;
    // The cancellation waits for the step under way, which must not wait for it.
    const discarding = discard(item);
    await scene.requestsWait(1);
    gate.resolve();
    expect(await discarding).toEqual([204, undefined]);
    jest.restoreAllMocks();
    await scene.taskEnded(item.taskId);
    expect(await scene.import(item.id)).toMatchObject({ state: 'discarded', counts: null });
    expect(await fileStatus(fileId)).toBe(410);
  });

  it('leaves the file to another import of it', async () => {
    const first = await scene.check(mixed);
    const { id } = await scene.post<ReadingImportItem>('/api/fems/reading-imports', { fileId: first.fileId });
    const second = await scene.settled(id);
    expect(await discard(first)).toEqual([204, undefined]);
    expect((await scene.apply(second)).counts).toMatchObject({ accepted: 1, refused: 1 });
  });

  it('has its file still when another import of it is discarded at the same time', async () => {
    const first = await scene.check(mixed);
    const [created, discarded] = await asAdmin(scene.api.database, async (client) => {
      await client.query('begin');
      await client.query('lock table platform.task in share mode');
      // It has seen that the file is there, and goes no further than its task.
      const creating = scene.request<ReadingImportItem>('POST', '/api/fems/reading-imports', { fileId: first.fileId });
      await scene.requestsWait(1);
      const discarding = discard(first);
      await Promise.race([discarding, scene.requestsWait(2)]);
      await client.query('commit');
      return [await creating, await discarding] as const;
    });
    expect([created.status, discarded]).toEqual([201, [204, undefined]]);
    expect((await scene.apply(await scene.settled(created.body.id))).counts).toMatchObject({ accepted: 1, refused: 1 });
  });

  it('is not begun of a file that goes at the same time with the only import of it', async () => {
    const first = await scene.check(mixed);
    const [discarded, created] = await asAdmin(scene.api.database, async (client) => {
      await client.query('begin');
      await client.query('select from fems.reading_import where import_id = $1 for update', [first.id]);
      const discarding = discard(first);
      await scene.requestsWait(1);
      const creating = scene.request('POST', '/api/fems/reading-imports', { fileId: first.fileId });
      await Promise.race([creating, scene.requestsWait(2)]);
      await client.query('commit');
      return [await discarding, await creating] as const;
    });
    expect([discarded, created.status, created.body.type]).toEqual([[204, undefined], 410, '/problems/platform/file-gone']);
    expect(await fileStatus(first.fileId)).toBe(410);
  });

  it('is told to open screens when it is discarded: it waits for nobody any more', async () => {
    const checked = await scene.check(mixed);
    const screen = await LiveScreen.open(scene.api, scene);
    await discard(checked);
    await screen.hears(`attention ${checked.id}`);
    await screen.hears(`reading-import ${checked.id}`);
    screen.close();
  });

  it('is not what was applied: that can be taken back, and is not discarded', async () => {
    const applied = await scene.apply(await scene.check(mixed));
    expect(await discard(applied)).toEqual([409, '/problems/fems/import-stored']);
    expect((await scene.import(applied.id)).state).toBe('applied');
  });

  it('expires with its file, says so, and can still be discarded', async () => {
    const checked = await scene.check(mixed);
    expect(Date.parse(checked.keptUntil) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await keepUntil(checked.fileId, '-1 second');
    expect(await scene.import(checked.id)).toMatchObject({ state: 'expired', counts: { accepted: 1 } });
    expect(await apply(checked)).toEqual([410, '/problems/fems/import-gone']);
    const mapping = await scene.request('PUT', `${path(checked)}/mapping`, { mapping: checked.mapping }, { 'if-match': '"1"' });
    expect([mapping.status, mapping.body.type]).toEqual([410, '/problems/fems/import-gone']);
    expect(await discard(checked)).toEqual([204, undefined]);
    expect((await scene.import(checked.id)).state).toBe('discarded');
  });

  it('keeps its file for as long as applying it may take, and what was applied does not expire', async () => {
    const checked = await scene.check(mixed);
    await keepUntil(checked.fileId, '1 minute');
    const applied = await scene.apply(checked);
    expect(Date.parse(applied.keptUntil) - Date.now()).toBeGreaterThan(0.9 * 86_400_000);
    await keepUntil(checked.fileId, '-1 second');
    expect((await scene.import(applied.id)).state).toBe('applied');
    expect((await scene.withdraw(applied)).state).toBe('withdrawn');
  });
});
