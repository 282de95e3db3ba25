import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { framings, prints } from "../testing/framings.ts";
import { read, show } from "../testing/read-text.ts";

/** Texts that look like JSON's grammar, as values of strings. */
const words = fc.constantFrom("x", "a b", "[{", "}", '{"', "\\", "é", "y,", '\\"', "],", ":");

/** What lies in an item, and looks like an item itself. */
const nested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(words, fc.nat(99), fc.constant(null)),
    fc.record({ id: fc.constant("nested"), type: fc.constant("open"), a: words }),
    fc.array(fc.record({ id: fc.constant("nested"), list: fc.array(tie("value"), { maxLength: 2 }) }), {
      maxLength: 3,
    }),
    fc.record({ deep: tie("value"), list: fc.array(tie("value"), { maxLength: 2 }) }),
  ),
})).value;

const items = fc
  .array(fc.array(nested, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 })
  .map((all) => all.map((values, id) => ({ id, ...Object.fromEntries(values.map((value, n) => [`k${n}`, value])) })));

const keyOf = <K extends string>(table: Readonly<Record<K, unknown>>) => fc.constantFrom(...Object.keys(table));
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 });

const textsOf = async (document: string, cuts: readonly number[]): Promise<readonly string[]> =>
  show(await read(document, cuts)).map(([, text]) => text);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

describe("the framing", () => {
  it("makes no difference: any mix of framings gives the same items", async () => {
    const run = fc.record({ framing: keyOf(framings), print: keyOf(prints), list: items });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 4 }), sizes, async (runs, cuts) => {
        const document = runs
          .map(({ framing, print, list }) => framings[framing]?.(list.map((item) => prints[print]?.(item) ?? "")) ?? "")
          .join("");
        const texts = await textsOf(document, cuts);
        expect(texts.map(parse)).toEqual(runs.flatMap(({ list }) => list));
      }),
      { numRuns: 1_000 },
    );
  });

  it("makes no difference where the bytes are cut", async () => {
    const document =
      '\u{feff}{"a":{"b":"}"}}\r\n[{"c":1},{"d":[{"e":"\\""}]}]{"f":2}\u{feff}\n{\n"g":\n{"h":1}\n}, {"a" "b"}\n[{"i":1,{"j":2}]\n{"k":1';
    const whole = show(await read(document));
    for (let size = 1; size < Buffer.byteLength(document); size += 1) {
      for (let first = 1; first <= Math.min(size, 4); first += 1) {
        expect(show(await read(document, [first, size]))).toEqual(whole);
      }
    }
  });

  it("keeps the line of each item", async () => {
    const document = '{"a":1}\n[{"b":2},\n{"c":3}]\n\n{\n "d": 4\n}{"e":5}\n\u{1e}{"f":6}\n{"g" 7}\n{"h":8}';
    expect(show(await read(document)).map(([line]) => line)).toEqual([1, 2, 3, 5, 7, 8, 9, 10]);
  });
});

const places = (text: string, pattern: RegExp): readonly number[] =>
  [...text.matchAll(pattern)].map(({ index }) => index);
const pick = <T>(list: readonly T[], turn: number): T | undefined => list[turn % list.length];
const without = (text: string, at: number | undefined): string =>
  at === undefined ? "oops" : text.slice(0, at) + text.slice(at + 1);
const insert = (text: string, at: number | undefined, part: string): string =>
  at === undefined ? "oops" : text.slice(0, at) + part + text.slice(at);

/** The ways to break an item. */
const breaks: Readonly<Record<string, (text: string, turn: number) => string>> = {
  "a quote less": (text, turn) => without(text, pick(places(text, /(?<!\\)"/g), turn)),
  "a closing brace less": (text, turn) => without(text, pick(places(text, /\}/g), turn)),
  "a closing bracket less": (text, turn) => without(text, pick(places(text, /\]/g), turn)),
  "an opening bracket less": (text, turn) => without(text, pick(places(text, /\[/g), turn)),
  "the first brace less": (text) => text.slice(1),
  "the last brace less": (text) => text.trimEnd().slice(0, -1),
  "a bracket more": (text, turn) => insert(text, pick(places(text, /[\]}]/g), turn), "]"),
  "a brace more": (text) => `${text}}`,
  "a missing value": (text) => text.replace(/"id": ?\d+/, '"id":'),
  "a word too many": (text, turn) => insert(text, (pick(places(text, /:/g), turn) ?? 0) + 1, " oops "),
  "a line break in a string": (text, turn) => insert(text, (pick(places(text, /id|k\d/g), turn) ?? 0) + 1, "\n"),
  "a control character": (text, turn) => insert(text, (pick(places(text, /id|k\d/g), turn) ?? 0) + 1, "\u{1}"),
  "a backslash": (text, turn) => insert(text, pick(places(text, /id|k\d/g), turn), "\\"),
  "its end cut off": (text, turn) => text.slice(0, 1 + (turn % (text.length - 1))),
  "its end cut off behind a colon": (text, turn) => text.slice(0, (pick(places(text, /:/g), turn) ?? 0) + 1),
};

