import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Catalogue } from '../module/catalogue';
import { type TaskHandler, TaskKind } from './task-kind.decorator';

export interface KnownTaskKind {
  readonly kind: string;
  readonly module: string;
  readonly permission: string;
  readonly handler: TaskHandler;
}

/** What kinds of long work there are: found among the providers, checked against the manifests. */
@Injectable()
export class TaskKinds implements OnModuleInit {
  private readonly byKind = new Map<string, KnownTaskKind>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly catalogue: Catalogue,
  ) {}

  /** @throws Error when a kind is there twice, or is not of a module that defines its permission */
  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: TaskKind.KEY })) {
      const options = this.discovery.getMetadataByDecorator(TaskKind, wrapper);
      if (!options) continue;
      const { kind, permission } = options;
      const module = this.catalogue.find(kind.split('.', 1)[0]);
      if (!module?.permissions.some(({ id }) => id === permission))
        throw new Error(`task kind ${kind} names the permission ${permission}, which its module does not define`);
      if (this.byKind.has(kind)) throw new Error(`task kind ${kind} is there twice`);
      this.byKind.set(kind, { kind, permission, module: module.id, handler: wrapper.instance as TaskHandler });
    }
  }

  get names(): string[] {
    return [...this.byKind.keys()];
  }

  /** The shapes of what comes of tasks; known before the process is initialised. */
  get outcomes(): Type[] {
    const kinds = this.discovery.getProviders({ metadataKey: TaskKind.KEY });
    return [...new Set(kinds.flatMap((wrapper) => this.discovery.getMetadataByDecorator(TaskKind, wrapper)?.outcome ?? []))];
  }

  find(kind: string): KnownTaskKind | undefined {
    return this.byKind.get(kind);
  }
}
