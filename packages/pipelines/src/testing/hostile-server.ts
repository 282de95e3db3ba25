import type { RequestOutcome, Transport } from "../transport/transport.ts";
import type { Clock } from "../platform/clock.ts";
import { never, rejected, toCalls, type SeenRequest } from "./fake-transport.ts";

type Received = Pick<SeenRequest, "calls" | "text">;

const retryable = (httpStatus: number, retryAfterMs = 0): RequestOutcome => ({
  status: "retryable",
  cause: `HTTP ${httpStatus}`,
  retryAfterMs,
});
const isBad = ({ calls }: Received): boolean => calls.some(({ messageId }) => String(messageId).endsWith("7"));
const breakDown = (): never => {
  throw new Error("broken");
};

/** What a server does with a request in each mood; undefined if it accepts it. */
const moods = {
  well: () => undefined,
  refusesBad: (received: Received) => (isBad(received) ? rejected(400, "bad") : undefined),
  refusesBadAsLarge: (received: Received) => (isBad(received) ? rejected(413, "large") : undefined),
  refusesLarge: ({ text }: Received) => (text.length > 1_000 ? rejected(413, "large") : undefined),
  refusesAllAsLarge: () => rejected(413, "large"),
  forbids: () => rejected(403, "blocked"),
  asksToSignIn: () => rejected(401, "<html>"),
  isGone: () => rejected(404, "gone"),
  isDown: () => retryable(503),
  isBusy: () => retryable(429, 1_000),
  isBusyForYears: () => retryable(429, 1e12),
  isSilent: never,
  isBroken: breakDown,
  isOdd: ({ calls }: Received) => [never(), retryable(500), undefined][calls.length % 3],
} satisfies Readonly<Record<string, (received: Received) => RequestOutcome | Promise<RequestOutcome> | undefined>>;

export type Mood = keyof typeof moods;
export const allMoods = Object.keys(moods) as readonly Mood[];

/** A number of requests that a server answers in one mood, each after a delay. */
export interface Stage {
  readonly mood: Mood;
  readonly requests: number;
  readonly delayMs: number;
}

export interface HostileServer extends Transport {
  /** How many came: they aren't kept, since a client may send thousands to a server that is down. */
  readonly requests: number;
  /** The `messageId`s of every request that was answered with 2xx, in time or not. */
  readonly taken: ReadonlySet<unknown>;
  /** The `messageId`s of every call that was refused in a request of its own. */
  readonly refusedAlone: ReadonlySet<unknown>;
  /** Requests that a client must not send. */
  readonly faults: readonly string[];
}

/** A server that goes through stages, and records violations of the rules. */
export const createHostileServer = (
  clock: Clock,
  stages: readonly Stage[],
  limits: { readonly maxBodyBytes: number; readonly mixIntegrations: boolean },
): HostileServer => {
  const plan = stages.flatMap((stage) => Array<Stage>(stage.requests).fill(stage));
  const last = stages.at(-1);
  const taken = new Set<unknown>();
  const refusedAlone = new Set<unknown>();
  // After an abort, the client may or may not read an answer within a turn.
  const takenInTime = new Set<unknown>();
  const faults: string[] = [];
  const inspect = ({ calls, text }: Received): void => {
    if (calls.some(({ messageId }) => takenInTime.has(messageId))) faults.push("sent what was taken");
    const groups = new Set(calls.map(({ integrations }) => JSON.stringify(integrations)));
    if (groups.size > 1 && !limits.mixIntegrations) faults.push("mixed integrations");
    if (Buffer.byteLength(text) > limits.maxBodyBytes) faults.push("sent more than the limit");
  };
  let requests = 0;
  return {
    taken,
    refusedAlone,
    faults,
    get requests() {
      return requests;
    },
    async send({ body, signal }) {
      const text = Buffer.from(body).toString("utf8");
      const received = { text, calls: toCalls(text) };
      const { mood, delayMs } = plan[requests] ?? { mood: last?.mood ?? "well", delayMs: 1 };
      requests += 1;
      inspect(received);
      if (delayMs > 0) await new Promise<void>((resolve) => void clock.after(delayMs, resolve));
      const outcome = (await moods[mood](received)) ?? ({ status: "accepted" } as const);
      const [first, ...others] = received.calls;
      if (outcome.status === "rejected" && others.length === 0) refusedAlone.add(first?.["messageId"]);
      if (outcome.status !== "accepted") return outcome;
      for (const { messageId } of received.calls) {
        taken.add(messageId);
        if (!signal.aborted) takenInTime.add(messageId);
      }
      return outcome;
    },
  };
};
