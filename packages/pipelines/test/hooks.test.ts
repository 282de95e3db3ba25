import { describe, expect, it } from "vitest";
import { setUp } from "../src/testing/client.ts";
import { opened } from "../src/testing/events.ts";

describe("hooks", () => {
  it("receive every outcome", async () => {
    const told: unknown[] = [];
    const { client, clock } = setUp(undefined, { onOutcome: ({ status }) => told.push(status) });
    void client.track(opened(1));
    void client.track(null as never);
    await clock.advance(100);
    expect(told).toEqual(["rejected", "delivered"]);
  });
});
