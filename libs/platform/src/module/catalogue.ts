import type { ProblemType } from '@maru/kernel';
import type { DynamicModule, Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';
import { type BuiltInRole, catalogueFaults, type ModuleManifest, type OrganisationKind, type PermissionDefinition } from './manifest';

/** One module as libs/catalog lists it: its manifest beside the classes that make it run. */
export interface CatalogueEntry {
  readonly manifest: ModuleManifest;
  readonly module: Type | DynamicModule;
  readonly entities: readonly Type[];
  readonly migrations: readonly Type<MigrationInterface>[];
  /** Its error types, each with a page of its own. */
  readonly problems: Readonly<Record<string, ProblemType>>;
}

/** What the service is made of; every generated guard, menu and test walks this. */
export class Catalogue {
  readonly manifests: readonly ModuleManifest[];
  private readonly byResource = new Map<string, ModuleManifest>();
  private readonly permissions = new Map<string, PermissionDefinition>();

  /** @throws Error listing every fault of the manifests */
  constructor(readonly entries: readonly CatalogueEntry[]) {
    this.manifests = entries.map((entry) => entry.manifest);
    const faults = catalogueFaults(this.manifests);
    if (faults.length > 0) throw new Error(`the catalogue of modules is not sound:\n- ${faults.join('\n- ')}`);
    for (const manifest of this.manifests) {
      for (const resource of [manifest.id, ...(manifest.rootResources ?? [])]) this.byResource.set(resource, manifest);
      for (const permission of manifest.permissions) this.permissions.set(permission.id, permission);
    }
  }

  /** Migrations without which the service is not ready. */
  get migrationNames(): string[] {
    return this.entries.flatMap((entry) => entry.migrations.map((migration) => migration.name));
  }

  find(id: string): ModuleManifest | undefined {
    return this.manifests.find((manifest) => manifest.id === id);
  }

  /** The module that a path below /api belongs to, by its first segment. */
  ownerOf(path: string): ModuleManifest | undefined {
    return this.byResource.get(path.replace(/^\/?(api\/)?/, '').split('/', 1)[0]);
  }

  permission(id: string): PermissionDefinition | undefined {
    return this.permissions.get(id);
  }

  /** The permissions that these roles carry in an organisation of this kind. */
  permissionsOf(kind: OrganisationKind, roles: readonly string[]): Set<string> {
    const held = [...this.permissions.values()].filter(
      (p) => p.kinds.includes(kind) && p.roles.some((role: BuiltInRole) => roles.includes(role)),
    );
    return new Set(held.map((permission) => permission.id));
  }
}
