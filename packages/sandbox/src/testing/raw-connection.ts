import { connect } from "node:net";

/** How a client ends a connection. */
export type CloseMode = "half-close" | "half-close after an answer" | "destroy" | "wait";

/** The bytes that a client writes to a connection. */
export interface RawConnection {
  readonly bytes: Buffer;
  /** The sizes of the written chunks, repeated, with a turn of the event loop between two. */
  readonly sizes: readonly number[];
  readonly ending: CloseMode;
}

/** The result of a connection. */
export interface RawAnswer {
  readonly text: string;
  /** Whether the connection was closed in time. */
  readonly isClosed: boolean;
}

/** How long a client waits for an answer before it half-closes. */
const patienceMs = 40;

/** Writes bytes to a port of 127.0.0.1 and reads until the connection is closed, or for `limitMs`. */
export const sendRaw = (port: number, { bytes, sizes, ending }: RawConnection, limitMs = 10_000): Promise<RawAnswer> =>
  new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    const finish = (isClosed: boolean): void => {
      clearTimeout(limit);
      socket.destroy();
      resolve({ text: Buffer.concat(parts).toString("latin1"), isClosed });
    };
    const limit = setTimeout(finish, limitMs, false);
    const end = (): void => {
      if (ending === "destroy") return finish(true);
      if (ending === "wait") return;
      if (ending === "half-close" || parts.length > 0) return void socket.end();
      const patience = setTimeout(() => socket.end(), patienceMs);
      socket.once("data", () => {
        clearTimeout(patience);
        socket.end();
      });
    };
    const write = (start: number, turn: number): void => {
      if (socket.destroyed || socket.writableEnded) return;
      if (start >= bytes.length) return end();
      const next = start + (sizes[turn % sizes.length] ?? bytes.length);
      socket.write(bytes.subarray(start, next), () => setImmediate(write, next, turn + 1));
    };
    socket.on("data", (part: Buffer) => parts.push(part));
    // A server that refuses a request may close before it has read everything.
    socket.on("error", () => undefined);
    socket.once("end", () => socket.end());
    socket.once("close", () => finish(true));
    socket.once("connect", () => write(0, 0));
  });
