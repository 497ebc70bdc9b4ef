import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const projectRoot = join(__dirname, '../..');

export interface IgnorePatterns {
  readonly folders: ReadonlySet<string>;
  readonly endings: readonly string[];
  readonly names: ReadonlySet<string>;
}

/** The few forms that our .gitignore uses: `name/`, `*.ending`, `name`. Another form throws, so that nothing is left out unseen. */
export function readIgnore(text: string): IgnorePatterns {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const odd = lines.find((line) => !/^(?:\*\.[\w.]+|\/?[\w.-]+\/?)$/.test(line));
  if (odd !== undefined) throw new Error(`.gitignore: '${odd}' is not understood by the house rules`);
  const plain = lines.map((line) => line.replace(/^\//, ''));
  return {
    folders: new Set(['.git', ...plain.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1))]),
    endings: plain.filter((line) => line.startsWith('*')).map((line) => line.slice(1)),
    names: new Set(plain.filter((line) => !line.startsWith('*') && !line.endsWith('/'))),
  };
}

/** Paths of all files that belong to the project, from its root, with slashes. It works in a copy without git too. */
export function projectFiles(root = projectRoot): string[] {
  const ignore = readIgnore(readFileSync(join(root, '.gitignore'), 'utf8'));
  const files: string[] = [];
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !ignore.folders.has(entry.name)) open.push(path);
      if (entry.isFile() && !ignore.names.has(entry.name) && !ignore.endings.some((ending) => entry.name.endsWith(ending)))
        files.push(path);
    }
  }
  return files.sort();
}

/** Text that a person may have written; data, pictures and fonts have no house rules. */
export function isText(path: string): boolean {
  return /\.(?:ts|tsx|mts|mjs|cjs|js|json|md|css|html|yml|yaml|sql|sh|txt|npmrc|gitignore|dockerignore)$|(?:^|\/)(?:Dockerfile|LICENSE|run)$/.test(
    path,
  );
}

export function readProjectFile(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
