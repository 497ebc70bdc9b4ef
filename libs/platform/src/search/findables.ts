import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Catalogue } from '../module/catalogue';
import type { ModuleManifest } from '../module/manifest';
import { Findable, type FindableProvider } from './findable.decorator';

export interface KnownFindable {
  readonly kind: string;
  readonly module: ModuleManifest;
  readonly permission: string;
  readonly provider: FindableProvider;
}

/** What can be found by name: gathered from the providers, checked against the manifests. */
@Injectable()
export class Findables implements OnModuleInit {
  private readonly byKind = new Map<string, KnownFindable>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly catalogue: Catalogue,
  ) {}

  /** @throws Error when a kind is there twice, or is not of a module that defines its permission */
  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: Findable.KEY })) {
      const options = this.discovery.getMetadataByDecorator(Findable, wrapper);
      if (!options) continue;
      const { kind, permission } = options;
      const module = this.catalogue.find(kind.split('.', 1)[0]);
      if (!module?.permissions.some(({ id }) => id === permission))
        throw new Error(`findable ${kind} names the permission ${permission}, which its module does not define`);
      if (this.byKind.has(kind)) throw new Error(`findable ${kind} is there twice`);
      this.byKind.set(kind, { kind, permission, module, provider: wrapper.instance as FindableProvider });
    }
  }

  get all(): readonly KnownFindable[] {
    return [...this.byKind.values()];
  }
}
