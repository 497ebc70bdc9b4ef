import { Injectable } from '@nestjs/common';

/** Whether this process takes work. Readiness goes off first, so that whoever routes requests stops before anything is closed. */
@Injectable()
export class Lifecycle {
  private stopping = false;

  get isStopping(): boolean {
    return this.stopping;
  }

  stop(): void {
    this.stopping = true;
  }
}
