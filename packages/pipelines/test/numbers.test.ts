import { describe, expect, it } from "vitest";
import type { SemanticEmailEvent } from "@email-events/core";
import type { PipelinesClientOptions } from "../src/client-options.ts";
import { createDurableClient } from "../src/durable.ts";
import { ConfigError } from "../src/index.ts";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";
import type { Store } from "../src/durable/store.ts";

type NumberOption = {
  [Name in keyof PipelinesClientOptions<object>]-?: PipelinesClientOptions<object>[Name] extends number | undefined
    ? Name
    : never;
}[keyof PipelinesClientOptions<object>];

/** The options that are numbers, all of them: a missing one doesn't compile. */
const numberOptions = Object.keys({
  maxEventBytes: 0,
  maxBatchBytes: 0,
  lingerMs: 0,
  maxInFlight: 0,
  maxQueueBytes: 0,
  timeoutMs: 0,
  deadlineMs: 0,
  backoffBaseMs: 0,
  backoffCapMs: 0,
  requestsPerSecond: 0,
} satisfies { readonly [Name in NumberOption]: 0 });

const wrongNumbers: readonly unknown[] = [Number.NaN, Infinity, -Infinity, -1, "10", "", true, [], {}, 8n, new Date()];

describe.each(numberOptions)("the option %s", (name) => {
  it.each(wrongNumbers)("refuses %o", (value) => {
    const create = () => setUp(undefined, { [name]: value });
    expect(create).toThrow(ConfigError);
    expect(create).toThrow(`${name} must be a positive number.`);
  });
});

describe("the time limit of close", () => {
  it.each(wrongNumbers)("refuses %o, and the client goes on", async (timeoutMs) => {
    const { client, clock } = setUp();
    const outcome = client.track(opened(1));
    const closing = client.close({ timeoutMs } as object);
    await expect(closing).rejects.toThrow(ConfigError);
    await expect(closing).rejects.toThrow("timeoutMs must be a positive number.");
    await clock.advance(100);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(await client.close()).toEqual({ undelivered: [], undeliveredCalls: [] });
  });

  it.each([undefined, null])("is none for %o", async (timeoutMs) => {
    const { client, clock } = setUp();
    const outcome = client.track(opened(1));
    const closing = client.close({ timeoutMs } as object);
    await clock.advance(100);
    expect(await outcome).toMatchObject({ status: "delivered" });
    expect(await closing).toEqual({ undelivered: [], undeliveredCalls: [] });
  });

  it.each(wrongNumbers)("refuses %o for a durable client, which still stores events", async (timeoutMs) => {
    const { client, clock } = setUp();
    const log: string[] = [];
    const store: Store<SemanticEmailEvent> = {
      append: async () => log.push("append"),
      ack: (number) => void log.push(`ack ${number}`),
      replay: () => [],
      close: async () => void log.push("close"),
    };
    const durable = createDurableClient({ client, store });
    await expect(durable.close({ timeoutMs } as object)).rejects.toThrow(ConfigError);
    const outcome = durable.track(opened(1));
    await clock.advance(100);
    expect(await outcome).toMatchObject({ status: "delivered" });
    await durable.close();
    expect(log).toEqual(["append", "ack 1", "close"]);
  });
});
