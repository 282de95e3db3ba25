import { expect, it } from "vitest";
import { createManualClock } from "../testing/manual-clock.ts";
import { createRunStatus } from "./status.ts";
import { supervise } from "./supervise.ts";

const graceMs = 30_000;

const start = ({
  interrupting = new AbortController(),
  hurrying = new AbortController(),
}: { readonly interrupting?: AbortController; readonly hurrying?: AbortController } = {}) => {
  const clock = createManualClock();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined }, clock);
  const [stopping, abandoning] = [new AbortController(), new AbortController()];
  const [interrupt, abandon] = [interrupting.signal, hurrying.signal];
  const supervisor = supervise({ interrupt, abandon, clock, status, graceMs, stopping, abandoning });
  const isOver = (): readonly boolean[] => [status.isStopping(), stopping.signal.aborted, abandoning.signal.aborted];
  const [stop, hurry] = [() => interrupting.abort(), () => hurrying.abort()];
  return { clock, status, supervisor, stop, hurry, isOver, abandoning };
};

const aborted = (): AbortController => {
  const controller = new AbortController();
  controller.abort();
  return controller;
};

it("a process stops reading when it is interrupted, and waits for what is in flight, but only for so long", () => {
  const { clock, stop, isOver, supervisor } = start();
  expect(isOver()).toEqual([false, false, false]);
  stop();
  expect([isOver(), clock.waits()]).toEqual([[true, true, false], [graceMs]]);
  clock.advance(graceMs);
  expect([isOver(), supervisor.failure()]).toEqual([[true, true, true], undefined]);
});

it("a process waits for nothing once it is told so", () => {
  const { stop, hurry, isOver } = start();
  stop();
  hurry();
  expect(isOver()).toEqual([true, true, true]);
});

it("a process that was interrupted before it began stops at once", () => {
  expect(start({ interrupting: aborted() }).isOver()).toEqual([true, true, false]);
  expect(start({ interrupting: aborted(), hurrying: aborted() }).isOver()).toEqual([true, true, true]);
});

it("a process that fails ends at once, with its first error, and waits no longer", () => {
  const { clock, supervisor, stop, isOver } = start();
  const error = new Error("first");
  supervisor.fail(error);
  expect(isOver()).toEqual([true, true, true]);
  supervisor.fail(new Error("second"));
  supervisor.sourceFailed("airship", new Error("third"), true);
  stop();
  expect([supervisor.failure(), clock.waits()]).toEqual([error, [graceMs]]);
  supervisor.end();
  expect(clock.waits()).toEqual([]);
});

it("a process with other sources goes on without one that failed, and fails with it unless it recovers", () => {
  const { supervisor, status, isOver } = start();
  const error = new Error("airship: HTTP 401.");
  supervisor.sourceFailed("airship", error, false);
  expect(status.troubles()).toEqual(new Map([["airship", "HTTP 401. The other sources continue."]]));
  expect([isOver(), supervisor.failure()]).toEqual([[false, false, false], error]);
  status.recovered("airship");
  expect(supervisor.failure()).toBeUndefined();
  supervisor.sourceFailed("webhook", new Error("The port is taken."), false);
  expect(status.troubles()).toEqual(new Map([["webhook", "The port is taken. The other sources continue."]]));
});

it("a process stops when its last source fails, with the error of the first that still does", () => {
  const { supervisor, status, isOver } = start();
  const [first, second, last] = ["first", "second", "last"].map((text) => new Error(text));
  supervisor.sourceFailed("airship", first, false);
  supervisor.sourceFailed("compliance", second, false);
  status.recovered("airship");
  supervisor.sourceFailed("webhook", last, true);
  expect([isOver(), supervisor.failure()]).toEqual([[true, true, false], second]);
  const alone = start();
  alone.supervisor.sourceFailed("airship", last, true);
  expect(alone.supervisor.failure()).toBe(last);
});

it("a process doesn't stop once it has ended", () => {
  const { stop, hurry, isOver, supervisor } = start();
  supervisor.end();
  stop();
  hurry();
  expect(isOver()).toEqual([false, false, false]);
});

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
