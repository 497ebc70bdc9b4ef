/** Licences that ask for no more than to be named. Exact SPDX identifiers. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);
/** Fine for a tool that builds and is not shipped: copyleft of single files, data that must be attributed. */
const forTools = new Set([...permissive, 'MPL-2.0', 'CC-BY-4.0']);

/** An SPDX expression of AND, OR and brackets: every part of an AND, at least one of an OR. */
export function isAllowed(expression: string, shipped: boolean): boolean {
  const allowed = shipped ? permissive : forTools;
  const inner = /\(([^()]*)\)/.exec(expression);
  if (inner) return isAllowed(expression.replace(inner[0], isAllowed(inner[1]!, shipped) ? 'MIT' : 'refused'), shipped);
  return expression.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((part) => allowed.has(part.trim())));
}

export interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** Paths in the lock file of the named packages and of all that they need, found as node finds them: nearest folder first. */
export function closure(packages: LockedPackages, roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = roots.map((name) => ({ name, from: '' }));
  for (let next = open.pop(); next; next = open.pop()) {
    const path = locate(packages, next.name, next.from);
    if (path === undefined || found.has(path)) continue;
    found.add(path);
    const { dependencies, peerDependencies, optionalDependencies } = packages[path]!;
    for (const name of Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })) open.push({ name, from: path });
  }
  return found;
}

function locate(packages: LockedPackages, name: string, from: string): string | undefined {
  for (let folder = from; ; ) {
    const path = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[path]) return path;
    if (!folder) return undefined;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent === -1 ? '' : folder.slice(0, parent);
  }
}

/**
 * Packages whose licence is refused. `installed` reads the licence of an installed package where the lock file has none;
 * a variant for another platform is not installed here and speaks with the variant that is.
 */
export function licenceFaults(
  packages: LockedPackages,
  webRoots: readonly string[],
  installed: (path: string) => string | undefined,
): string[] {
  const web = closure(packages, webRoots);
  return Object.entries(packages).flatMap(([path, entry]) => {
    if (path === '') return [];
    const shipped = web.has(path) || !(entry.dev || entry.devOptional);
    const licence = entry.license ?? installed(path);
    if (licence === undefined) return entry.optional && entry.os ? [] : [`${path} names no licence`];
    return isAllowed(licence, shipped) ? [] : [`${path} is under ${licence}${shipped ? ' and shipped' : ''}`];
  });
}
