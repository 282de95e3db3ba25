import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** The connections of a server. */
export interface Connections {
  /** Notes a request, until its response is sent or cut. From `close` on, the response says that its connection ends. */
  readonly enter: (incoming: IncomingMessage, outgoing: ServerResponse) => void;
  /** Ends the connections without a request: idle ones, and those on which no whole head of a request has come. */
  readonly close: () => void;
}

/**
 * Tracks the connections of a server that hasn't begun to listen.
 *
 * To close a server of Node ends its idle connections only. It waits without a limit for one that a client or a balancer
 * opened and sent nothing on.
 */
export const trackConnections = (server: Server): Connections => {
  /** With the number of their requests: a client may send the next one before the first is answered. */
  const open = new Map<Socket, number>();
  let isClosing = false;
  const endQuiet = (socket: Socket): void => {
    if (isClosing && open.get(socket) === 0) socket.destroy();
  };
  const change = (socket: Socket, by: number): void => {
    const requests = open.get(socket);
    if (requests !== undefined) open.set(socket, requests + by);
  };
  server.on("connection", (socket: Socket) => {
    open.set(socket, 0);
    socket.once("close", () => open.delete(socket));
  });
  return {
    enter: ({ socket }, outgoing) => {
      change(socket, 1);
      if (isClosing) outgoing.setHeader("connection", "close");
      outgoing.once("close", () => {
        change(socket, -1);
        endQuiet(socket);
      });
    },
    close: () => {
      isClosing = true;
      for (const socket of open.keys()) endQuiet(socket);
    },
  };
};
