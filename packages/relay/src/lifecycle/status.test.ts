import { describe, expect, it } from "vitest";
import { createRunStatus } from "./status.ts";

const create = () => {
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  return { status: createRunStatus({ note: print, trouble: print }), lines };
};

describe("the status of a run", () => {
  it("adds up at any moment", () => {
    const { status } = create();
    status.receive(3);
    status.settle([{ status: "delivered" }, { status: "skipped", reason: "duplicate" }]);
    expect(status.report()).toMatchObject({ received: 3, delivered: 1, skipped: { duplicate: 1 }, pending: 1 });
  });

  it("counts an event of the future as one of now, so that later ones count", () => {
    const { status } = create();
    status.happened(9_000, 1_000);
    status.happened(undefined, 2_000);
    status.happened(1_500, 2_000);
    expect(status.times().happenedAt).toBe(1_500);
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
