import { expect, test } from "vitest";
import { unless } from "./unless.ts";

test("skips the events for which the guard returns true, and maps the others", () => {
  const map = unless<number, number, "even">(
    (event) => event % 2 === 0,
    "even",
    (event) => ({ status: "mapped", event }),
  );
  expect(map(2)).toStrictEqual({ status: "skipped", reason: "even" });
  expect(map(3)).toStrictEqual({ status: "mapped", event: 3 });
});

test("doesn't call the mapper for a skipped event", () => {
  const map = unless<number, number, "all">(
    () => true,
    "all",
    () => {
      throw new Error("mapped");
    },
  );
  expect(map(1)).toStrictEqual({ status: "skipped", reason: "all" });
});
