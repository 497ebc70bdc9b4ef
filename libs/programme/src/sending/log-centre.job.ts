import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LogFields } from '@maru/evidence';
import { Config } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { logRequest } from './log-request';
import { callMs } from './pace';
import { answerWithoutKey } from './quoting-answer';

/** Octets of an answer that are read and kept. */
const answerBytesMax = 65_536;

export interface CentreAnswer {
  readonly httpStatus: number | null;
  /** As it came, but for the key; null where nothing came, or not all of it. */
  readonly body: Buffer | null;
  /** What went wrong on the way, in a word or two; null where an answer came. */
  readonly failure: string | null;
  /** False where no connection came about, so that nothing of the request can have arrived. */
  readonly left: boolean;
}

/** The log centre of real organisations, or the simulator of simulated ones: which, the organisation decides and nobody else. */
export abstract class LogCentre {
  /** Whether there is an address to send to. */
  abstract isKnown(simulated: boolean): boolean;
  /** One request, to its answer or its end; never throws. To be called outside a scope. */
  abstract send(simulated: boolean, key: string, fields: LogFields): Promise<CentreAnswer>;
}

@Injectable()
export class HttpLogCentre extends LogCentre {
  constructor(private readonly config: Config) {
    super();
  }

  isKnown(simulated: boolean): boolean {
    return this.address(simulated) !== null;
  }

  private address(simulated: boolean): URL | null {
    return simulated ? this.config.logCentreSimulatorUrl : this.config.logCentreUrl;
  }

  send(simulated: boolean, key: string, fields: LogFields): Promise<CentreAnswer> {
    const address = this.address(simulated);
    if (!address) return Promise.resolve({ httpStatus: null, body: null, failure: 'no address', left: false });
    const { contentType, body } = logRequest(this.config.logCentreEncoding, key, fields);
    return new Promise((resolve) => {
      let left = false;
      // Node follows no redirect by itself, so that the key reaches no other address than the one that was set.
      const request = (address.protocol === 'https:' ? httpsRequest : httpRequest)(address, {
        method: 'POST',
        agent: false,
        headers: { 'content-type': contentType, 'content-length': Buffer.byteLength(body), accept: 'application/json, application/xml' },
        signal: AbortSignal.timeout(callMs),
      });
      const fail = (error: Error, httpStatus: number | null = null) => resolve({ httpStatus, body: null, failure: failureOf(error), left });
      request.on('socket', (socket) =>
        socket.once(address.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          left = true;
        }),
      );
      request.on('error', fail);
      request.on('response', (response) => {
        const httpStatus = response.statusCode ?? null;
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          parts.push(part);
          bytes += part.length;
          if (bytes > answerBytesMax) request.destroy(new Error('answer too long'));
        });
        response.on('error', (error) => fail(error, httpStatus));
        response.on('aborted', () => fail(new Error('cut off'), httpStatus));
        response.on('end', () => resolve({ httpStatus, body: answerWithoutKey(Buffer.concat(parts), key), failure: null, left: true }));
      });
      request.end(body);
    });
  }
}

/** The kind of the failure alone: messages of the network hold addresses. */
function failureOf(error: Error & { code?: unknown }): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  return typeof error.code === 'string' ? error.code.slice(0, 100) : error.message.slice(0, 100);
}
