import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { eventually } from '../../libs/platform/src/testing/eventually';
import { holderOf, takeLock } from '../../tools/launch/lock.mjs';
import { end, endLeftovers, readRecord, remember, startOf, stillRuns } from '../../tools/launch/processes.mjs';
import { type Running, Supervisor } from '../../tools/launch/supervisor.mjs';
import { makeTestFolder, removeTestFolder } from '../support/test-servers.mjs';

const MARKER = 'maru-process-of-a-test';
const children: ChildProcess[] = [];
let folder: string;

/** A process that does nothing until it is told to end; `stubborn` ones do not listen. */
async function idle({ stubborn = false } = {}): Promise<number> {
  const source = `${stubborn ? "process.on('SIGTERM', () => {});" : ''} setInterval(() => {}, 1000); console.log('${MARKER}')`;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child.pid as number;
}

const recordOf = (pid: number) => ({ pid, started: startOf(pid) as string, marker: MARKER });
const recordFile = (name: string) => path.join(folder, `${name}.json`);

beforeAll(() => {
  folder = makeTestFolder();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await removeTestFolder(folder);
});

describe('leftovers of a killed start', () => {
  it('are ended, and their records with them', async () => {
    const pid = await idle();
    remember(folder, 'api', pid, MARKER);
    expect(await endLeftovers(folder, ['api', 'worker'])).toEqual(['api']);
    expect(startOf(pid)).toBeNull();
    expect(fs.existsSync(recordFile('api'))).toBe(false);
  });

  it('are not taken for a stranger who now has the id', async () => {
    const pid = await idle();
    fs.writeFileSync(recordFile('api'), JSON.stringify({ ...recordOf(pid), started: 'another time' }));
    expect(await endLeftovers(folder, ['api'])).toEqual([]);
    expect(startOf(pid)).not.toBeNull();
    expect(await end({ ...recordOf(pid), marker: 'another program' })).toBe(true);
    expect(startOf(pid)).not.toBeNull();
  });

  it('are killed when they do not end when asked', async () => {
    const pid = await idle({ stubborn: true });
    expect(await end(recordOf(pid), { waitMs: 300 })).toBe(false);
    expect(startOf(pid)).toBeNull();
  });

  it('whose record was cut off are no reason to fail', () => {
    fs.writeFileSync(recordFile('worker'), '{"pid": 12');
    expect(readRecord(recordFile('worker'))).toBeNull();
    expect(stillRuns({ pid: 2 ** 22 + 1, started: '', marker: '' })).toBe(false);
  });
});

describe('the lock of a folder', () => {
  const file = () => path.join(folder, 'start.lock');

  it('has one holder, who can say something to the others', async () => {
    const lock = await takeLock(file(), () => false);
    if ('heldBy' in lock) throw new Error('nobody else is here');
    lock.note('http://127.0.0.1:3000');
    const second = await takeLock(file(), () => false);
    expect(second).toEqual({ heldBy: expect.objectContaining({ pid: process.pid, note: 'http://127.0.0.1:3000' }) });
    lock.release();
    expect(holderOf(file())).toBeNull();
  });

  it('is free when its holder is gone', async () => {
    fs.writeFileSync(file(), JSON.stringify({ pid: process.pid, started: 'before this process', note: '' }));
    const lock = await takeLock(file(), () => false);
    expect('heldBy' in lock).toBe(false);
    expect(holderOf(file())?.pid).toBe(process.pid);
  });

  it('is waited for as long as the asker likes', async () => {
    const asked: number[] = [];
    const lock = await takeLock(file(), (_, waitedMs) => asked.push(waitedMs) < 3);
    expect('heldBy' in lock).toBe(true);
    expect(asked).toHaveLength(3);
  });
});

describe('a supervisor', () => {
  const order: string[] = [];

  const service = (name: string, stage: number) => ({
    name,
    stage,
    marker: MARKER,
    log: path.join(folder, `${name}.log`),
    begin: async (begun: (pid: number) => void): Promise<Running> => {
      const pid = await idle();
      begun(pid);
      const record = recordOf(pid);
      const stop = async () => {
        order.push(name);
        await end(record);
      };
      return { pid, runs: () => stillRuns(record), stop };
    },
  });

  it('ends what was begun last first, and leaves no record', async () => {
    const supervisor = new Supervisor(folder);
    for (const [name, stage] of [
      ['postgres', 0],
      ['redis', 1],
      ['api', 2],
    ] as const)
      await supervisor.begin(service(name, stage));
    expect(readRecord(recordFile('postgres'))).not.toBeNull();
    await Promise.all([supervisor.stop(), supervisor.stop()]);
    expect(order).toEqual(['api', 'redis', 'postgres']);
    expect(['api', 'redis', 'postgres'].filter((name) => fs.existsSync(recordFile(name)))).toEqual([]);
    await expect(supervisor.begin(service('late', 2))).rejects.toThrow('Interrupted');
  });

  it('begins again one that dies', async () => {
    const supervisor = new Supervisor(folder);
    await supervisor.begin(service('api', 2));
    const first = readRecord(recordFile('api'))?.pid as number;
    supervisor.watch((reason) => {
      throw reason;
    });
    process.kill(first, 'SIGKILL');
    const again = await eventually(() => {
      const pid = readRecord(recordFile('api'))?.pid;
      return pid !== first && pid;
    });
    expect(startOf(again)).not.toBeNull();
    await supervisor.stop();
  });
});
