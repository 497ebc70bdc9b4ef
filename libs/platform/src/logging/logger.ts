import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import { currentContext } from '../tenancy/context';

/** Names under which a secret could reach a log line; their values are never written. */
const SECRET_PATHS = ['password', 'token', 'key', 'secret', 'authorization', 'cookie'].flatMap((name) => [name, `*.${name}`]);

/** One JSON line an event on standard output, with request and tenant where there is one. */
export class StructuredLogger implements LoggerService {
  private readonly pino;

  constructor(level: string, service: string, destination: { write(line: string): void } = pino.destination({ dest: 1, sync: false })) {
    this.pino = pino(
      {
        level,
        base: { service },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        redact: { paths: SECRET_PATHS, censor: '[secret]' },
        mixin: () => {
          const context = currentContext();
          return context
            ? { requestId: context.requestId, tenantId: context.principal?.tenant.tenantId ?? context.scope?.tenant.tenantId }
            : {};
        },
      },
      destination as NodeJS.WriteStream,
    );
  }

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'fatal', message: unknown, rest: unknown[]): void {
    // Nest passes the name of the class that logs last.
    const context = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    if (typeof message === 'object' && message !== null && !(message instanceof Error)) this.pino[level]({ context, ...message });
    else if (message instanceof Error) this.pino[level]({ context, msg: message.message, cause: message.stack });
    else {
      const cause = level === 'error' && rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
      this.pino[level]({ context, cause, msg: String(message) });
    }
  }

  log = (message: unknown, ...rest: unknown[]) => this.write('info', message, rest);
  error = (message: unknown, ...rest: unknown[]) => this.write('error', message, rest);
  warn = (message: unknown, ...rest: unknown[]) => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]) => this.write('debug', message, rest);
  verbose = this.debug;
  fatal = (message: unknown, ...rest: unknown[]) => this.write('fatal', message, rest);
}
