import { expect, it } from "vitest";
import { createRecord } from "./create-record.ts";

it("drops the oldest of a hundred thousand calls as fast as it keeps one", () => {
  const record = createRecord(100_000);
  const calls = Array.from({ length: 100_000 }, () => ({ type: "track", userId: "u" }));
  const begin = performance.now();
  record.accept(calls);
  const full = performance.now();
  record.accept(calls.slice(0, 15_000));
  expect(performance.now() - full).toBeLessThan(full - begin);
});
