import { expect, it } from "vitest";
import { createRecord } from "./create-record.ts";

const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

it("drops the oldest of a hundred thousand calls as fast as it keeps one", () => {
  const record = createRecord(100_000);
  const calls = Array.from({ length: 100_000 }, () => ({ type: "track", userId: "u" }));
  const begin = processorTime();
  record.accept(calls);
  const full = processorTime();
  record.accept(calls.slice(0, 15_000));
  expect(processorTime() - full).toBeLessThan(full - begin);
});
