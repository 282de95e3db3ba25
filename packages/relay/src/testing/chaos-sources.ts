import {
  createBulkTrackingSender,
  generateAirshipEvents,
  generateBulkTrackingEvents,
  type BulkTrackingSender,
} from "@email-events/sandbox";
import { onTestFinished } from "vitest";
import type { SourceName } from "../lifecycle/settings.ts";
import { complianceBounces } from "./compliance-bounces.ts";
import { deliverableIds } from "./deliverable-ids.ts";
import { freePort } from "./free-port.ts";
import { secrets } from "./start-run.ts";
import { startStream } from "./start-stream.ts";

/** A source whose events come in rounds, for tests that kill something after each. */
export interface ChaosSource {
  /** The options that read it. */
  readonly argv: readonly string[];
  readonly send: (round: number) => void;
  /** The ids under which its events are delivered. */
  readonly ids: readonly string[];
  /** Resolves once all that was sent is confirmed, where the source confirms. */
  readonly confirmed: () => Promise<unknown>;
}

/** How many events a source has, and in how many rounds. */
export interface Rounds {
  readonly rounds: number;
  readonly perRound: number;
  readonly seed: number;
}

/** The options with which `deliver` maps the events of all sources. */
export const chaosMap = "--map=airship.complianceBounce=map";
const mapperOptions = { airship: { complianceBounce: "map" } } as const;

const startStreamSource =
  (source: "airship" | "compliance") =>
  async ({ rounds, perRound, seed }: Rounds): Promise<ChaosSource> => {
    const stream = await startStream();
    const count = rounds * perRound;
    const events =
      source === "compliance"
        ? complianceBounces(count)
        : [...generateAirshipEvents({ seed, count })].filter(({ type }) => type !== "OFFSET_UPDATE");
    const size = Math.ceil(events.length / rounds);
    return {
      argv: [`--source=${source}`, `--airship-url=${stream.url}`, "--airship-start=earliest"],
      send: (round) => void stream.push(events.slice(round * size, (round + 1) * size)),
      ids: deliverableIds(source, events, mapperOptions),
      confirmed: async () => undefined,
    };
  };

const startWebhook = async ({ rounds, perRound, seed }: Rounds): Promise<ChaosSource> => {
  // The same one after each restart.
  const place = `127.0.0.1:${await freePort()}`;
  const events = [...generateBulkTrackingEvents({ seed, count: rounds * perRound })];
  const senders: BulkTrackingSender[] = [];
  return {
    argv: ["--source=webhook", `--webhook-listen=${place}`],
    send: (round) => {
      const sender = createBulkTrackingSender({
        url: `http://${place}/events`,
        events: events.slice(round * perRound, (round + 1) * perRound),
        headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
        retryDelayMs: 50,
        fault: ({ number }) => (["cut-rst", "lost-answer", "cut-fin"] as const)[number % 9],
      });
      onTestFinished(() => sender.close());
      senders.push(sender);
    },
    ids: deliverableIds("webhook", events),
    confirmed: () => Promise.all(senders.map(({ done }) => done)),
  };
};

const starters: Readonly<Record<SourceName, (rounds: Rounds) => Promise<ChaosSource>>> = {
  airship: startStreamSource("airship"),
  compliance: startStreamSource("compliance"),
  webhook: startWebhook,
};

/** Starts a source of each kind. */
export const startChaosSources = async (rounds: Rounds): Promise<Readonly<Record<SourceName, ChaosSource>>> => {
  const [airship, compliance, webhook] = await Promise.all([
    starters.airship(rounds),
    starters.compliance(rounds),
    starters.webhook(rounds),
  ]);
  return { airship, compliance, webhook };
};
