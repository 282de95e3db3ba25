import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closest, didYouMean } from "./closest.ts";

const known = ["airship.opens", "airship.identity", "both"];

describe("closest", () => {
  it.each([
    ["airship.open", "airship.opens"],
    ["airship.opnes", "airship.opens"],
    ["Airship.Opens", "airship.opens"],
    ["airshp.identty", "airship.identity"],
    ["bot", "both"],
  ])("finds what %s was meant for: %s", (word, meant) => {
    expect(closest(word, known)).toBe(meant);
  });

  it.each(["", "x", "latin", "__proto__", "x".repeat(1_000_000)])("finds nothing like %.20s", (word) => {
    expect(closest(word, known)).toBeUndefined();
  });

  it("finds nothing for a word of more than 100 characters, however close", () => {
    expect(closest("a".repeat(100), ["a".repeat(99)])).toBe("a".repeat(99));
    expect(closest("a".repeat(101), ["a".repeat(100)])).toBeUndefined();
  });

  it("finds a word itself, and any word with one character added, changed or removed", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...known),
        fc.nat(),
        fc.stringMatching(/^[a-z]?$/),
        fc.nat(1),
        (word, at, by, cut) => {
          const place = at % (word.length + 1);
          expect(closest(word.slice(0, place) + by + word.slice(place + cut), known)).toBe(word);
        },
      ),
    );
  });
});

it("didYouMean says nothing where nothing is close", () => {
  expect(didYouMean("bot", known)).toBe(" Did you mean both?");
  expect(didYouMean("latin", known)).toBe("");
});
