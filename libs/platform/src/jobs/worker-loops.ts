import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** Work of a module that goes on by itself for as long as the worker lives. */
export interface Loop {
  start(): void;
  /** Takes up nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/** Marks a provider with `start()` and `stop()` as such work: the worker begins and ends it, the api knows nothing of it. */
export const WorkerLoop = DiscoveryService.createDecorator();

/** The modules' loops: found among the providers. */
@Injectable()
export class WorkerLoops {
  constructor(private readonly discovery: DiscoveryService) {}

  start(): void {
    for (const loop of this.all) loop.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((loop) => loop.stop()));
  }

  private get all(): Loop[] {
    return this.discovery.getProviders({ metadataKey: WorkerLoop.KEY }).map((wrapper) => wrapper.instance as Loop);
  }
}
