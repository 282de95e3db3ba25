import { describe, expect, it } from "vitest";
import { createRunStatus } from "./status.ts";

const create = () => {
  let now = 0;
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const status = createRunStatus({ note: print, trouble: print }, () => now);
  return { status, lines, advance: (ms: number) => void (now += ms) };
};

describe("the status of a run", () => {
  it("adds up at any moment", () => {
    const { status } = create();
    status.receive(3);
    status.settle([{ status: "delivered" }, { status: "skipped", reason: "duplicate" }]);
    expect(status.report()).toMatchObject({ received: 3, delivered: 1, skipped: { duplicate: 1 }, pending: 1 });
  });

  it("prints each cause once until the subject recovered, and at most five", () => {
    const { status, lines } = create();
    for (const cause of ["a", "a", "b", "c", "d", "e", "f", "a"]) status.trouble("destination", cause);
    status.recovered("destination");
    status.recovered("destination");
    expect(lines).toEqual(
      ["a", "b", "c", "d", "e"].map((cause) => `destination: ${cause}`).concat("destination: recovered"),
    );
    expect(status.troubles().size).toBe(0);
  });

  it("prints what comes and goes once a minute", () => {
    const { status, lines, advance } = create();
    for (let second = 0; second < 120; second += 1) {
      status.trouble("airship", "HTTP 503");
      status.recovered("airship");
      advance(1_000);
    }
    expect(lines).toEqual(Array.from({ length: 2 }, () => ["airship: HTTP 503", "airship: recovered"]).flat());
  });

  it("says once per status that events are set aside", () => {
    const { status, lines } = create();
    status.settle([
      { status: "invalid", issues: [] },
      { status: "invalid", issues: [] },
    ]);
    expect(lines).toEqual([expect.stringContaining("set aside as invalid")]);
  });

  it("knows why nothing is delivered until the destination recovered", () => {
    const { status } = create();
    status.paused("HTTP 401");
    expect([status.pausedBy(), status.troubles().get("destination")]).toEqual(["HTTP 401", "HTTP 401"]);
    status.recovered("destination");
    expect(status.pausedBy()).toBeUndefined();
  });
});
