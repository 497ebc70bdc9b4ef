import type { UsageKind } from '@maru/evidence';
import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { Catalogue } from '../module/catalogue';
import { ACCESS, type Access, USAGE_KIND, usageKindOf } from './access.decorators';

export interface Route {
  readonly method: string;
  /** Path below the root, such as `/api/fems/meters/:id`. */
  readonly path: string;
  readonly access: Access;
  /** Id of the module that owns it; null for health. */
  readonly module: string | null;
  /** What its use is in the usage log; null where it is no action. A public route logs by itself, as the kind that it names. */
  readonly usageKind: UsageKind | null;
}

const WITHOUT_PREFIX = ['livez', 'readyz', 'metrics'];

/**
 * Every route of the service. Boot refuses one that names no access, an unknown permission or no module, and a manifest that says
 * otherwise than its routes what is logged; tests walk them all.
 */
@Injectable()
export class Routes implements OnModuleInit {
  readonly all: Route[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly catalogue: Catalogue,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getControllers()) {
      if (!instance || !metatype) continue;
      const base = Reflect.getMetadata('path', metatype) as string;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance))) {
        const handler = (instance as Record<string, unknown>)[name] as (...args: unknown[]) => unknown;
        const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
        if (method === undefined) continue;
        const below = [base, Reflect.getMetadata('path', handler) as string].join('/').split('/').filter(Boolean).join('/');
        const path = WITHOUT_PREFIX.includes(below) ? `/${below}` : `/api/${below}`;
        this.add(RequestMethod[method], path, [handler, metatype]);
      }
    }
    this.compareUsageKinds();
  }

  private add(method: string, path: string, targets: Parameters<Reflector['getAllAndOverride']>[1]): void {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    if (!access) throw new Error(`route ${method} ${path} names no access: say @Permission, @SignedIn or @Public`);
    const module = this.catalogue.ownerOf(path);
    if (access.kind === 'permission') {
      if (!this.catalogue.permission(access.permission))
        throw new Error(`route ${method} ${path} needs "${access.permission}", which no manifest defines`);
      if (!access.permission.startsWith(`${module?.id}.`))
        throw new Error(`route ${method} ${path} needs a permission of another module: "${access.permission}"`);
    }
    if (access.kind !== 'public' && !module) throw new Error(`route ${method} ${path} belongs to no module`);
    const declared = this.reflector.getAllAndOverride<UsageKind | null | undefined>(USAGE_KIND, targets);
    const usageKind = access.kind === 'public' ? (declared ?? null) : usageKindOf(declared, method);
    this.all.push({ method, path, access, module: module?.id ?? null, usageKind });
  }

  private compareUsageKinds(): void {
    for (const { id, usageKinds } of this.catalogue.manifests) {
      const own = this.all.filter((route) => route.module === id);
      for (const { method, path, usageKind } of own)
        if (usageKind && !usageKinds.includes(usageKind))
          throw new Error(`route ${method} ${path} is logged as "${usageKind}", which the manifest of "${id}" does not name`);
      for (const kind of usageKinds)
        if (!own.some(({ usageKind }) => usageKind === kind))
          throw new Error(`the manifest of "${id}" names "${kind}" among what is logged, but no route of it is`);
    }
  }
}
