import { describe, expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { createTroubleLog } from "./trouble-log.ts";

const create = () => {
  const clock = createManualClock();
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  return { log: createTroubleLog({ note: print, trouble: print }, clock), lines, clock };
};

describe("the log of troubles", () => {
  it("has each cause once until the subject recovered, and at most five", () => {
    const { log, lines, clock } = create();
    log.recovered("destination");
    for (const cause of ["a", "a", "b", "c", "d", "e", "f", "a"]) log.trouble("destination", cause);
    log.recovered("destination");
    log.recovered("destination");
    clock.advance(120_000);
    expect(lines).toEqual(
      ["a", "b", "c", "d", "e"].map((cause) => `destination: ${cause}`).concat("destination: recovered"),
    );
  });

  it("doesn't leave a recovery as the last word when the trouble is back", () => {
    const { log, lines, clock } = create();
    log.trouble("state", "full");
    log.recovered("state");
    log.trouble("state", "full");
    clock.advance(120_000);
    expect(lines).toEqual(["state: full", "state: recovered", "state: full"]);
    log.recovered("state");
    expect(lines.at(-1)).toBe("state: recovered");
  });

  it("prints no recovery that is due while the trouble is back, and prints the next one at once", () => {
    const { log, lines, clock } = create();
    const printed = ["state: full", "state: recovered", "state: full"];
    for (let time = 0; time < 2; time += 1) {
      log.trouble("state", "full");
      log.recovered("state");
    }
    log.trouble("state", "full");
    clock.advance(60_000);
    expect(lines).toEqual(printed);
    log.recovered("state");
    expect(lines).toEqual([...printed, "state: recovered"]);
  });

  it("has what comes and goes once a minute, and its end within a minute", () => {
    const { log, lines, clock } = create();
    for (let second = 0; second < 120; second += 1) {
      log.trouble("airship", "HTTP 503");
      log.recovered("airship");
      expect(clock.waits().length).toBeLessThanOrEqual(1);
      clock.advance(1_000);
    }
    const pair = ["airship: HTTP 503", "airship: recovered"];
    expect(lines).toEqual([...pair, ...pair, ...pair]);
    clock.advance(120_000);
    expect(lines).toHaveLength(6);
  });
});
