import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Catalogue } from '../module/catalogue';
import type { ModuleManifest } from '../module/manifest';
import { type AttentionFinder, AttentionSource, type AttentionSourceOptions } from './attention-source.decorator';

/** Topic of the live stream: what needs a person may be something else now. */
export const ATTENTION_TOPIC = 'attention';

export interface KnownAttentionSource extends AttentionSourceOptions {
  readonly module: ModuleManifest;
  readonly finder: AttentionFinder;
}

/** Who tells what needs a person: found among the providers, checked against the manifests, in the order of the catalogue and of their kinds. */
@Injectable()
export class AttentionSources implements OnModuleInit {
  private known: readonly KnownAttentionSource[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly catalogue: Catalogue,
  ) {}

  /** @throws Error when a kind is there twice, or is not of the module that defines its permission */
  onModuleInit(): void {
    const found: KnownAttentionSource[] = [];
    for (const wrapper of this.discovery.getProviders({ metadataKey: AttentionSource.KEY })) {
      const options = this.discovery.getMetadataByDecorator(AttentionSource, wrapper);
      if (options) found.push({ ...options, module: this.moduleOf(options), finder: wrapper.instance as AttentionFinder });
    }
    const kinds = found.flatMap((source) => source.kinds);
    const twice = kinds.find((kind, at) => kinds.indexOf(kind) !== at);
    if (twice) throw new Error(`attention kind ${twice} is there twice`);
    const place = ({ module }: KnownAttentionSource) => this.catalogue.manifests.indexOf(module);
    this.known = found.sort((a, b) => place(a) - place(b) || (a.kinds[0] < b.kinds[0] ? -1 : 1));
  }

  private moduleOf({ kinds, permission }: AttentionSourceOptions): ModuleManifest {
    const module = this.catalogue.manifests.find(({ permissions }) => permissions.some(({ id }) => id === permission));
    const stranger = kinds.find((kind) => !kind.startsWith(`${module?.id}.`));
    if (!module || stranger)
      throw new Error(`attention kind ${kinds.join(', ')} names the permission ${permission}, which is not its module's`);
    return module;
  }

  get all(): readonly KnownAttentionSource[] {
    return this.known;
  }

  ofKind(kind: string): KnownAttentionSource | undefined {
    return this.known.find(({ kinds }) => kinds.includes(kind));
  }
}
