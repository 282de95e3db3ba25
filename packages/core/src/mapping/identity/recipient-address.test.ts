import { expect, test } from "vitest";
import { recipientAddress } from "./recipient-address.ts";

test.each([
  ["nora@example.com", "nora@example.com"],
  ["  Nora@Example.com\r\n", "Nora@Example.com"],
  ["Nora <nora@example.com>", "nora@example.com"],
  ['"Nora, <the> reader" <nora@example.com>', "nora@example.com"],
  ["<nora@example.com>", "nora@example.com"],
  ["Reader, Nora <nora@example.com>", "nora@example.com"],
  ["nora@example.com <nora@example.com>", "nora@example.com"],
  ['"nora@example.com, mother of a@example.com" <nora@example.com>', "nora@example.com"],
  ['"a, b@c"@example.com', '"a, b@c"@example.com'],
  ['"Nora \\"N, of b@example.com" <nora@example.com>', "nora@example.com"],
  ['"the \\\\" <nora@example.com>', "nora@example.com"],
  ["Nora <the reader> <nora@example.com>", "nora@example.com"],
  ["Nora < nora@example.com >", "nora@example.com"],
  // What isn't one address stays as it is.
  ["Nora <nora at example>", "Nora <nora at example>"],
  ["Nora <nora@example.com> (home)", "Nora <nora@example.com> (home)"],
  ["nora@example.com,", "nora@example.com,"],
  ["reader-4711", "reader-4711"],
])("%j is the address %j", (value, address) => {
  expect(recipientAddress(value)).toBe(address);
});

test.each([[""], ["<>"], [" "], ["[email protected]"], [undefined], [null], [5]])("%j is no address", (value) => {
  expect(recipientAddress(value)).toBeUndefined();
});

test.each([
  "Nora <null>",
  "undefined <undefined>",
  "Nora <>",
  "Nora < >",
  "Nora <[email\u00A0protected]>",
  "Nora <{{email}}>",
])("%j is no address, as its angle brackets hold none", (value) => {
  expect(recipientAddress(value)).toBeUndefined();
});

test.each(["undisclosed-recipients:;", "Undisclosed recipients: ;", " Readers of example.com:; "])(
  "%j is no address, as it is an empty group",
  (value) => {
    expect(recipientAddress(value)).toBeUndefined();
  },
);

test.each([
  "a@example.com, b@example.com",
  "a@example.com,b@example.com",
  "a@example.com;b@example.com",
  "a@example.com b@example.com",
  "a@example.com\nbcc: b@example.com",
  "A <a@example.com>, B <b@example.com>",
  "a@example.com, B <b@example.com>",
  '"A, the reader" <a@example.com>; "B" <b@example.com>',
  "a@example.com|b@example.com",
  "a@example.com，b@example.com",
  "a@example.com\0b@example.com",
  "A <a@example.com> B <b@example.com>",
  "A <a@example.com>\nB <b@example.com>",
  "<a@example.com><b@example.com>",
  "<a@example.com> b@example.com",
  // An escaped quote, and one too many.
  '"A \\"the reader" <a@example.com>, "B" <b@example.com>',
  '"A <a@example.com>, "B" <b@example.com>',
  '"A\\" <a@example.com>, B <b@example.com>',
])("%j is no address, as it is several", (value) => {
  expect(recipientAddress(value)).toBeUndefined();
});

test("reads a long text in linear time", () => {
  const start = process.cpuUsage().user;
  recipientAddress(`${"<a@".repeat(500_000)}>`);
  recipientAddress(`${'"@'.repeat(500_001)},a@b`);
  recipientAddress(`"${'\\"'.repeat(500_000)},a@b c@d`);
  recipientAddress("a@b,".repeat(300_000));
  recipientAddress(`a${": ".repeat(500_000)}`);
  recipientAddress(`a${" ".repeat(1_000_000)}<b@c${" ".repeat(1_000_000)}d>`);
  expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(1_000);
});
