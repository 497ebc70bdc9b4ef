import { type Finding, type HouseRule, isServerCode, lineAt, matches } from './rule';

/** What dependency-cruiser cannot see: which names are taken from a package, and globals that need no import. */

/** Names of typeorm that reach the database past the scope's transaction. */
const typeormReach =
  /^(?:DataSource\w*|\w*EntityManager|BaseEntity|AbstractRepository|EventSubscriber|EntitySubscriberInterface|createConnection\w*|getConnection\w*|get\w*Manager|get\w*Repository|createQueryBuilder|\*)$/;
const migrationNames = /^(?:QueryRunner)$/;
/** All of @nestjs/typeorm that a module needs: its repositories come from the platform. */
const nestTypeormAllowed = /^(?:InjectRepository|getRepositoryToken)$/;

const outsidePlatform = (path: string) => isServerCode(path) && !path.startsWith('libs/platform/') && !path.endsWith('.job.ts');

function takenNames(clause: string): string[] {
  if (clause.includes('*')) return ['*'];
  const list = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
  const named = list.split(',').map(
    (part) =>
      part
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)[0]!,
  );
  const whole = clause
    .replace(/\{[^}]*\}/, '')
    .replace(/^\s*type\s+/, '')
    .replace(/,/g, '')
    .trim();
  return [...named, ...(whole ? ['*'] : [])].filter((name) => name !== '');
}

function typeormNames(text: string, path: string): Finding[] {
  const findings: Finding[] = [];
  const statements = /\b(?:import|export)\s+([^'";]*?)\s*from\s*['"](typeorm|@nestjs\/typeorm)(?:\/[^'"]*)?['"]/g;
  for (const statement of text.matchAll(statements)) {
    const inMigration = path.includes('/migrations/');
    for (const name of takenNames(statement[1]!)) {
      const refused =
        statement[2] === 'typeorm'
          ? typeormReach.test(name) || (migrationNames.test(name) && !inMigration)
          : !nestTypeormAllowed.test(name);
      if (refused) findings.push({ line: lineAt(text, statement.index), what: `${name} from ${statement[2]}` });
    }
  }
  return [
    ...findings,
    ...matches(text, /\b(?:require|import)\s*\(\s*['"](?:@nestjs\/)?typeorm[^)]*\)|\w\??\.(?:manager|queryRunner)\b(?!\s*:)/g),
  ];
}

const typeormStaysInPlatform: HouseRule = {
  name: 'typeorm-stays-in-platform',
  why: 'an injected repository joins the scope of its tenant; a DataSource or a manager has none',
  covers: outsidePlatform,
  find: typeormNames,
};

const networkStaysInJobs: HouseRule = {
  name: 'network-stays-in-jobs',
  why: 'requests own rows, jobs own outside I/O: a call inside a transaction holds its connection until the other side answers',
  covers: outsidePlatform,
  find: (text) => matches(text, /(?<![\w.$'"`])fetch\s*\(|\bglobalThis\s*\.\s*fetch\b|\bnew\s+(?:WebSocket|EventSource|XMLHttpRequest)\b/g),
};

export const reachRules: readonly HouseRule[] = [typeormStaysInPlatform, networkStaysInJobs];
