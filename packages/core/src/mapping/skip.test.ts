import { expect, test } from "vitest";
import { skip } from "./skip.ts";

test("skips every event for the reason", () => {
  const map = skip("no-semantic-event");
  expect([map(), map()]).toStrictEqual([
    { outcome: "skipped", reason: "no-semantic-event" },
    { outcome: "skipped", reason: "no-semantic-event" },
  ]);
});
