import { type HouseRule, isScript, isServerCode, isTest, matches } from './rule';

const synchronize: HouseRule = {
  name: 'no-schema-synchronize',
  why: 'the schema is what the migrations say; a synchronised one drops columns',
  covers: isScript,
  find: (text) => matches(text, /\b(?:synchronize|dropSchema)\s*:\s*true\b|\.synchronize\s*\(\s*(?:true|false)?\s*\)/g),
};

const consoleOutput: HouseRule = {
  name: 'no-console',
  why: 'the log has request and tenant ids and no secrets; the console has none of that',
  covers: isServerCode,
  find: (text) => matches(text, /\bconsole\s*\.\s*\w+\s*\(/g),
};

const rawTables: HouseRule = {
  name: 'tables-through-helper',
  why: 'tenantTable() and globalTable() put up key, wall and grants; a table made by hand lacks one of them some day',
  covers: (path) => /^libs\/[^/]+\/src\/migrations\/.*\.ts$/.test(path) && !isTest(path),
  find: (text) =>
    matches(
      text,
      /\bcreate\s+(?:unlogged\s+|global\s+|local\s+|temp(?:orary)?\s+|foreign\s+)*table\b(?!\s+%s\s+\(like\b)|\binto\s+(?:unlogged|temp)\b/gi,
    ),
};

/**
 * Statements that leave the wall or that a sharded database loses or refuses: what the catalogue of the running database cannot show
 * afterwards must be seen in the text. Policies, grants and triggers are checked there.
 */
const wallStatements: HouseRule = {
  name: 'no-statements-around-the-wall',
  why: 'SET LOCAL with a literal is the only way a tenant is set, and nothing switches the wall off',
  covers: isServerCode,
  find: (text) =>
    matches(
      text,
      /\bset_config\s*\(|\bset\s+session\b|\b(?:disable|no\s+force)\s+row\s+level\s+security\b|\bon\s+all\s+tables\b|\bbypassrls\b|\bas\s+restrictive\b|\bmerge\s+into\b|\brow_security\s*=\s*off\b/gi,
    ),
};

const prefixedInterfaces: HouseRule = {
  name: 'no-i-prefix',
  why: 'a name says what a thing is, not what keyword made it',
  covers: (path) => /\.tsx?$/.test(path),
  find: (text) => matches(text, /\b(?:interface|type)\s+I[A-Z][a-z]\w*/g),
};

const sideBySide: HouseRule = {
  name: 'await-in-turn',
  why: "a request's statements share one connection and one transaction: side by side they are no faster, and one that fails takes the others along",
  covers: (path) => isServerCode(path) && /^libs\/(?!platform\/)/.test(path) && !path.endsWith('.job.ts'),
  find: (text) => matches(text, /\bPromise\s*\.\s*(?:all|allSettled|any|race)\b/g),
};

export const codeRules: readonly HouseRule[] = [synchronize, consoleOutput, rawTables, wallStatements, prefixedInterfaces, sideBySide];
