import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { holderOf } from '../../tools/launch/lock.mjs';
import { endLeftovers, type ProcessRecord, readRecord, stillRuns } from '../../tools/launch/processes.mjs';
import { makeTestFolder, removeTestFolder } from '../support/test-servers.mjs';

/** `npm start` as a person uses it, on a state folder and a port of its own, without the demo. */

const root = path.join(__dirname, '../..');
const READY = /Maru {4}(http:\S+)/;

interface Start {
  child: ChildProcess;
  text(): string;
  /** What the output holds when it matches, or when the start has ended. */
  says(pattern: RegExp): Promise<string>;
  ended: Promise<number | null>;
}

let folder: string;
let port: number;

function start(): Start {
  const env = { ...process.env, MARU_STATE: folder, MARU_DEMO: '0', PORT: String(port), DATABASE_URL: '', REDIS_URL: '', MARU_SECRET: '' };
  const child = spawn(process.execPath, ['tools/start.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => pattern.test(output) && resolve(output);
      child.stdout?.on('data', look);
      void ended.then(() => resolve(output));
      look();
    });
  for (const stream of [child.stdout, child.stderr])
    stream?.prependListener('data', (data) => {
      output += data;
    });
  return { child, text: () => output, says, ended };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port: free } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return free;
}

const recordOf = (name: string) => readRecord(path.join(folder, 'run', `${name}.json`)) as ProcessRecord;
const answers = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;

beforeAll(async () => {
  folder = makeTestFolder();
  port = await freePort();
});
afterAll(async () => {
  const launcher = holderOf(path.join(folder, 'run', 'start.lock'));
  if (launcher) process.kill(launcher.pid, 'SIGKILL');
  await endLeftovers(path.join(folder, 'run'), ['migrate', 'api', 'worker', 'log-centre', 'redis']);
  await removeTestFolder(folder);
});

describe('npm start', () => {
  let first: Start;
  let postmaster: ProcessRecord;

  it('brings everything up and prints the address', async () => {
    first = start();
    const [, address] = READY.exec(await first.says(READY)) ?? [first.text()];
    expect(address).toBe(`http://127.0.0.1:${port}`);
    expect(await answers()).toBe(200);
    for (const name of ['postgres', 'log-centre', 'api', 'worker']) expect([name, stillRuns(recordOf(name))]).toEqual([name, true]);
    postmaster = recordOf('postgres');
  });

  it('keeps its secrets from others on the machine', () => {
    const open = ['secret', 'postgres/cluster.json', 'log'].filter((name) => fs.statSync(path.join(folder, name)).mode & 0o077);
    expect(open).toEqual([]);
  });

  it('tells what serves people where the database is, and not the account that may make roles in it', () => {
    // The environment of a process can be read on Linux alone.
    if (process.platform !== 'linux') return;
    for (const name of ['api', 'worker']) {
      const environment = fs.readFileSync(`/proc/${recordOf(name).pid}/environ`, 'utf8').split('\0');
      const url = new URL(environment.find((entry) => entry.startsWith('DATABASE_URL='))?.slice('DATABASE_URL='.length) ?? '');
      expect([name, url.username, url.password, url.pathname]).toEqual([name, '', '', '/maru']);
      const { password } = JSON.parse(fs.readFileSync(path.join(folder, 'postgres', 'cluster.json'), 'utf8'));
      expect(environment.filter((entry) => entry.includes(password))).toEqual([]);
    }
  });

  it('says so when it is started twice, and leaves the first alone', async () => {
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.text()).toContain(`Already running in this folder (pid ${first.child.pid}, http://127.0.0.1:${port})`);
    expect(await answers()).toBe(200);
  });

  it('works again after kill -9, with the same database server', async () => {
    const api = recordOf('api');
    first.child.kill('SIGKILL');
    await first.ended;
    expect(stillRuns(api)).toBe(true);
    first = start();
    expect(await first.says(READY)).toContain('Ended what an earlier start left behind: api, worker');
    expect(stillRuns(api)).toBe(false);
    expect(recordOf('postgres')).toEqual(postmaster);
    expect(await answers()).toBe(200);
  });

  it('ends everything it began when it is told to end', async () => {
    const records = ['postgres', 'api', 'worker'].map(recordOf);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(records.filter(stillRuns)).toEqual([]);
    expect(fs.readdirSync(path.join(folder, 'run'))).toEqual([]);
    expect(fs.existsSync(path.join(folder, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
  });

  it('names a port that is in use and what to do', async () => {
    const squatter = net.createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const refused = start();
    expect(await refused.ended).toBe(1);
    expect(refused.text()).toContain(`PORT=${port + 1} npm start`);
    await new Promise((resolve) => squatter.close(resolve));
  });
});
