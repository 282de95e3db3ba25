import { expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { createRunStatus } from "./status.ts";
import { supervise } from "./supervise.ts";

const graceMs = 30_000;

const start = () => {
  const clock = createManualClock();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined }, clock);
  const [interrupting, stopping, abandoning] = [new AbortController(), new AbortController(), new AbortController()];
  const interrupt = interrupting.signal;
  const supervisor = supervise({ interrupt, clock, status, graceMs, stopping, abandoning });
  return { clock, status, supervisor, stop: () => interrupting.abort(), abandoning };
};

it("a process that settles everything isn't late, however long it takes to end", () => {
  const { clock, status, supervisor, stop, abandoning } = start();
  status.receive(1);
  stop();
  status.settle([{ status: "delivered" }]);
  clock.advance(graceMs);
  expect([abandoning.signal.aborted, supervisor.isLate()]).toEqual([true, false]);
});

it("a process is late once its time is over while something isn't settled", () => {
  const { clock, status, supervisor, stop } = start();
  status.receive(1);
  stop();
  clock.advance(graceMs - 1);
  expect(supervisor.isLate()).toBe(false);
  clock.advance(1);
  expect(supervisor.isLate()).toBe(true);
});

it("a process is late whose queue hasn't confirmed what is settled", () => {
  const { clock, status, supervisor, stop } = start();
  status.trouble("queue", "a chunk can't be settled");
  stop();
  clock.advance(graceMs);
  expect(supervisor.isLate()).toBe(true);
});
