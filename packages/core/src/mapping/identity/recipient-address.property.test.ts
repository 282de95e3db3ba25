import * as fc from "fast-check";
import { expect, test } from "vitest";
import { recipientAddress } from "./recipient-address.ts";

const quote = (content: string): string => `"${content.replace(/["\\]/g, "\\$&")}"`;

/** What is in quotes may look like addresses, brackets and separators. */
const quotedText = fc
  .string({ unit: fc.constantFrom("a", " ", ",", ";", "<", ">", '"', "\\", "@", "b@c.d"), maxLength: 8 })
  .map(quote);

const localPart = fc.oneof(fc.constantFrom("nora", "n.o'r-a", "{n}"), quotedText);
const address = fc.tuple(localPart, fc.nat(9)).map(([local, host]) => `${local}@h${host}.example`);
const name = fc.oneof(fc.constantFrom("", "Nora", "Reader, Nora", "Nora <home>", "(N)"), quotedText);

/** A recipient in one notation, and the address in it. */
interface Recipient {
  readonly address: string;
  readonly text: string;
}

const named: fc.Arbitrary<Recipient> = fc
  .tuple(name, address)
  .map(([before, one]) => ({ address: one, text: `${before} <${one}>` }));
const bare: fc.Arbitrary<Recipient> = address.map((one) => ({ address: one, text: one }));

const severalOf = (one: fc.Arbitrary<Recipient>) => fc.array(one, { minLength: 2, maxLength: 3 });

const expectNone = (all: readonly Recipient[], text: string): void =>
  expect(all.map((one) => one.address)).not.toContain(recipientAddress(text));

test("the address is found behind any name", () => {
  fc.assert(
    fc.property(named, ({ address: expected, text }) => {
      // Angle brackets and blanks in an address itself, which no server gives out, aren't told from those around it.
      fc.pre(!/[\s<>]/.test(expected));
      expect(recipientAddress(text)).toBe(expected);
    }),
  );
});

test("none of several addresses is chosen", () => {
  const anything = fc.constantFrom(",", ";", ", ", " ", "\n", "", "|", " and ", ",, ", "\0");
  const separator = fc.constantFrom(",", "; ", ",\n");
  fc.assert(
    fc.property(fc.oneof(severalOf(named), severalOf(bare)), anything, (all, between) => {
      expectNone(all, all.map(({ text }) => text).join(between));
    }),
  );
  fc.assert(
    fc.property(severalOf(fc.oneof(bare, named)), separator, (all, between) => {
      const text = all.map((one) => one.text).join(between);
      expectNone(all, text);
      // Nor with a quote too many.
      if (!text.includes("\\")) expectNone(all, `"${text}`);
    }),
  );
});
