import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { type Digest, digestBytes } from "@atelier/sdk";
import { Subject } from "rxjs";
import type { Gateway } from "./gateway.ts";

const END_OF_HEAD = "\r\n\r\n";
const LONGEST_HEAD = 64 * 1024;

/**
 * Several gateways behind one address, which is all that a node knows: a request goes to the gateway of its model. What
 * is sent back is passed on as it is, or as it fails to be.
 */
export class Switchboard {
  /** Of which models something is asked for. */
  readonly asked = new Subject<Digest>();
  private readonly gateways = new Map<string, { readonly model: Digest; readonly gateway: Gateway }>();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(): Promise<Switchboard> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const board = new Switchboard(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on("connection", (node) => board.answer(node));
    return board;
  }

  /** From now on requests for this model go to this gateway. */
  connect(model: Digest, gateway: Gateway): void {
    this.gateways.set(Buffer.from(digestBytes(model)).toString("hex"), { model, gateway });
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private answer(node: Socket): void {
    this.keep(node);
    let head = "";
    const read = (chunk: Buffer) => {
      head += chunk.toString("latin1");
      if (!head.includes(END_OF_HEAD) && head.length < LONGEST_HEAD) return;
      node.off("data", read).pause();
      this.forward(node, head);
    };
    node.on("data", read);
  }

  private forward(node: Socket, head: string): void {
    const [, root = ""] = /^\S+ \/v2\/models\/([0-9a-f]{64})\/infer /.exec(head) ?? [];
    const found = this.gateways.get(root);
    if (!found) {
      node.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    this.asked.next(found.model);
    const { hostname, port } = new URL(found.gateway.url);
    const gateway = connect(Number(port), hostname);
    this.keep(gateway);
    // The next request may be for another gateway: each has a connection of its own.
    const [request, ...rest] = head.split("\r\n");
    gateway.write([request, "connection: close", ...rest].join("\r\n"), "latin1");
    node.pipe(gateway).pipe(node);
    node.on("close", () => gateway.destroy());
    gateway.on("close", () => node.end());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    // Whoever was cut off knows it; the other one is told by the end of its connection.
    socket.on("error", () => {}).on("close", () => this.sockets.delete(socket));
  }
}
