import { createServer, type Server } from 'node:net';
import { DataSource } from 'typeorm';
import { readConfig } from '../config/config';
import { Catalogue } from '../module/catalogue';
import { dataSourceOptions } from './data-source';
import { RolePool } from './role-pool';
import { isUnavailable } from './sql-state';

/** One message of PostgreSQL's protocol: a letter, the length in four bytes, the body. */
function message(letter: string, body: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(Buffer.byteLength(body) + 4);
  return Buffer.concat([Buffer.from(letter), length, Buffer.from(body)]);
}

const authenticationOk = message('R', '\0\0\0\0');
const readyForQuery = message('Z', 'I');
const goodbye = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0');

/** As a server whose chief process was killed: each new connection is welcomed and ended in one packet. */
describe('a server that ends connections in the packet that lets them in', () => {
  let server: Server;
  let config: ReturnType<typeof readConfig>;
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.concat([authenticationOk, readyForQuery, goodbye])));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    config = readConfig({ MARU_SECRET: process.env.MARU_SECRET, DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/maru` });
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => error,
    );

  it("is away to a narrow role's transaction, and ends no process", async () => {
    const pool = new RolePool(config, 'maru_identity', 1);
    const failure = await failureOf(pool.transaction((transaction) => transaction.query('select 1')));
    expect(isUnavailable(failure)).toBe(true);
    await pool.close();
  });

  it('is away to the application, and ends no process', async () => {
    const source = new DataSource(dataSourceOptions(config, new Catalogue([])));
    expect(isUnavailable(await failureOf(source.initialize()))).toBe(true);
  });
});
