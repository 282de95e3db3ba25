import { expect, test } from "vitest";
import { withoutPaths } from "./without-paths.ts";

const event = { id: "a", body: { name: "click", properties: { subject: 7, email: "n" } }, list: [{ a: 1 }] };

test("removes each place and nothing else", () => {
  const before = structuredClone(event);
  const left = withoutPaths(event, [["body", "properties", "subject"], ["body", "name"], ["id"]]);
  expect(left).toEqual({ body: { properties: { email: "n" } }, list: [{ a: 1 }] });
  expect(event).toEqual(before);
});

test("removes the outer place if one contains the other", () => {
  expect(withoutPaths(event, [["body", "properties", "subject"], ["body"]])).toEqual({ id: "a", list: [{ a: 1 }] });
});

test.each([
  [[]],
  [["none"]],
  [["none", "a"]],
  [["id", "x"]],
  [["list", "0"]],
  [["list", "0", "a"]],
  [["toString"]],
  [["__proto__", "a"]],
])("doesn't change the value for the path %j", (path) => {
  const left = withoutPaths(event, [path]);
  expect(left).toStrictEqual(event);
  expect(Object.getPrototypeOf(left)).toBe(Object.prototype);
});

test("treats __proto__ as a property", () => {
  const odd: unknown = JSON.parse('{"__proto__":{"a":1,"b":2},"c":3}');
  const left = withoutPaths(odd, [["__proto__", "a"]]);
  expect(JSON.stringify(left)).toBe('{"__proto__":{"b":2},"c":3}');
  expect(Object.getPrototypeOf(left)).toBe(Object.prototype);
  expect(JSON.stringify(withoutPaths(odd, [["__proto__"]]))).toBe('{"c":3}');
});
