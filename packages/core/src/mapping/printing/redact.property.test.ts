import * as fc from "fast-check";
import { expect, it } from "vitest";
import { redact } from "./redact.ts";
import { toLine } from "./to-line.ts";

/** With FUZZ: 100,000 addresses and 2,000 long texts, about half a minute. */
const isLong = process.env["FUZZ"] !== undefined;
const timeoutMs = isLong ? 120_000 : 10_000;

const atom = fc
  .string({ unit: fc.constantFrom(...Array.from("!#$%&'*+-/=?^_`{|}~é用")), maxLength: 2 })
  .chain((signs) => fc.constantFrom(`lovel${signs}ace`, `${signs}lovel`, `lovel${signs}`));
const plain = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join("."));
const quoted = fc
  .array(fc.constantFrom("lovel", " ", '\\"', "\\\\", ".", "@", "<", ">", ",", ":", "(", "'"), { maxLength: 6 })
  .map((parts) => `"lovel${parts.join("")}"`);
const localPart = fc.oneof(
  plain,
  quoted,
  fc.tuple(plain, quoted).map(([first, second]) => `${first}.${second}`),
  fc.tuple(quoted, plain).map(([first, second]) => `${first}.${second}`),
);
const address = fc
  .tuple(
    localPart,
    fc.constantFrom("@", "＠", "﹫", "%40", "%2540", "&#64;", "&#X40;", "&commat;", "&amp;#064;", "\\u0040", "\\x40"),
    fc.constantFrom("babbage.uk", "babbage", "babb.例え。jp", "xn--babb.com", "[192.0.2.1]"),
  )
  .map((parts) => parts.join(""));

/** An encoding of an address. */
const writings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `<${text}>`,
  (text) => `"Ada" <${text}>`,
  (text) => `mailto:${text}`,
  (text) => `mailto:${encodeURI(text)}`,
  encodeURIComponent,
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(`"Ada" <${text}>`),
  (text) => JSON.stringify({ a: JSON.stringify({ b: text }) }),
];
const around = fc.string({
  unit: fc.constantFrom("x", " ", "\n", "é", ",", ":", "{", "(", "/", "\u202e"),
  maxLength: 10,
});

it(
  "contains no part of any address, in any encoding and wherever the text is truncated",
  () => {
    fc.assert(
      fc.property(around, fc.constantFrom(...writings), address, around, (before, write, given, after) => {
        const text = `${before} ${write(given)} ${after}`;
        expect(redact(text)).not.toMatch(/lovel|babb/);
        expect(toLine(`${text} ${text} ${"y".repeat(400)} ${text}`, 300)).not.toMatch(/lovel|babb/);
      }),
      { numRuns: isLong ? 100_000 : 1_000 },
    );
  },
  timeoutMs,
);

it(
  "takes linear time for a text of any pieces",
  () => {
    const piece = fc.constantFrom(
      "@",
      '"',
      "\\",
      ".",
      " ",
      "<",
      "/",
      "x",
      "%25",
      "40",
      "&#0",
      "&amp;",
      "%26",
      "%5C",
      "u{0",
      "x@y",
      '"@',
      '\\"',
      "\n",
      "-",
    );
    const unit = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(unit, unit, unit, (head, middle, tail) => {
        const text = `${head.repeat(100)}${middle.repeat(300_000 / middle.length)}${tail.repeat(100)}`;
        const startedAt = process.cpuUsage().user;
        redact(text);
        // Linear time is 50 ms, quadratic time half an hour.
        expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(20_000);
      }),
      { numRuns: isLong ? 2_000 : 20 },
    );
  },
  timeoutMs,
);
