import { describe, expect, it } from "vitest";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { rejected, unavailable } from "../src/testing/fake-transport.ts";

describe("very many concurrent calls", () => {
  it.each(["track", "batch"] as const)("take linear time in an outage: %s", async (mode) => {
    const { client, clock } = setUp(() => unavailable, { mode });
    // Each is its own batch, because no two have the same integrations.
    const calls = openedTimes(20_000).map((event, n) => ({ ...event, integrations: { Mixpanel: n } }));
    void client.track(opened(0));
    await clock.advance(1);
    const startedAt = process.cpuUsage().user;
    const outcomes = client.batch(calls);
    // A search through all waiting calls for each new one takes 20 s.
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(6_000);
    await client.close({ timeoutMs: 0 });
    expect(await outcomes).toHaveLength(20_000);
  });

  it("aren't all searched for each refused call", async () => {
    const { client, clock } = setUp(() => rejected(400), { mode: "track", requestsPerSecond: 1e6 });
    const { signal } = new AbortController();
    let looks = 0;
    Object.defineProperty(signal, "aborted", {
      get: () => {
        looks += 1;
        return false;
      },
    });
    const outcomes = openedTimes(1_000).map((event) => client.track(event, { signal }));
    await clock.advance(10_000);
    expect(new Set((await Promise.all(outcomes)).map(({ status }) => status))).toEqual(new Set(["rejected"]));
    expect(looks).toBeLessThan(10 * outcomes.length);
  });
});
