import { Worker } from "node:worker_threads";
import * as fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createPatternAnalyzer } from "./pattern-cost.ts";

const costOf = createPatternAnalyzer();

const repeated = (text: string, times: number): string => text.repeat(times);

/** Patterns as people write them, and what they cost. */
const known: Readonly<Record<"linear" | "quadratic" | "slow", readonly string[]>> = {
  linear: [
    "",
    "foo",
    "^[a-z]+(-[a-z]+)*$",
    "^\\d{4}-\\d{2}-\\d{2}$",
    "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$",
    "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    "^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?$",
    "^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$",
    "^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$",
    "^https?://[^\\s/$.?#].[^\\s]*$",
    "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$",
    "^\\+?[1-9]\\d{1,14}$",
    "^#(?:[0-9a-f]{3}){1,2}$",
    "^[A-Z]{2}\\d{2}(?:[A-Z0-9]{4}){2,7}[A-Z0-9]{1,4}$",
    "^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*)(?:/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$",
    "^[a-z0-9]{1,20}[a-z0-9-]{0,20}[a-z0-9]{1,20}$",
    "^(?=.*[A-Z].*)(?=.*\\d.*).*$",
    "^.{1,255}$",
    "^x*y*z*$",
    // What follows is never gone back to: these have found a match.
    "^.*.*.*",
    "\\d+",
    "\\p{L}+(?: \\p{L}+)*",
    `${repeated("(a|aa)", 6)}$`,
    "^[a-z0-9-]{1,63}(?<!-)(?:\\.[a-z0-9-]{1,63}(?<!-))*$",
  ],
  quadratic: [
    "^\\S+@\\S+$",
    "\\S+@\\S+",
    "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
    "^.*@.*$",
    ".*foo.*",
    "\\d+x",
    "^\\s+|\\s+$",
    "^(.*,){2}P",
    "^[^\\r\\n]{0,1000}[^\\r\\n]{0,1000}$",
    "(?<=^.*)b",
    "(?<=a.*)(?:foo|bar)baz",
    "(?=.*[A-Z].*)(?=.*\\d.*).{8,}",
  ],
  slow: [
    "^((a{0,10}){0,10}){0,10}$",
    "^(.*,){11}P",
    "^(.*,){3}P",
    ".*a.*a.*a.*a$",
    "^.*.*.*$",
    "a.*b.*c",
    "^\\S+@\\S+\\.\\S+$",
    "^(a?){30}a{30}$",
    "^(?:.{0,1000}){3}$",
    "^(\\w+\\s?){1,10}$",
    "^a(.*.*.*b)?",
    "^\\$(?:\\d{1,3},?)+(?:\\.\\d+)?$",
    `^${repeated("(a|aa)", 30)}$`,
    `${repeated("(?:a|a)", 30)}b`,
    "(?=.*a.*a.*b)c",
    ".{2}\\w*?(?=.*)$",
    "(?<=a.*a.*a.*)b",
    // A lookbehind is matched from its end on.
    "(?<=a.*.*)b",
    "(?<=(?<=a.*).*)b",
    "(?<=(?=.*a).*)b",
    "\\S+(?<!b(?:a{0,20}){2})@",
    "(?<=b(?:(?:(?:aa?){0,200}){0,200})+)c",
    // A reference can fail where it may match nothing.
    "^(a?).*.*.*\\1",
  ],
};

/** Patterns that say in many words that they are large. */
const large: readonly string[] = [
  repeated("a?", 4000),
  repeated(".*", 3000),
  "(".repeat(4500) + ")".repeat(4500),
  `^(?:${Array.from({ length: 400 }, (_, index) => `[\\p{L}${index}]`).join("|")})*$`,
  Array.from({ length: 150 }, (_, index) => `(?:.{0,${index}}x)`).join(""),
];

describe("createPatternAnalyzer", () => {
  it.each(Object.entries(known).flatMap(([cost, patterns]) => patterns.map((pattern) => [cost, pattern] as const)))(
    "finds %s: %s",
    (cost, pattern) => {
      expect(costOf(new RegExp(pattern, "u").source)).toBe(cost);
    },
  );

  it.each(["((((a{12}){12}){12}){12}){12}", `${repeated("a?", 60)}b`, repeated("(?:a?b?)", 30) + "c"])(
    "refuses what it can't write out: %s",
    (pattern) => {
      expect(["slow", "too large"]).toContain(costOf(pattern));
    },
  );

  it.each(large.map((pattern) => [pattern.slice(0, 20), pattern] as const))(
    "gives up on a pattern of thousands of parts in bounded time: %s",
    (_, pattern) => {
      const start = process.cpuUsage().user;
      expect(costOf(new RegExp(pattern, "u").source)).toBe("too large");
      expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(60_000);
    },
    120_000,
  );
});

const letter = fc.constantFrom("a", "b", "[ab]", ".", "c", "\\w", "[^a]");

const quantifier = fc.constantFrom("", "", "*", "+", "?", "{2}", "{0,3}", "{2,}", "{1,12}", "{0,30}", "*?");

/** Random patterns of a few letters, so that their parts have something to share out. */
const { pattern: anyPattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3 },
    letter,
    fc
      .tuple(tie("pattern"), fc.constantFrom("(?:", "(", "(?=", "(?!", "(?<=", "(?<!"))
      .map(([inner, open]) => `${open}${inner})`),
  ),
  pattern: fc
    .tuple(
      fc.array(fc.tuple(tie("part"), quantifier), { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "", "^", "$"),
      fc.constantFrom("", "|b"),
    )
    .map(([parts, edge, other]) => {
      const inner = parts.map(([part, count]) => (/^\(\?<?[=!]/.test(part) ? part : `${part}${count}`)).join("");
      return `${edge === "^" ? "^" : ""}${inner}${edge === "$" ? "$" : ""}${other}`;
    }),
}));

/** Texts on which an engine goes back as often as it can. */
const textsFor = (length: number): readonly string[] =>
  ["a", "b", "ab", "aab", "abb", "c", "abc"].flatMap((unit) =>
    ["!", "", "c!", "\n"].map((end) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length) + end),
  );

/** Runs patterns in a thread of its own, which is ended when one takes too long. */
const createRunner = () => {
  const source = `const { parentPort } = require("node:worker_threads");
    parentPort.on("message", ({ pattern, texts }) => {
      const regex = new RegExp(pattern, "u");
      for (const text of texts) regex.test(text);
      parentPort.postMessage("done");
    });`;
  const worker = new Worker(source, { eval: true });
  onTestFinished(() => void worker.terminate());
  return (pattern: string, texts: readonly string[], limitMs: number): Promise<"done" | "late"> =>
    new Promise((resolve) => {
      const late = setTimeout(() => resolve("late"), limitMs);
      worker.once("message", () => {
        clearTimeout(late);
        resolve("done");
      });
      worker.postMessage({ pattern, texts }, []);
    });
};

describe("patterns that are taken", () => {
  // PATTERNS=20000 tries more of them.
  const runs = Number(process.env["PATTERNS"] ?? 100);

  it(
    "are fast on texts that make an engine go back",
    async () => {
      const run = createRunner();
      const texts = textsFor(1000);
      await fc.assert(
        fc.asyncProperty(anyPattern, async (pattern) => {
          const cost = costOf(new RegExp(pattern, "u").source);
          fc.pre(cost === "linear" || cost === "quadratic");
          expect(await run(pattern, texts, 4000)).toBe("done");
        }),
        { numRuns: runs, endOnFailure: true },
      );
    },
    120_000 + runs * 100,
  );
});
