import net from 'node:net';

/** A way to a server that can be cut and mended, so that the server seems to be gone without being stopped. */
export class CuttableProxy {
  private readonly sockets = new Set<net.Socket>();
  private listener: net.Server | null = null;
  /** What a connection said first, by which it is told from others. */
  private readonly greetings = new Map<net.Socket, string>();
  private readonly farSides = new Map<net.Socket, net.Socket>();
  port = 0;

  constructor(
    private readonly host: string,
    private readonly targetPort: number,
  ) {}

  static async to(host: string, port: number): Promise<CuttableProxy> {
    const proxy = new CuttableProxy(host, port);
    await proxy.mend();
    return proxy;
  }

  /** Every connection breaks, and new ones are refused. */
  async cut(): Promise<void> {
    const { listener } = this;
    this.listener = null;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => (listener ? listener.close(resolve) : resolve(null)));
  }

  /** The connections that said this first stay, and nothing comes through them any more, as behind a dead router. */
  freeze(saying: string): number {
    const dead = [...this.sockets].filter((socket) => this.greetings.get(socket)?.includes(saying));
    for (const socket of dead) socket.removeAllListeners('data').pause();
    return dead.length;
  }

  /** The connections that said this first end for who began them; who was at the other end hears nothing of it. */
  abandon(saying: string): number {
    const near = [...this.farSides.keys()].filter((socket) => this.greetings.get(socket)?.includes(saying));
    for (const socket of near) {
      socket.removeAllListeners('close');
      this.farSides.get(socket)?.removeAllListeners('data').resume();
      socket.destroy();
    }
    return near.length;
  }

  async mend(): Promise<void> {
    const listener = net.createServer((near) => this.join(near));
    this.listener = listener;
    await new Promise<void>((resolve) => {
      listener.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (listener.address() as net.AddressInfo).port;
  }

  private join(near: net.Socket): void {
    const far = net.connect(this.targetPort, this.host);
    this.farSides.set(near, far);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      this.sockets.add(socket);
      socket.on('data', (data) => {
        if (!this.greetings.has(near)) for (const either of [near, far]) this.greetings.set(either, data.toString('latin1'));
        other.write(data);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        this.greetings.delete(socket);
        this.farSides.delete(socket);
        other.destroy();
      });
    }
  }
}
