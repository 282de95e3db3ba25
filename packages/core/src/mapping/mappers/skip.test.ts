import { expect, test } from "vitest";
import { skip } from "./skip.ts";

test("skips every event for the reason", () => {
  const map = skip("no-semantic-event");
  expect([map(), map()]).toStrictEqual([
    { status: "skipped", reason: "no-semantic-event" },
    { status: "skipped", reason: "no-semantic-event" },
  ]);
});
