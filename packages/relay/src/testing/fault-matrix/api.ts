import { createSandbox, type Sandbox } from "@email-events/sandbox";
import { freePort } from "../free-port.ts";
import { secrets } from "../start-run.ts";
import type { ApiFault } from "./faults.ts";

/** The API of a cell. */
export interface CellApi {
  readonly url: string;
  /** Begins to listen, where it was down. */
  readonly listen: () => Promise<void>;
  /** The ids of what it has stored, each once. */
  readonly ids: () => readonly string[];
  /** How many events it has stored, each time that they came. */
  readonly stored: () => number;
  readonly close: () => Promise<void>;
}

/** Smaller than the limit of the real API, so that it refuses an event that the client sends. */
const maxCallBytes = 3_000;

const startServer = (port: number, { faults = [], always, maxBodyBytes = Infinity, hasBadEvent = false }: ApiFault) =>
  createSandbox({
    port,
    keep: 10_000,
    writeKey: secrets.PIPELINES_WRITE_KEY,
    ...(hasBadEvent && { maxCallBytes }),
    respond: ({ number, sizeBytes }) => (sizeBytes > maxBodyBytes ? { status: 413 } : (faults[number - 1] ?? always)),
  });

/** Starts the API of a cell; one that is down at first listens on request. */
export const startCellApi = async (fault: ApiFault): Promise<CellApi> => {
  const isDown = fault.downMs !== undefined;
  const port = isDown ? await freePort() : 0;
  let api: Sandbox | undefined = isDown ? undefined : await startServer(0, fault);
  return {
    url: api?.url ?? `http://127.0.0.1:${port}`,
    listen: async () => {
      api ??= await startServer(port, fault);
    },
    ids: () => [...new Set((api?.events() ?? []).map(({ messageId }) => String(messageId)))].toSorted(),
    stored: () => api?.received().accepted ?? 0,
    close: async () => api?.close(),
  };
};
