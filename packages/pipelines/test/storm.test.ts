import { describe, expect, it } from "vitest";
import { setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { rejected, unavailable } from "../src/testing/fake-transport.ts";

describe("very many calls at the same time", () => {
  it.each(["track", "batch"] as const)(
    "hold the process up in proportion to their number in an outage: %s",
    async (mode) => {
      const { client, clock } = setUp(() => unavailable, { mode });
      // As batches they are as many, since no two have the same integrations.
      const calls = openedTimes(20_000).map((event, n) => ({ ...event, integrations: { Mixpanel: n } }));
      void client.track(opened(0));
      await clock.advance(1);
      const startedAt = performance.now();
      const outcomes = client.batch(calls);
      // A search through all that wait, for each that comes, takes 20 s.
      expect(performance.now() - startedAt).toBeLessThan(6_000);
      await client.close({ timeoutMs: 0 });
      expect(await outcomes).toHaveLength(20_000);
    },
  );

  it("aren't all looked through for each one that is refused", async () => {
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
