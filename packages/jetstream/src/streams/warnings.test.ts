import { expect, it } from "vitest";
import { findWarnings } from "./warnings.ts";

it.each([
  ["1.12.0", true],
  ["2.9.25", true],
  ["2.10.0", false],
  ["2.10.0-RC.1", false],
  ["2.11.4", false],
  ["3.0.0", false],
])("a server %s may confirm what isn't on its disk: %s", (serverVersion, isOlder) => {
  const expected = isOlder ? [expect.stringContaining(`NATS ${serverVersion} has no sync_interval`)] : [];
  expect(findWarnings({ replicas: 2, serverVersion })).toEqual(expected);
});

it("one replica is too few, and two are enough", () => {
  const warningsOf = (replicas: number) => findWarnings({ replicas, serverVersion: "2.10.0" });
  expect(warningsOf(1)).toEqual([expect.stringContaining("The streams have one replica")]);
  expect(warningsOf(2)).toEqual([]);
});
