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
    status.settle([{ status: "delivered" }, { status: "rejected", httpStatus: 400, reason: "bad" }]);
    expect(lines).toEqual([
      expect.stringContaining("set aside as invalid"),
      expect.stringContaining("set aside as rejected"),
    ]);
  });

  it("knows why nothing is delivered until the destination recovered", () => {
    const { status } = create();
    status.paused("HTTP 401");
    expect([status.pausedBy(), status.troubles().get("destination")]).toEqual(["HTTP 401", "HTTP 401"]);
    status.recovered("state");
    expect(status.pausedBy()).toBe("HTTP 401");
    status.recovered("destination");
    expect(status.pausedBy()).toBeUndefined();
  });

  it("prints troubles and recoveries, each once", () => {
    const { status, lines } = create();
    status.recovered("state");
    status.trouble("state", "full");
    status.trouble("state", "full");
    status.recovered("state");
    expect(lines).toEqual(["state: full", "state: recovered"]);
  });

  it("counts what a queue has confirmed as received, and no event as none that came", () => {
    const { status } = create();
    status.receive(0);
    expect([status.times().receivedAt, status.published()]).toEqual([undefined, undefined]);
    status.receive(3);
    status.publish(2);
    expect(status.report()).toMatchObject({ received: 3, pending: 1 });
    expect([status.times().receivedAt, status.published()]).toEqual([expect.any(Number), 2]);
  });

  it("counts retries and reconnects", () => {
    const { status } = create();
    expect(status.counts()).toEqual({ retries: 0, reconnects: 0 });
    for (const what of ["retries", "reconnects", "retries"] as const) status.count(what);
    expect(status.counts()).toEqual({ retries: 2, reconnects: 1 });
  });
});
