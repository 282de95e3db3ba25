import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createWebhookHandler, WebhookBusyError, type WebhookItem } from "@email-events/bulk-tracking-webhook";
import { createAdaptorServer } from "@hono/node-server";
import { assert, asyncProperty, constantFrom, integer, record } from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { generateBulkTrackingEvents } from "../vocabularies/bulk-tracking.ts";
import { createBulkTrackingSender } from "./create-bulk-tracking-sender.ts";
import type { BulkTrackingSenderOptions, SenderFault, SentRequest } from "./sender-options.ts";

const secret = "s3cret";
const open: { readonly close: () => unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Starts a real webhook, which remembers what it confirmed; `accept` may refuse. */
const listen = async (accept: (items: readonly WebhookItem[]) => Promise<void> = async () => undefined) => {
  const stored: WebhookItem[] = [];
  const handle = createWebhookHandler({
    auth: { secret },
    accept: async (items) => {
      await accept(items);
      stored.push(...items);
    },
  });
  const server = createAdaptorServer({ fetch: handle, overrideGlobalObjects: false }) as Server;
  await once(server.listen(0, "127.0.0.1"), "listening");
  open.push({
    close: () => {
      server.closeAllConnections();
      return once(server.close(), "close");
    },
  });
  return { stored, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
};

const start = (url: string, options: Partial<BulkTrackingSenderOptions> = {}) => {
  const sender = createBulkTrackingSender({
    url,
    events: generateBulkTrackingEvents({ count: 250 }),
    headers: { authorization: `Bearer ${secret}` },
    retryDelayMs: 1,
    ...options,
  });
  open.push(sender);
  return sender;
};

const idsOf = (items: readonly WebhookItem[]) =>
  items.map((item) => (item.status === "parsed" ? item.value["event_id"] : item.status));

const ids = [...generateBulkTrackingEvents({ count: 250 })].map((event) => event.event_id);

describe("a bulk-tracking sender", () => {
  it.each([
    ["lists", {}],
    ["NDJSON", { framing: "ndjson" }],
    ["gzip", { gzip: true }],
    ["bare objects", { batchSize: 1 }],
  ] as const)("posts %s until all events are confirmed", async (_, options) => {
    const { stored, url } = await listen();
    const report = await start(url, options).done;
    expect(idsOf(stored)).toEqual(ids);
    expect(report).toMatchObject({ confirmed: 250, resends: 0, statuses: { 200: report.requests } });
  });

  it("posts a batch again until it is answered with 2xx, and the next only then", async () => {
    let calls = 0;
    const { stored, url } = await listen(async () => {
      calls += 1;
      if (calls === 1) throw new Error("no disk");
      if (calls === 2 || calls === 4) throw new WebhookBusyError(0);
    });
    const report = await start(url).done;
    expect(idsOf(stored)).toEqual(ids);
    expect(report).toEqual({ confirmed: 250, requests: 6, resends: 3, statuses: { 200: 3, 429: 2, 503: 1 } });
  });

  it("never gives up on a wrong secret, and stops when closed", async () => {
    const { stored, url } = await listen();
    let requests = 0;
    let hasTried = (): void => undefined;
    const tried = new Promise<void>((resolve) => {
      hasTried = resolve;
    });
    const sender = start(url, {
      headers: {},
      onRequest: ({ status }) => {
        expect(status).toBe(401);
        requests += 1;
        if (requests === 5) hasTried();
      },
    });
    await tried;
    await sender.close();
    expect(sender.report().confirmed).toBe(0);
    expect(stored).toEqual([]);
  });

  it("goes on when the webhook comes back", async () => {
    const { stored, url } = await listen();
    const port = Number(new URL(url).port);
    const gone = open.pop();
    await gone?.close();
    const requests: SentRequest[] = [];
    let hasFailed = (): void => undefined;
    const failed = new Promise<void>((resolve) => {
      hasFailed = resolve;
    });
    const sender = start(url, {
      onRequest: (request) => {
        requests.push(request);
        hasFailed();
      },
    });
    await failed;
    expect(requests[0]?.status).toBeUndefined();
    const items: WebhookItem[] = [];
    const accept = async (more: readonly WebhookItem[]): Promise<void> => void items.push(...more);
    const handle = createWebhookHandler({ auth: { secret }, accept });
    const server = createAdaptorServer({ fetch: handle, overrideGlobalObjects: false });
    await once(server.listen(port, "127.0.0.1"), "listening");
    await sender.done;
    expect([stored, idsOf(items)]).toEqual([[], ids]);
    await once(server.close(), "close");
  });

  it("loses no event and keeps their order, whatever fails", async () => {
    const faults = constantFrom<SenderFault | undefined>("cut-fin", "cut-rst", "lost-answer", undefined, undefined);
    const anyRun = record({
      seed: integer(),
      batchSize: integer({ min: 20, max: 250 }),
      gzip: constantFrom(true, false),
    });
    await assert(
      asyncProperty(anyRun, faults, faults, async ({ batchSize, gzip }, first, second) => {
        const { stored, url } = await listen();
        const fault = ({ number }: { readonly number: number }) => [first, second][number - 1];
        const report = await start(url, { batchSize, gzip, fault }).done;
        expect([...new Set(idsOf(stored))]).toEqual(ids);
        expect(report.confirmed).toBe(250);
        const lost = [first, second].filter((one) => one === "lost-answer").length;
        expect(stored.length <= 250 + lost * batchSize).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ["another host", { url: "http://example.com/" }],
    ["another scheme", { url: "https://127.0.0.1/" }],
    ["no URL", { url: "127.0.0.1:80" }],
    ["a host that only begins like loopback", { url: "http://127.0.0.1.example.com/" }],
    ["no events in a batch", { batchSize: 0 }],
    ["a negative delay", { retryDelayMs: -1 }],
    ["another framing", { framing: "x" }],
    ["events that aren't iterable", { events: 5 }],
    ["no events", { events: undefined }],
    ["no place", { url: undefined }],
    ["gzip that is neither true nor false", { gzip: "x" }],
    ["an unknown option", { batchsize: 5 }],
  ])("refuses %s", (_, options) => {
    const given = { url: "http://127.0.0.1:1/", events: [], ...options } as BulkTrackingSenderOptions;
    expect(() => createBulkTrackingSender(given)).toThrow(TypeError);
    expect(() => createBulkTrackingSender(given)).toThrow(/^\w+ must be |has no "batchsize": use one of/);
  });

  it("takes an undefined option for one that is left out", async () => {
    const { url } = await listen();
    const options = { framing: undefined, gzip: undefined } as unknown as Partial<BulkTrackingSenderOptions>;
    expect((await start(url, options).done).confirmed).toBe(250);
  });

  it("awaits a fault that is promised, and refuses what isn't one", async () => {
    const { url } = await listen();
    const late = start(url, { fault: async ({ number }) => (number === 1 ? "lost-answer" : undefined) });
    expect((await late.done).resends).toBe(1);
    const other = start(url, { fault: () => "x" as SenderFault });
    await expect(other.done).rejects.toThrow('must be one of "cut-fin", "cut-rst", "lost-answer"');
  });
});
