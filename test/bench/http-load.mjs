// @ts-check
import net from 'node:net';

/**
 * One kept-alive HTTP/1.1 connection that sends prepared requests one after another. Hand-made because the client shares
 * two cores with the server, and a general client would be measured along with it.
 */
export class Connection {
  /** @param {number} port */
  constructor(port) {
    this.socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    /** @type {((reply: { status: number, body: Buffer }) => void) | null} */
    this.waiting = null;
    /** @type {((error: Error) => void) | null} */
    this.failing = null;
    /** @type {Buffer} */
    this.received = Buffer.alloc(0);
    this.socket.on('data', (chunk) => this.read(chunk));
    this.socket.on('error', (error) => this.failing?.(error));
    this.socket.on('close', () => this.failing?.(new Error('the server closed the connection')));
  }

  /** @param {Buffer} chunk */
  read(chunk) {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    const reply = { status: Number(head.slice(9, 12)), body: this.received.subarray(end + 4, end + 4 + length) };
    this.received = Buffer.alloc(0);
    const resolve = this.waiting;
    this.waiting = null;
    resolve?.(reply);
  }

  /**
   * @param {Buffer} request
   * @returns {Promise<{ status: number, body: Buffer }>}
   */
  send(request) {
    return new Promise((resolve, reject) => {
      this.waiting = resolve;
      this.failing = reject;
      this.socket.write(request);
    });
  }

  close() {
    this.failing = null;
    this.socket.destroy();
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ token?: string, body?: string, headers?: Record<string, string> }} [options]
 */
export function prepare(method, path, { token, body, headers = {} } = {}) {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1'];
  if (token) lines.push(`authorization: Bearer ${token}`);
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  if (body !== undefined) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/**
 * Sends until the requests are used up or the time is over; every reply must have the status.
 * @param {{ port: number, connections: number, status: number, next: () => Buffer | null, forMs?: number }} load
 * @returns {Promise<{ requests: number, seconds: number }>}
 */
export async function runLoad({ port, connections, status, next, forMs = Number.POSITIVE_INFINITY }) {
  const open = Array.from({ length: connections }, () => new Connection(port));
  const begun = performance.now();
  let requests = 0;
  try {
    await Promise.all(
      open.map(async (connection) => {
        for (;;) {
          const request = performance.now() - begun < forMs ? next() : null;
          if (!request) return;
          const reply = await connection.send(request);
          if (reply.status !== status) throw new Error(`the server answered ${reply.status}: ${reply.body.toString().slice(0, 300)}`);
          requests++;
        }
      }),
    );
    return { requests, seconds: (performance.now() - begun) / 1000 };
  } finally {
    for (const connection of open) connection.close();
  }
}
