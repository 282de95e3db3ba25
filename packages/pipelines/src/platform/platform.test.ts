import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createPipelinesClient as createOverFetch } from "../fetch.ts";
import { createPipelinesClient } from "../index.ts";
import { opened, openedTimes } from "../testing/events.ts";
import { toCalls } from "../testing/fake-transport.ts";
import { startLoopback } from "../testing/loopback.ts";

const platforms = [
  ["node", createPipelinesClient],
  ["web", createOverFetch],
] as const;

describe.each(platforms)("the %s platform", (name, create) => {
  it("delivers over a real server", async () => {
    await using server = await startLoopback();
    await using client = create({ writeKey: "key", endpoint: server.url, lingerMs: 0 });
    expect(await client.track(opened(1))).toEqual({ status: "delivered", event: opened(1) });
    const userAgent = server.received[0]?.headers["user-agent"] ?? "";
    expect(userAgent.startsWith("email-events-pipelines/")).toBe(name === "node");
  });

  it("compresses when asked to", async () => {
    await using server = await startLoopback();
    await using client = create({ writeKey: "key", endpoint: server.url, gzip: true });
    const outcomes: unknown[] = [];
    for await (const { status } of client.send(openedTimes(500))) outcomes.push(status);
    expect(outcomes).toEqual(Array(500).fill("delivered"));
    const [request] = server.received;
    expect(request?.headers["content-encoding"]).toBe("gzip");
    expect(toCalls(gunzipSync(request?.body ?? "").toString("utf8"))).toHaveLength(500);
  });
});

describe("node:diagnostics_channel", () => {
  it("receives outcomes, retries and pauses", async () => {
    const told: string[] = [];
    const listeners = ["outcome", "retry", "pause"].map((name) => ({
      channel: `email-events.pipelines.${name}`,
      listen: () => told.push(name),
    }));
    for (const { channel, listen } of listeners) subscribe(channel, listen);
    let requests = 0;
    await using server = await startLoopback((_, response) => {
      requests += 1;
      response.writeHead(requests === 1 ? 503 : 200).end("{}");
    });
    await using client = createPipelinesClient({
      writeKey: "key",
      endpoint: server.url,
      lingerMs: 0,
      backoffBaseMs: 1,
    });
    await client.track(opened(1));
    for (const { channel, listen } of listeners) unsubscribe(channel, listen);
    expect(told).toEqual(["retry", "pause", "outcome"]);
  });
});
