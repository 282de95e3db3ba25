import { expect, it } from "vitest";
import { isQueueError, isTransient } from "./queue-error.ts";

const errorOf = (name: string, more: object): Error => Object.assign(new Error("no"), { name, ...more });

it.each([
  ["full", true],
  ["unavailable", true],
  ["fenced", false],
  ["refused", false],
  ["foreign", false],
])("the error of a queue with the code %s may pass: %s", (code, mayPass) => {
  const error = errorOf("QueueError", { code });
  expect([isQueueError(error), isTransient(error)]).toEqual([true, mayPass]);
});

it.each([
  errorOf("QueueError", { code: "ENOENT" }),
  errorOf("QueueError", {}),
  errorOf("Error", { code: "full" }),
  { name: "QueueError", code: "full" },
  undefined,
])("another error isn't one of a queue: %o", (error) => {
  expect([isQueueError(error), isTransient(error)]).toEqual([false, false]);
});
