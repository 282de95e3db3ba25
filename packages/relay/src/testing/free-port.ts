import { createServer } from "node:net";

/** Below the ports that systems give to those who ask for any: one that is free stays free until it is used. */
const [least, most] = [10_000, 32_000];

const isFree = (port: number): Promise<boolean> => {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
};

/** Returns a free port of 127.0.0.1, which no server gets that listens on any port. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = least + Math.floor(Math.random() * (most - least));
    if (await isFree(port)) return port;
  }
};
