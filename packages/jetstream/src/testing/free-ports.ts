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

/** Returns different ports of 127.0.0.1 that no server has. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const found = new Set<number>();
  while (found.size < count) {
    const port = least + Math.floor(Math.random() * (most - least));
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
};
