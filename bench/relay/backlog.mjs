import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { openStore } from "../../packages/store/dist/index.js";
import { createBlocks } from "./blocks.mjs";

const chunkEvents = 500;

/** Fills a state with events of the webhook that wait to be delivered, and with 1,000,000 ids. */
export const fillState = (path, megabytes) => {
  const store = openStore(path, { rememberIds: 1_000_000 });
  const blocks = createBlocks({ vocabulary: "bulk-tracking", count: chunkEvents });
  let [bytes, serial] = [0, 0];
  while (bytes < megabytes * 1_000_000) {
    const lines = blocks.next().toString().trimEnd().split("\n");
    const chunk = { source: "webhook", receivedAt: 1, payloads: lines.map((line) => Buffer.from(line)) };
    store.commit({ appendChunks: [chunk], remember: lines.map(() => `delivered-before-${(serial += 1)}`) });
    bytes += lines.reduce((sum, line) => sum + line.length, 0);
  }
  const { pending } = store.stats();
  store.close();
  return pending;
};

/** Opens a state in a process of its own; returns what `bench/store/backlog.mjs` measures. */
export const openInProcess = (folder, path) => {
  const child = join(import.meta.dirname, "../store/backlog.mjs");
  return JSON.parse(execFileSync(process.execPath, [child, path], { encoding: "utf8", cwd: folder }));
};
