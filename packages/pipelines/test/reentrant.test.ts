import { describe, expect, it } from "vitest";
import type { CloseReport, RequestOutcome } from "../src/index.ts";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";
import { accepted, never } from "../src/testing/fake-transport.ts";

describe("a transport that uses the client as a request begins", () => {
  it("can close it: the event of the request is undelivered at once, and in the report", async () => {
    const reports: Promise<CloseReport<unknown>>[] = [];
    const { client, clock } = setUp(() => {
      reports.push(client.close({ timeoutMs: 0 }));
      return never();
    });
    const outcome = client.track(opened(1));
    await clock.advance(100);
    expect(await outcome).toMatchObject({ status: "undelivered", reason: "the client is closed; it may have arrived" });
    expect(await reports[0]).toEqual({ undelivered: [opened(1)], undeliveredCalls: [] });
    expect(clock.pending).toBe(0);
  });

  it("can abort the client's signal", async () => {
    const abort = new AbortController();
    const { client, clock } = setUp(
      () => {
        abort.abort();
        return never();
      },
      { signal: abort.signal },
    );
    const outcome = client.track(opened(1));
    await clock.advance(100);
    expect(await outcome).toMatchObject({ status: "undelivered" });
    expect(await client.close()).toEqual({ undelivered: [opened(1)], undeliveredCalls: [] });
  });

  it("can flush it, and the event of the request is waited for", async () => {
    let answer = (_: RequestOutcome): void => {};
    let isFlushed = false;
    const { client, clock } = setUp(() => {
      void client.flush().then(() => (isFlushed = true));
      return new Promise((resolve) => (answer = resolve));
    });
    const outcome = client.track(opened(1));
    await clock.advance(100);
    expect(isFlushed).toBe(false);
    answer(accepted);
    await outcome;
    await clock.advance(1);
    expect(isFlushed).toBe(true);
  });
});
