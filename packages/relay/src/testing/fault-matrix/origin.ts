import { createAirshipStreamSandbox, createBulkTrackingSender, type BulkTrackingSender } from "@email-events/sandbox";
import type { RunSettings, SourceName } from "../../lifecycle/settings.ts";
import type { RunReport } from "../../lifecycle/status.ts";
import { secrets, until } from "../start-run.ts";
import type { CellRun } from "./cell-run.ts";
import type { SourceFault } from "./faults.ts";
import { startFront } from "./front.ts";

/** Where the events of a cell come from. */
export interface Origin {
  readonly settings: Pick<RunSettings, "sources" | "airship" | "webhook">;
  /** Begins to send, once a relay runs. */
  readonly begin: (run: CellRun) => Promise<void>;
  /** Whether everything has come, by a report of all runs. */
  readonly isRead: (report: Pick<RunReport, "received">) => boolean;
  /** What a sender saw; nothing where the relay's log has it. */
  readonly seen: () => string;
  readonly close: () => Promise<void>;
}

type StreamName = Exclude<SourceName, "webhook">;

/** Serves events as a stream, whose first requests have faults. */
export const startStreamOrigin = async (
  name: StreamName,
  events: readonly object[],
  { gzip, faults, duplicates = 0 }: SourceFault["stream"],
): Promise<Origin> => {
  const stream = await createAirshipStreamSandbox({
    appKey: secrets.AIRSHIP_APP_KEY,
    token: secrets.AIRSHIP_TOKEN,
    masterSecret: secrets.AIRSHIP_MASTER_SECRET,
    gzip,
    duplicates,
    keepAliveMs: 100,
    respond: ({ number }) => faults[number - 1],
  });
  stream.push(events);
  return {
    settings: { sources: [name], airship: { server: { endpoint: stream.url }, start: "EARLIEST" } },
    begin: async () => undefined,
    isRead: ({ received }) => received >= stream.received().logged,
    seen: () => "",
    close: stream.close,
  };
};

const batchSize = 10;

/** Posts events to the webhook, through a front; the first requests have faults. */
export const startWebhookOrigin = async (
  events: readonly object[],
  { gzip = false, sender: senderFaults = [], front: frontFaults = [] }: SourceFault["webhook"],
): Promise<Origin> => {
  let address = "";
  let sender: BulkTrackingSender | undefined;
  let isDone = false;
  const front = await startFront(
    () => `http://${address}/events`,
    (number) => frontFaults[number - 1],
  );
  return {
    settings: { sources: ["webhook"], webhook: { host: "127.0.0.1", port: 0 } },
    begin: async ({ lines }) => {
      const find = (): string | undefined => lines.map((line) => /listening on (\S+)/.exec(line)?.[1]).find(Boolean);
      await until(() => find() !== undefined, "the webhook listens");
      address = find() ?? "";
      sender = createBulkTrackingSender({
        // A body that is cut reaches the webhook as it is; a front would wait for the rest.
        url: senderFaults.length > 0 ? `http://${address}/events` : front.url,
        events,
        headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
        batchSize,
        gzip,
        retryDelayMs: 5,
        fault: ({ number }) => senderFaults[number - 1],
      });
      void sender.done.then(() => (isDone = true));
    },
    isRead: () => isDone,
    seen: () =>
      Object.entries(sender?.report().statuses ?? {})
        .map(([status, count]) => `${status} × ${count}`)
        .join(", "),
    close: async () => {
      await sender?.close();
      await front.close();
    },
  };
};
