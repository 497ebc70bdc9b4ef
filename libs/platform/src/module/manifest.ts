import type { UsageKind } from '@maru/evidence';
import type { Text } from '@maru/kernel';

export const ORGANISATION_KINDS = ['manufacturer', 'supplier', 'programmeOffice', 'provider'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Roles that every organisation has from the start: each is a set of permissions, drawn from the manifests. */
export const BUILT_IN_ROLES = ['owner', 'manager', 'operator', 'officer', 'administrator'] as const;
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

export interface PermissionDefinition {
  /** `module.resource.action` */
  readonly id: string;
  readonly label: Text;
  /** Kinds of organisation in which the permission means anything. */
  readonly kinds: readonly OrganisationKind[];
  readonly roles: readonly BuiltInRole[];
  /** A device key may carry it. */
  readonly device?: boolean;
}

export interface MenuEntry {
  readonly id: string;
  readonly path: string;
  readonly label: Text;
  readonly permission: string;
}

/**
 * What a module says of itself. Data only: the platform derives the subscription guard, permission catalogue,
 * event routing, usage kinds, menu and OpenAPI tag from it.
 */
export interface ModuleManifest {
  /** One plain lower-case word: database schema, URL prefix, permission, event and usage prefix, folder. */
  readonly id: string;
  readonly name: Text;
  readonly summary: Text;
  readonly version: string;
  /** Always there, not subscribed to (workspace and the like). */
  readonly alwaysOn?: boolean;
  /** Modules it cannot work without. */
  readonly requires: readonly string[];
  /** Modules that add something when both are subscribed. */
  readonly links: readonly string[];
  /** URL resources directly under /api that belong to it beside /api/{id}. */
  readonly rootResources?: readonly string[];
  readonly permissions: readonly PermissionDefinition[];
  /** Events it publishes, `module.name.vN`. */
  readonly publishes: readonly string[];
  readonly consumes: readonly string[];
  readonly usageKinds: readonly UsageKind[];
  readonly menu: readonly MenuEntry[];
}

export function defineModule(manifest: ModuleManifest): ModuleManifest {
  return Object.freeze(manifest);
}

/**
 * Faults of a catalogue, each a sentence; empty when it is sound.
 * Boot refuses a faulty catalogue, so that a wrong prefix is found before a customer finds it.
 */
export function catalogueFaults(manifests: readonly ModuleManifest[]): string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const published = new Map<string, string>();
  for (const { id, publishes } of manifests) {
    if (!/^[a-z]{2,30}$/.test(id)) faults.push(`module "${id}": the id must be one plain lower-case word`);
    if (ids.has(id)) faults.push(`module "${id}" is there twice`);
    ids.add(id);
    for (const event of publishes) published.set(event, id);
  }
  const permissions = new Set<string>();
  for (const manifest of manifests) faults.push(...manifestFaults(manifest, ids, published, permissions));
  return faults;
}

function manifestFaults(manifest: ModuleManifest, ids: Set<string>, published: Map<string, string>, permissions: Set<string>): string[] {
  const faults: string[] = [];
  const { id } = manifest;
  const prefixed = (what: string, name: string, pattern: RegExp) => {
    if (!name.startsWith(`${id}.`) || !pattern.test(name)) faults.push(`module "${id}": ${what} "${name}" must look like ${id}.…`);
  };
  for (const required of manifest.requires)
    if (!ids.has(required)) faults.push(`module "${id}" requires "${required}", which is not in the catalogue`);
  for (const { id: permission } of manifest.permissions) {
    prefixed('permission', permission, /^[a-z]+(\.[a-z-]+){2}$/);
    if (permissions.has(permission)) faults.push(`permission "${permission}" is there twice`);
    permissions.add(permission);
  }
  for (const event of manifest.publishes) prefixed('event', event, /^[a-z]+\.[a-z-]+\.v[1-9]\d*$/);
  for (const event of manifest.consumes)
    if (!published.has(event)) faults.push(`module "${id}" consumes "${event}", which nobody publishes`);
  for (const entry of manifest.menu) {
    if (!manifest.permissions.some((p) => p.id === entry.permission))
      faults.push(`module "${id}": menu entry "${entry.id}" names permission "${entry.permission}", which the module does not define`);
    if (!entry.path.startsWith(`/${id}/`) && entry.path !== '/')
      faults.push(`module "${id}": menu entry "${entry.id}" must lie under /${id}/`);
  }
  return faults;
}
