import { Injectable } from '@nestjs/common';

/** Whether this process takes work. Readiness goes off first, so that whoever routes requests stops before anything is closed. */
@Injectable()
export class Lifecycle {
  private stopping = false;
  private readonly followers: (() => void)[] = [];

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Called once, when the process takes no more work. */
  onStop(follower: () => void): void {
    this.followers.push(follower);
  }

  stop(): void {
    if (this.stopping) return;
    this.stopping = true;
    for (const follower of this.followers) follower();
  }
}
