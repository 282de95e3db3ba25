import { onTestFinished } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import type { PipelinesClientOptions } from "../client-options.ts";
import { createPipelinesClient, type Outcome } from "../index.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createFakeTransport } from "./fake-transport.ts";

/** A client with a fake clock and a fake transport, closed at the end of the test. */
export const setUp = (
  answer?: Parameters<typeof createFakeTransport>[0],
  options: Partial<PipelinesClientOptions<SemanticEmailEvent>> = {},
) => {
  const clock = createFakeClock();
  const transport = createFakeTransport(answer, () => clock.now());
  const client = createPipelinesClient({ writeKey: "sk_secret", clock, transport, random: () => 0.999, ...options });
  onTestFinished(() => void client.close({ timeoutMs: 0 }));
  return { clock, transport, client };
};

/** Every outcome of a call of `send`. */
export const collect = async <E>(outcomes: AsyncIterable<Outcome<E>>): Promise<Outcome<E>[]> => {
  const all: Outcome<E>[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
};

export const undelivered = <E>(outcomes: readonly Outcome<E>[]): Outcome<E>[] =>
  outcomes.filter(({ status }) => status === "undelivered");
