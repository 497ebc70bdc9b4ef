import { Client } from 'pg';

export interface SentStatement {
  readonly role: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Listens to what the roles of the service send from this process: each text once, with the values that came with it last. */
export class StatementLog {
  private readonly byText = new Map<string, SentStatement>();
  private readonly spy: jest.SpyInstance;

  constructor() {
    const log = this;
    const send = Client.prototype.query as (...parts: unknown[]) => unknown;
    this.spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...parts: unknown[]) {
      log.take(this.user ?? '', parts);
      return send.apply(this, parts) as never;
    });
  }

  private take(role: string, [query, parameters]: unknown[]): void {
    const { text, values } =
      typeof query === 'string' ? { text: query, values: parameters } : (query as { text?: string; values?: unknown });
    if (!role.startsWith('maru_') || !/^\s*(?:select|insert|update|delete|with)\b/i.test(text ?? '')) return;
    this.byText.set(text as string, { role, text: text as string, values: Array.isArray(values) ? values : [] });
  }

  end(): readonly SentStatement[] {
    this.spy.mockRestore();
    return [...this.byText.values()];
  }
}
