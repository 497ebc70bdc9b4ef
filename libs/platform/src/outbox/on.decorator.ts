import { DiscoveryService } from '@nestjs/core';

export interface Subscription {
  /** Event type, `module.name.vN`. */
  readonly event: string;
  /** `module.what-it-does`: known by this name in the inbox, so it is never renamed. */
  readonly consumer: string;
}

/** Marks a class with a `handle(payload)` method as the consumer of an event. It runs in the tenant's scope, effective once. */
export const On = DiscoveryService.createDecorator<Subscription>();

export interface EventHandler {
  handle(payload: unknown): Promise<void>;
}
