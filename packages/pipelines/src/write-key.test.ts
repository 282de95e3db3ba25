import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { collect, setUp } from "./testing/client.ts";
import { opened, openedTimes } from "./testing/events.ts";
import { rejected } from "./testing/fake-transport.ts";

describe("the write key", () => {
  it.each([401, 403])("refused with %d stops the queue at once, and says so", async (httpStatus) => {
    const { client, clock, transport } = setUp(() => rejected(httpStatus, "no such key: sk_secret"));
    const outcome = client.track(opened(1));
    await clock.advance(100);
    const reason = `HTTP ${httpStatus}: no such key: [write key] (the API refuses the write key: nothing more is sent)`;
    expect(await outcome).toEqual({ status: "undelivered", event: opened(1), reason });
    expect(await client.track(opened(2))).toEqual({ status: "undelivered", event: opened(2), reason });
    expect(await collect(client.send(openedTimes(5)))).toHaveLength(5);
    expect(client.stats().stopped).toBe(reason);
    expect(transport.seen).toHaveLength(1);
  });

  it("isn't in what util.inspect shows", () => {
    const { client } = setUp();
    const shown = inspect(client, { depth: 20, showHidden: true });
    expect(shown).toContain("track");
    expect(shown).not.toContain("sk_secret");
    expect(shown).not.toContain(btoa("sk_secret:"));
  });
});
