import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Catalogue } from '../module/catalogue';
import { type EventHandler, On } from './on.decorator';

export interface Consumer {
  readonly name: string;
  readonly module: string;
  readonly event: string;
  readonly handler: EventHandler;
}

/** Who consumes what: found among the providers, checked against the manifests. */
@Injectable()
export class Consumers implements OnModuleInit {
  private readonly byName = new Map<string, Consumer>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly catalogue: Catalogue,
  ) {}

  /** @throws Error when a handler is not announced by its module's manifest, or an announced one is missing */
  onModuleInit(): void {
    for (const wrapper of this.discovery.getProviders({ metadataKey: On.KEY })) {
      const subscription = this.discovery.getMetadataByDecorator(On, wrapper);
      if (!subscription) continue;
      const module = this.catalogue.find(subscription.consumer.split('.', 1)[0]);
      if (!module?.consumes.includes(subscription.event))
        throw new Error(`${subscription.consumer} handles ${subscription.event}, which its module's manifest does not consume`);
      if (this.byName.has(subscription.consumer)) throw new Error(`consumer ${subscription.consumer} is there twice`);
      this.byName.set(subscription.consumer, {
        name: subscription.consumer,
        module: module.id,
        event: subscription.event,
        handler: wrapper.instance as EventHandler,
      });
    }
    for (const { id, consumes } of this.catalogue.manifests)
      for (const event of consumes)
        if (![...this.byName.values()].some((consumer) => consumer.module === id && consumer.event === event))
          throw new Error(`module "${id}" consumes ${event}, but no handler does`);
  }

  find(name: string): Consumer | undefined {
    return this.byName.get(name);
  }

  namesOf(event: string): string[] {
    return [...this.byName.values()].filter((consumer) => consumer.event === event).map((consumer) => consumer.name);
  }

  /** Event type to the names of its consumers. */
  table(): Record<string, string[]> {
    const table: Record<string, string[]> = {};
    for (const { event, name } of this.byName.values()) table[event] = [...(table[event] ?? []), name];
    return table;
  }
}
