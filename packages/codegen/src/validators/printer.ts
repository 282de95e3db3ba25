import { pointersUp, pointerTokens } from "../schema/json-pointer.ts";
import { keyOf, placeOf, type SchemaNode } from "../schema/json-schema.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { toTypeName } from "../schema/type-name.ts";
import { createSeenPrinter } from "./print-seen.ts";
import { demandsOf, type Evaluated, type SchemaRule } from "./rule.ts";

/** What all printers share: names of functions, and which schemas stand as a function of their own. */
export interface Printer {
  readonly ruleOf: (node: SchemaNode) => SchemaRule;
  /** The name after `is` and `collect`. */
  readonly nameOf: (rule: SchemaRule) => string;
  /** Whether a schema is short enough to be one condition in the midst of another. */
  readonly isInline: (rule: SchemaRule) => boolean;
  /** The function that tells whether an optional plain value is missing or passes a condition on `v`. */
  readonly nameOptional: (condition: string, inWords: string) => string;
  /** The functions that `nameOptional` named. */
  readonly optionalFunctions: () => readonly string[];
  /** The function that tells what of a value the demands of a schema look at. */
  readonly seenBy: (rule: SchemaRule, of: Evaluated) => string;
  /** The functions that `seenBy` named. */
  readonly seenFunctions: () => readonly string[];
}

const holdsOnlyTests = (rule: SchemaRule): boolean =>
  demandsOf(rule).every((part) => part.kind === "test" || part.kind === "reference");

/** Gives each thing with a key a name that nothing else has. */
const createNames = (): ((key: string, wish: string) => string) => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  return (key, wish) => {
    const known = names.get(key);
    if (known !== undefined) return known;
    let name = wish;
    for (let count = 2; taken.has(name); count += 1) name = `${wish}_${count}`;
    names.set(key, name);
    taken.add(name);
    return name;
  };
};

export const createPrinter = (set: SchemaSet, ruleOf: (node: SchemaNode) => SchemaRule): Printer => {
  const declared = new Map(set.declared.map((node) => [placeOf(node), set.nameOf(node)]));
  const nameFor = createNames();
  // What is declared comes first to its name; the same place under another dynamic scope gets a number.
  for (const node of set.declared) nameFor(keyOf(set.enter(node)), set.nameOf(node));

  /** A place inside a declaration is named after the nearest one above it and the way down. */
  const wishOf = ({ file, pointer }: SchemaNode): string => {
    const above = pointersUp(pointer).find((up) => declared.has(`${file}#${up}`)) ?? "";
    const way = pointerTokens(pointer.slice(above.length)).map(toTypeName);
    return [declared.get(`${file}#${above}`) ?? "Schema", ...way].join("_");
  };

  const optional = new Map<string, string>();
  const nameForOptional = createNames();

  const printer: Printer = {
    ruleOf,
    nameOf: ({ node }) => nameFor(keyOf(node), wishOf(node)),
    isInline: (rule) => !declared.has(placeOf(rule.node)) && holdsOnlyTests(rule),
    nameOptional: (condition, inWords) => {
      const name = nameForOptional(condition, `mayBe${toTypeName(inWords).slice(0, 40) || "Value"}`);
      optional.set(name, `function ${name}(v) {\n  return v === undefined || ${condition};\n}`);
      return name;
    },
    optionalFunctions: () => [...optional.values()],
    seenBy: (rule, of) => seen.nameOf(rule, of),
    seenFunctions: () => seen.functions(),
  };
  const seen = createSeenPrinter(printer);
  return printer;
};
