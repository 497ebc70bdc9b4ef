import { Injectable, Logger } from '@nestjs/common';
import { Partitions } from '../database/partitions';
import { FileUpkeep } from '../files/file-upkeep';
import { Relay } from '../outbox/relay';

const EVERY_MS = 6 * 3_600_000;

/** Upkeep that every worker may do at any time: doing it twice changes nothing. */
@Injectable()
export class Maintenance {
  private readonly logger = new Logger(Maintenance.name);
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly partitions: Partitions,
    private readonly relay: Relay,
    private readonly files: FileUpkeep,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.begin(), EVERY_MS);
    this.begin();
  }

  private begin(): void {
    this.running = this.run().catch((error: Error) => this.logger.error(`upkeep failed and comes again: ${error.message}`));
  }

  private async run(): Promise<void> {
    await this.partitions.ensureAhead(new Date());
    await this.relay.forgetOld();
    await this.files.removeOld();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
    await this.files.close();
  }
}
