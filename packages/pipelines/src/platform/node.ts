import { channel } from "node:diagnostics_channel";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { version } from "../../package.json";
import { systemClock } from "./clock.ts";
import { createNodeTransport } from "../transport/node-http.ts";
import { warnOnExit } from "./exit-warning.ts";
import type { Platform } from "./platform.ts";

const compress = promisify(gzip);
const prefix = "email-events.pipelines.";
const channels = {
  onOutcome: channel(`${prefix}outcome`),
  onRetry: channel(`${prefix}retry`),
  onPause: channel(`${prefix}pause`),
} as const;

/** Node: sockets kept alive, zlib, and `node:diagnostics_channel` under `email-events.pipelines.*`. */
export const nodePlatform: Platform = {
  // A timer would take a millisecond.
  clock: { ...systemClock, nextTurn: () => new Promise((resolve) => void setImmediate(resolve)) },
  createTransport: createNodeTransport,
  headers: { "user-agent": `email-events-pipelines/${version}` },
  // Level 1 makes events 5 times smaller at a fifth of the default level's cost.
  gzip: (bytes) => compress(bytes, { level: 1 }),
  warnOnExit,
  publish: (name, message) => {
    if (channels[name].hasSubscribers) channels[name].publish(message);
  },
};
