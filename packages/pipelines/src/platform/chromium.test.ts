import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../testing/bundle.ts";
import { openedTimes } from "../testing/events.ts";
import { toCalls } from "../testing/fake-transport.ts";
import { startLoopback } from "../testing/loopback.ts";

const executablePath = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path)) ?? "";
const args =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const isThere = executablePath !== "";

/**
 * The headers that a page needs permission for, because the API has another origin:
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 */
const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, x-strict-mode",
  "access-control-expose-headers": "retry-after",
};

/** Runs in the page. */
const send = (endpoint: string, events: readonly unknown[]): string => `(async () => {
  const { createPipelinesClient } = await import("/client.js");
  const told = [];
  const onPause = ({ cause }) => told.push(cause);
  const client = createPipelinesClient({ writeKey: "key", endpoint: "${endpoint}", backoffBaseMs: 1, onPause });
  const outcomes = [];
  for await (const { event, ...outcome } of client.send(${JSON.stringify(events)})) {
    outcomes.push({ ...outcome, id: event.messageId });
  }
  const report = await client.close();
  return { outcomes, told, report };
})()`;

describe.skipIf(!isThere)(`in real Chromium${isThere ? "" : " (skipped: there is no Chromium)"}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: args.split(" ") });
  }, 60_000);
  afterAll(async () => browser.close());

  it("delivers across origins, through an outage and past a poison event", async () => {
    const client = await bundle("fetch.ts");
    await using site = await startLoopback(({ path }, response) => {
      if (path === "/client.js") response.writeHead(200, { "content-type": "text/javascript" }).end(client);
      else response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>a page</title>");
    });
    const stored: unknown[] = [];
    let requests = 0;
    const judge = (body: Buffer): readonly [number, string] => {
      requests += 1;
      if (requests === 1) return [503, ""];
      const ids = toCalls(body.toString("utf8")).map((call) => call["messageId"]);
      if (ids.includes("message-7")) return [400, '{"meta":{"errors":["poison"]}}'];
      stored.push(...ids);
      return [200, "{}"];
    };
    await using api = await startLoopback(({ method, body }, response) => {
      const [status, text] = method === "OPTIONS" ? [204, ""] : judge(body);
      response.writeHead(status, cors).end(text);
    });

    const page = await browser.newPage();
    await page.goto(site.url);
    const { outcomes, told, report } = await page.evaluate<{
      readonly outcomes: readonly { readonly status: string }[];
      readonly told: readonly string[];
      readonly report: unknown;
    }>(send(api.url, openedTimes(200)));
    await page.close();

    expect(outcomes.filter(({ status }) => status === "delivered")).toHaveLength(199);
    expect(outcomes.filter(({ status }) => status !== "delivered")).toEqual([
      { status: "rejected", id: "message-7", httpStatus: 400, reason: "HTTP 400: poison" },
    ]);
    expect(told).toEqual(["HTTP 503"]);
    expect(report).toEqual({ undelivered: [], undeliveredCalls: [] });
    expect(stored).toHaveLength(199);
    expect(new Set(stored).size).toBe(199);
    const { headers } = api.received.find(({ method }) => method === "POST") ?? {};
    expect(headers).toMatchObject({ origin: site.url, "x-strict-mode": "1", authorization: `Basic ${btoa("key:")}` });
  }, 60_000);
});