const broken = fc.record({
  list: items,
  victim: fc.nat(),
  turn: fc.nat(),
  how: keyOf(breaks),
  framing: keyOf(framings),
  print: keyOf(prints),
  cuts: sizes,
});

interface Broken {
  readonly list: readonly object[];
  readonly victim: number;
  readonly turn: number;
  readonly how: string;
  readonly framing: string;
  readonly print: string;
  readonly cuts: readonly number[];
}

const readBroken = async ({ list, victim, turn, how, framing, print, cuts }: Broken) => {
  const texts = list.map((item) => prints[print]?.(item) ?? "");
  const at = victim % texts.length;
  const damaged = breaks[how]?.(texts[at] ?? "", turn) ?? "";
  fc.pre(parse(damaged) === undefined);
  const document = framings[framing]?.(texts.with(at, damaged)) ?? "";
  const found = await textsOf(document, cuts);
  const values = found.map(parse).filter((value) => typeof value === "object" && value !== null && "id" in value);
  return {
    damaged,
    document,
    values,
    brokenCount: found.length - values.length,
    unbroken: list.toSpliced(at, 1),
    victim: list[at],
  };
};
/** The items that aren't among values. An expectation for each would take longer than to read them. */
const missing = (values: readonly unknown[], wanted: readonly object[]): readonly object[] => {
  const found = new Set(values.map((value) => JSON.stringify(value)));
  return wanted.filter((item) => !found.has(JSON.stringify(item)));
};

/** Whether a text that was cut off ends in a list: then nothing tells its elements from items. */
const endsInList = (text: string): boolean => {
  const brackets = text.replaceAll(/"(?:[^"\\]|\\.)*"?/g, "");
  return places(brackets, /\[/g).length > places(brackets, /\]/g).length;
};

describe("a broken item", () => {
  it("is set aside, and nothing that lies in it is taken for an item", async () => {
    await fc.assert(
      fc.asyncProperty(broken, async (setting) => {
        const { values, brokenCount, unbroken, victim } = await readBroken(setting);
        expect(brokenCount).toBeGreaterThan(0);
        // Where something else follows a whole item, the item may be taken.
        const rest = values.filter((value) => JSON.stringify(value) !== JSON.stringify(victim));
        const texts = rest.map((value) => JSON.stringify(value));
        expect(new Set(texts).size).toBe(texts.length);
        expect(texts).toEqual(unbroken.map((value) => JSON.stringify(value)).filter((text) => texts.includes(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes no other along where items have a line each", async () => {
    const lines = {
      framing: fc.constantFrom(
        "lines",
        "lines with carriage returns",
        "with byte order marks",
        "a list with an element a line",
        "an indented list",
      ),
      print: fc.constant("compact"),
    };
    const setting = fc.tuple(broken, fc.record(lines)).map(([one, other]) => ({ ...one, ...other }));
    await fc.assert(
      fc.asyncProperty(setting, async (one) => {
        // A line that ends behind a colon goes on with the next one: only where lines came before, that is a cut.
        fc.pre(!/cut off|line break/.test(one.how) || one.victim % one.list.length > 0);
        const { damaged, values, unbroken } = await readBroken(one);
        fc.pre(!one.how.startsWith("its end") || !endsInList(damaged));
        expect(missing(values, unbroken)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes no other along in a list on one line, as far as its own lists hold no objects", async () => {
    const value = fc.oneof(fc.constantFrom("x", "é", ":1", ""), fc.nat(99), fc.constant([1, "a"]));
    const inner = fc.oneof(value, fc.record({ id: fc.constant("nested"), a: value, b: fc.record({ c: value }) }));
    const list = fc
      .array(fc.record({ k0: inner, k1: inner }), { minLength: 2, maxLength: 6 })
      .map((all) => all.map((one, id) => ({ id, ...one })));
    const how = keyOf(breaks).filter((name) => name !== "a bracket more" && name !== "a brace more");
    const framing = fc.constantFrom("a list", "a list with a line's end", "with commas between");
    const setting = fc.tuple(broken, fc.record({ list, how, framing, print: fc.constant("compact") }));
    await fc.assert(
      fc.asyncProperty(setting, async ([one, other]) => {
        const { damaged, document, values, unbroken } = await readBroken({ ...one, ...other });
        fc.pre(!other.how.startsWith("its end") || !endsInList(damaged));
        expect(missing(values, unbroken), document).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});
