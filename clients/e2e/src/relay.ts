import { connect, createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";

/** Stands between a client and a node, so that their connection can be cut and come back on the same port. */
export class Relay {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  constructor(
    readonly port: number,
    private readonly target: number,
  ) {}

  async open(): Promise<void> {
    this.server = createServer((client) => {
      const node = connect(this.target, "127.0.0.1");
      for (const [one, other] of [
        [client, node],
        [node, client],
      ] as const) {
        this.sockets.add(one);
        one.pipe(other).on("error", () => {});
        one.on("close", () => other.destroy()).on("error", () => {});
      }
    }).listen(this.port, "127.0.0.1");
    await once(this.server, "listening");
  }

  cut(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
  }
}
