import { type AST, RegExpParser } from "@eslint-community/regexpp";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPortable } from "./is-portable.ts";
import { type Alternatives, type Element, readPatternSyntax } from "./pattern-syntax.ts";

const parser = new RegExpParser();

const inner = (alternatives: readonly AST.Alternative[]): Alternatives =>
  alternatives.map(({ elements }) => elements.map(toElement));

/** What another parser reads, as ours has it. */
const toElement = (node: AST.Element): Element => {
  if (node.type === "Quantifier")
    return { kind: "repeat", element: toElement(node.element), min: node.min, max: node.max };
  if (node.type === "Backreference") return { kind: "reference", to: String(node.ref) };
  if (node.type === "CapturingGroup")
    return { kind: "capture", name: node.name ?? undefined, inner: inner(node.alternatives) };
  if (node.type === "Group") return { kind: "group", inner: inner(node.alternatives) };
  if (node.type !== "Assertion") return { kind: "set", source: node.raw };
  if (node.kind === "lookahead" || node.kind === "lookbehind") {
    const isBehind = node.kind === "lookbehind";
    return { kind: "look", isBehind, isNegated: node.negate, inner: inner(node.alternatives) };
  }
  return { kind: "edge", isStart: node.kind === "start" };
};

/** Whether every engine takes a pattern: newer ones take more, and not all of them the same. */
const isValid = (source: string): boolean => {
  try {
    return new RegExp(source, "u") instanceof RegExp && isPortable(source);
  } catch {
    return false;
  }
};

const theirs = (source: string): Alternatives =>
  inner(parser.parsePattern(source, 0, source.length, { unicode: true }).alternatives);

const parts =
  String.raw`a|b|é|😀|.|-|,|:|=|!|<|>|0|9|{|}|[a-z]|[^\]\\]|[]|[^]|[\]^|[-\b]|[😀-😎]|\d|\W|\s|\b|\B|^|$|\n|\0|\cA|\x41|\u0041|\u{1f600}|\ud83d\ude00|\ud83d|\p{L}|\P{Script=Greek}|\/|\.|\$|\(|\1|\2|\k<n>|\k<m>`
    .split("|")
    .concat(["|", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>", "(?<m>", "(?<\\u0061>", "\\k<a>", "\\|"])
    .concat(["*", "+", "?", "{2}", "{0,}", "{1,3}", "*?", "+?", "??", "{2,3}?", "{99999999999}"]);

const text: fc.Arbitrary<string> = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((all) => all.join(""));

/** Groups within groups, with quantifiers, of which each is valid. */
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    text.filter(isValid),
    fc
      .tuple(
        fc.constantFrom("(", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?<n>"),
        tie("pattern"),
        fc.constantFrom("", "*", "{2,}?", "|x"),
      )
      .map(([start, inside, end]) => `${start}${inside})${end}`),
    fc.tuple(tie("pattern"), tie("pattern")).map((both) => both.join("")),
  ),
}));

const numRuns = Number(process.env["PATTERN_SYNTAX"] ?? "1000");
const timeoutMs = 60_000 + 10 * numRuns;

describe("the syntax of a pattern", () => {
  it(
    "is what another parser reads",
    () => {
      fc.assert(
        fc.property(pattern.filter(isValid), (source) => {
          expect(readPatternSyntax(source)).toEqual(theirs(source));
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it.each([
    String.raw`^(?!\s*[<("']?(?:[Nn]ull|NULL)[>)"']?\s*$)[^\p{L}\p{N}]*[\p{L}\p{N}]`,
    String.raw`(?<year>\d{4})-(?<mo\u006eth>\d\d)\k<year>\k<mon\u{74}h>\1`,
    String.raw`\u{1f600}|\ud83d\ude00+|[\ud83d\ude00]*|😀?`,
    "()|(|a|)",
  ])("is what another parser reads: %s", (source) => {
    expect(readPatternSyntax(source)).toEqual(theirs(source));
  });
});
