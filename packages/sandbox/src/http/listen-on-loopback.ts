import type { Server } from "node:net";

/** A server that listens on 127.0.0.1. */
export interface Listening {
  /** Its base URL, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Stops listening and closes open connections. */
  readonly close: () => Promise<void>;
}

/**
 * Lets a server listen on 127.0.0.1.
 *
 * @param port - 0 for any free one.
 * @throws the system's error when the port is taken.
 */
export const listenOnLoopback = async (
  server: Server & { readonly closeAllConnections?: () => void },
  port: number,
): Promise<Listening> => {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The sandbox must listen on a TCP port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections?.();
      await closed;
    },
  };
};
