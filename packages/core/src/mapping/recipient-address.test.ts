import { expect, test } from "vitest";
import { recipientAddress } from "./recipient-address.ts";

test.each([
  ["nora@example.com", "nora@example.com"],
  ["  Nora@Example.com\r\n", "Nora@Example.com"],
  ["Nora <nora@example.com>", "nora@example.com"],
  ['"Nora, <the> reader" <nora@example.com>', "nora@example.com"],
  ["<nora@example.com>", "nora@example.com"],
  ["Nora < nora@example.com >", "nora@example.com"],
  // What isn't one address stays as it is.
  ["Nora <nora at example>", "Nora <nora at example>"],
  ["Nora <nora@example.com> (home)", "Nora <nora@example.com> (home)"],
  ["a@example.com, b@example.com", "a@example.com, b@example.com"],
  ["reader-4711", "reader-4711"],
])("%j is the address %j", (value, address) => {
  expect(recipientAddress(value)).toBe(address);
});

test.each([[""], ["<>"], [" "], ["[email protected]"], [undefined], [null], [5]])("%j is no address", (value) => {
  expect(recipientAddress(value)).toBeUndefined();
});

test("reads a long text in linear time", () => {
  const start = process.cpuUsage().user;
  recipientAddress(`${"<a@".repeat(500_000)}>`);
  recipientAddress(`a${" ".repeat(1_000_000)}<b@c${" ".repeat(1_000_000)}d>`);
  expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(1_000);
});
