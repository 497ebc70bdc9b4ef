import type { LoggerService } from '@nestjs/common';
import type { Lifecycle } from './lifecycle';

export interface Program {
  /** Opens what the process needs and takes up its work. */
  begin(): Promise<void>;
  /** Closes in order what was begun, however far that came. */
  end(): Promise<void>;
}

/**
 * Runs a process to its end: exit code 0 after SIGTERM or SIGINT, 1 where it could not begin. Signals are heard before anything
 * is opened, and what was opened is closed in order whatever ended it; a process that leaves things open looks like a killed one
 * to the next. A signal that comes while the process begins waits for that, since what is half open cannot be closed in order.
 */
export async function runProcess({ begin, end }: Program, lifecycle: Lifecycle, logger: LoggerService): Promise<void> {
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        lifecycle.stop();
        resolve();
      });
  });
  let exitCode = 0;
  try {
    await begin();
    await told;
  } catch (error) {
    // Whoever was told to stop while it began need not have got there.
    if (!lifecycle.isStopping) {
      exitCode = 1;
      process.stderr.write(`${(error as Error).stack}\n`);
    }
  }
  // What cannot listen any more takes no work either, whoever asks it for its health.
  lifecycle.stop();
  await end();
  logger.log({ msg: 'stopped' });
  process.exit(exitCode);
}
