/** A request as the log centre reads it; whatever is missing or of another type is answered with its code. */
export type ReceivedLog = Readonly<Record<string, unknown>>;

export interface StoredLog {
  readonly key: string;
  readonly logDt: string;
  readonly useSe: string;
  readonly sysUser: string;
  readonly conectIp: string;
  readonly dataUsgqty: number;
  /** When it was stored, in epoch milliseconds of the log centre's clock. */
  readonly storedAt: number;
}

export interface CentreReply {
  /** recptnRsltCd */
  readonly code: string;
  /** recptnRslt */
  readonly text: string;
  /** recptnDt, on the clock of Asia/Seoul. */
  readonly receivedAt: string;
}

/** What the log centre of the programme does with one log after another, as far as it is known. */
export class LogCentreRules {
  /** Everything that was stored, in order. */
  readonly stored: readonly StoredLog[];
  /** Keys of which nothing is collected: their project is missing in the portal, or its period is over. */
  readonly notCollected: Set<string>;
  /** @param log with its key in `crtfcKey` @param at epoch milliseconds of the log centre's clock */
  receive(log: ReceivedLog, at: number): CentreReply;
  /** Answers with a code and stores nothing. */
  reply(code: string, at: number): CentreReply;
}

/**
 * The portal's own list: what was truly stored, as CSV. Its columns are made up, with the names of the log centre's fields, since those of the
 * real portal are not public.
 */
export function storedList(logs: readonly StoredLog[]): string;

/** The answer in the form in which it was asked: JSON with `result`, or XML. */
export function replyBody(reply: CentreReply, xml: boolean): string;
