import { Files, RunningTask, TaskRunner } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import type { ReadingImportItem } from '../../libs/fems/src/importing/reading-imports.dto';
import { ImportScene } from './import/import-scene';

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
/** A reading, and a row that is refused. */
const mixed = csv('일시,사용량', '2026-10-01 00:15,1', '2026-10-01 00:30,x');

/** The last moments of a check: everything is found out, and the file of refused rows is written. */
describe('the check of an import that ends otherwise', () => {
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
  afterEach(() => jest.restoreAllMocks());

  const path = ({ id }: Pick<ReadingImportItem, 'id'>) => `/api/fems/reading-imports/${id}`;
  const begin = async (fileId: string) => scene.post<ReadingImportItem>('/api/fems/reading-imports', { fileId });
  const fileStatus = async (fileId: string) => (await scene.request('GET', `/api/workspace/files/${fileId}/content`)).status;
  /** Files of refused rows that are still to be had. */
  const refusedFiles = async () =>
    (
      await scene.api.database.query<{ file_id: string }>(
        `select file_id from platform.stored_file f join platform.tenant using (tenant_id)
         where organisation_id = $1 and f.name like '거절된 행%' and kept_until > now()`,
        [scene.organisationId],
      )
    ).map(({ file_id }) => file_id);

  /** Something happens when the last row has been read, before the import is told of it. */
  const atTheLastRow = (happens: () => Promise<unknown>) => {
    const files = scene.worker.get(Files);
    const complete = files.complete.bind(files);
    const written = Promise.withResolvers<string>();
    jest.spyOn(files, 'complete').mockImplementationOnce(async (fileId) => {
      const file = await complete(fileId);
      await happens();
      written.resolve(fileId);
      return file;
    });
    return written.promise;
  };
  /** The process ends after the import was told, before its task was. Another one takes the task up. */
  const endedBetween = async (happens: (item: ReadingImportItem) => Promise<unknown>) => {
    const fileId = await scene.send(mixed);
    const begun = Promise.withResolvers<ReadingImportItem>();
    jest.spyOn(RunningTask.prototype, 'finish').mockImplementationOnce(async () => {
      await happens(await begun.promise);
      throw new Error('the process has ended');
    });
    const item = await begin(fileId);
    begun.resolve(item);
    const task = await eventually(async () => {
      await scene.worker.get(TaskRunner).sweep();
      const now = await scene.task(item);
      return now.endedAt === null ? null : now;
    }, 30_000);
    return { task, item: await scene.import(item.id) };
  };

  it('leaves no file of refused rows when it is cancelled after its last row', async () => {
    const fileId = await scene.send(mixed);
    const written = atTheLastRow(async () => {
      const { items } = await scene.get<{ items: { id: string }[] }>('/api/workspace/tasks?open=true');
      for (const { id } of items) await scene.post(`/api/workspace/tasks/${id}/cancellation`, undefined);
    });
    const item = await begin(fileId);
    const refusedFileId = await written;
    expect((await scene.taskEnded(item.taskId)).state).toBe('cancelled');
    expect(await scene.import(item.id)).toMatchObject({ state: 'failed', counts: null, refusedFileId: null });
    expect(await fileStatus(refusedFileId)).toBe(410);
    expect(await refusedFiles()).toEqual([]);
  });

  it('leaves the file to the check by another mapping alone', async () => {
    const checked = await scene.check(mixed);
    const fileId = await scene.send(mixed);
    let changed: Promise<{ status: number }> = Promise.reject(new Error('the last row was not read'));
    changed.catch(() => undefined);
    const begun = Promise.withResolvers<ReadingImportItem>();
    const written = atTheLastRow(async () => {
      const item = await begun.promise;
      changed = scene.request('PUT', `${path(item)}/mapping`, { mapping: checked.mapping }, { 'if-match': '"1"' });
      await changed;
    });
    const item = await begin(fileId);
    begun.resolve(item);
    const refusedFileId = await written;
    expect((await changed).status).toBe(200);
    expect((await scene.taskEnded(item.taskId)).state).toBe('cancelled');
    const settled = await scene.settled(item.id);
    expect(settled).toMatchObject({ state: 'checked', counts: { accepted: 1, refused: 1 } });
    expect([await fileStatus(refusedFileId), await fileStatus(settled.refusedFileId as string)]).toEqual([410, 200]);
    expect((await refusedFiles()).sort()).toEqual([checked.refusedFileId, settled.refusedFileId].sort());
  });

  it('is known as it was found out when its process ends before the task is told', async () => {
    const states: string[] = [];
    const { task, item } = await endedBetween(async ({ id }) => states.push((await scene.import(id)).state));
    expect(states).toEqual(['checked']);
    expect(task).toMatchObject({ state: 'done', outcome: { importId: item.id, fileId: item.refusedFileId } });
    expect(item).toMatchObject({ state: 'checked', counts: { accepted: 1, refused: 1 } });
    expect(await refusedFiles()).toEqual([item.refusedFileId]);
  });

  it('does not begin again when the import was discarded meanwhile', async () => {
    const answers: number[] = [];
    const { task, item } = await endedBetween(async (checked) => answers.push((await scene.request('DELETE', path(checked))).status));
    expect(answers).toEqual([204]);
    expect(task).toMatchObject({ state: 'done', failure: null, outcome: { superseded: true } });
    expect(item.state).toBe('discarded');
    expect(await refusedFiles()).toEqual([]);
  });
});
