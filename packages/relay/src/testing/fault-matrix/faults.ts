import type { Fault, SenderFault, StreamFault } from "@email-events/sandbox";
import type { FrontFault } from "./front.ts";

/** What goes wrong where the events come from. */
export interface SourceFault {
  readonly name: string;
  /** For the streams of Airship. */
  readonly stream: {
    readonly gzip: "always" | "never";
    readonly faults: readonly StreamFault[];
    /** Share of repeated events. */
    readonly duplicates?: number;
    /** Whether the first run ends with it, and a second one goes on. */
    readonly isRefused?: boolean;
    readonly happens: string;
  };
  /** For the webhook. Of the sender, or on the way to the webhook. */
  readonly webhook: {
    readonly gzip?: boolean;
    readonly sender?: readonly SenderFault[];
    readonly front?: readonly FrontFault[];
    /** How many items are set aside. */
    readonly setsAside?: number;
    readonly happens: string;
  };
}

const again = "the batch isn't confirmed, and is sent again";

/** Every fault of a source. The first requests have it, and the others none. */
export const sourceFaults: readonly SourceFault[] = [
  {
    name: "cut in the middle of a line",
    stream: {
      gzip: "never",
      faults: [{ break: "cut-line", afterEvents: 17 }],
      happens: "the cut line isn't read; resumes after the last whole one",
    },
    webhook: { sender: ["cut-fin"], happens: `400; ${again}` },
  },
  {
    name: "cut in the middle of gzip, by FIN",
    stream: {
      gzip: "always",
      faults: [{ break: "fin", afterEvents: 17 }],
      happens: "resumes after what was decompressed",
    },
    webhook: { gzip: true, sender: ["cut-fin"], happens: `400; ${again}` },
  },
  {
    name: "cut in the middle of gzip, by RST",
    stream: {
      gzip: "always",
      faults: [{ break: "reset", afterEvents: 17 }],
      happens: "resumes after what was decompressed",
    },
    webhook: { gzip: true, sender: ["cut-rst"], happens: again },
  },
  {
    name: "body that is truncated",
    stream: {
      gzip: "always",
      faults: [{ break: "truncate", afterEvents: 17 }],
      happens: "resumes after what was decompressed",
    },
    webhook: { sender: ["cut-rst", "cut-fin"], happens: again },
  },
  {
    name: "bytes that aren't events",
    stream: { gzip: "always", faults: [{ break: "damage", afterEvents: 17 }], happens: "resumes before them" },
    webhook: {
      front: [{ garbage: true }],
      setsAside: 1,
      happens: "200, and set aside: it would be sent again forever",
    },
  },
  {
    name: "stall",
    stream: {
      gzip: "always",
      faults: [{ break: "stall", afterEvents: 17 }],
      happens: "after 120 s without a byte: resumes on another connection",
    },
    webhook: { front: [{ stall: true }], happens: `other requests continue; ${again}` },
  },
  {
    name: "500",
    stream: { gzip: "always", faults: [{ status: 500 }, { status: 500 }], happens: "tried again with back-off" },
    webhook: { front: [{ status: 500 }, { status: 500 }], happens: again },
  },
  {
    name: "429",
    stream: {
      gzip: "always",
      faults: [{ status: 429, headers: { "Retry-After": "2" } }],
      happens: "tried again after `Retry-After`",
    },
    webhook: { front: [{ status: 429 }], happens: again },
  },
  {
    name: "401, once",
    stream: { gzip: "always", faults: [{ status: 401 }], happens: "the secret is read once more" },
    webhook: { front: [{ wrongSecret: true }], happens: `401; ${again}` },
  },
  {
    name: "401, until it is corrected",
    stream: {
      gzip: "always",
      faults: [{ status: 401 }, { status: 401 }],
      isRefused: true,
      happens: "exit code 3; the next run continues",
    },
    webhook: {
      front: [{ wrongSecret: true }, { wrongSecret: true }, { wrongSecret: true }],
      happens: `401; ${again}, until the secret is right`,
    },
  },
  {
    name: "slow answers",
    stream: { gzip: "always", faults: [{ delayMs: 30 }], happens: "waits" },
    webhook: { front: [{ delayMs: 30 }, { delayMs: 30 }], happens: "waits" },
  },
  {
    name: "repeated events",
    stream: { gzip: "always", faults: [], duplicates: 0.3, happens: "skipped as `duplicate`" },
    webhook: { sender: ["lost-answer"], happens: "skipped as `duplicate`" },
  },
];

/** What goes wrong at the API. */
export interface ApiFault {
  readonly name: string;
  /** Of the first requests. */
  readonly faults?: readonly Fault[];
  /** Of all other requests. */
  readonly always?: Fault;
  /** The size of a body in bytes from which it is answered with 413. */
  readonly maxBodyBytes?: number;
  /** Whether events are stored more than once: where an answer is lost, or may come too late. By default each is stored once. */
  readonly isStoredAgain?: true | "perhaps";
  /** Whether one of the events is refused with 400. */
  readonly hasBadEvent?: boolean;
  /** How long nothing listens there at first, in ms on a quick clock and on the system's. */
  readonly downMs?: { readonly quick: number; readonly system: number };
  /** The deadline of an event in ms; 600,000 by default. */
  readonly deadlineMs?: { readonly quick: number; readonly system: number };
  readonly happens: string;
}

/** Every fault of the API. */
export const apiFaults: readonly ApiFault[] = [
  {
    name: "429",
    faults: [{ status: 429, headers: { "Retry-After": "1" } }],
    happens: "sent again after `Retry-After`",
  },
  { name: "503", faults: [{ status: 503 }, { status: 503 }], happens: "sent again with back-off" },
  { name: "slow answers", always: { delayMs: 40 }, happens: "waits" },
  { name: "reset before it stored", faults: [{ reset: "before" }], happens: "sent again" },
  {
    name: "reset after it stored",
    faults: [{ reset: "after" }],
    isStoredAgain: true,
    happens: "sent again, with the same `messageId`",
  },
  { name: "refused write key", faults: [{ status: 401 }], happens: "paused; a single event is tried after 60 s" },
  { name: "400 for one event", hasBadEvent: true, happens: "the batch is split; that event is set aside" },
  { name: "413", maxBodyBytes: 9_000, happens: "the batch is split" },
  {
    name: "down for two minutes",
    downMs: { quick: 500, system: 120_000 },
    happens: "sent again with back-off",
  },
  {
    name: "down for longer than the deadline",
    downMs: { quick: 500, system: 120_000 },
    deadlineMs: { quick: 250, system: 30_000 },
    isStoredAgain: "perhaps",
    happens: "paused; a single event is tried from time to time",
  },
];
