import { expect, it } from "vitest";
import { createNoteLog } from "./note-log.ts";

const noteAt = (pointer: string) => ({
  pointer,
  code: "too_long",
  expected: "a shorter value",
  received: "40000 bytes",
});

it("logs a value that is left out once for each kind of note and each source", () => {
  const lines: string[] = [];
  const log = createNoteLog((line) => lines.push(line));
  log("webhook", [noteAt("/a/0"), noteAt("/a/12")]);
  log("webhook", [noteAt("/a/3"), noteAt("/b")]);
  log("airship", [noteAt("/b")]);
  expect(lines).toEqual([
    "webhook: left out of events that continue: /a/0: expected a shorter value, received 40000 bytes",
    "webhook: left out of events that continue: /b: expected a shorter value, received 40000 bytes",
    "airship: left out of events that continue: /b: expected a shorter value, received 40000 bytes",
  ]);
});

it("logs twenty kinds, and that there are more", () => {
  const lines: string[] = [];
  const log = createNoteLog((line) => lines.push(line));
  for (let index = 0; index < 100; index += 1) log("webhook", [noteAt(`/additional/key-${index}`)]);
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe("values of more kinds are left out of events that continue; they aren't logged");
});
