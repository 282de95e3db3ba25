import { describe, expect, it } from "vitest";
import { formatSetAside } from "./format-set-aside.ts";

const issue = { pointer: "/a", code: "type", expected: "string", received: "number" };
const entry = { line: 7, status: "invalid", source: "{}" } as const;

describe("formatSetAside", () => {
  it("returns one line per issue", () => {
    const issues = [issue, { ...issue, pointer: "", hint: 'did you mean "b"?' }];
    expect(formatSetAside({ ...entry, issues })).toEqual([
      "line 7: invalid: /a: expected string, received number",
      'line 7: invalid: expected string, received number (did you mean "b"?)',
    ]);
  });

  it.each([{}, { name: "" }])("returns a line if there is neither an issue nor a name: %j", (named) => {
    expect(formatSetAside({ ...entry, ...named, status: "unrecognized", issues: [] })).toEqual([
      "line 7: unrecognized: an event without a name",
    ]);
  });

  it("returns the name of an unrecognized event without issues", () => {
    expect(formatSetAside({ ...entry, status: "unrecognized", name: "teleported", issues: [] })).toEqual([
      'line 7: unrecognized: "teleported" has no mapping',
    ]);
  });

  it("contains no address, control character or endless text", () => {
    const received = `userId <ada.l@example.com> \u001B[31m${"x".repeat(500)}`;
    const [text = ""] = formatSetAside({ ...entry, status: "rejected", issues: [{ ...issue, received }] });
    expect(text).toContain("<[address]>");
    expect(text).not.toMatch(/ada|\p{Cc}(?!$)/u);
    expect(text.length).toBeLessThan(260);
  });
});
