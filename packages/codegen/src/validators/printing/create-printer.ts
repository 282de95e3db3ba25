import { keyOf, placeOf, pointersUp, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { textLiteral } from "../../source-text/literals.ts";
import { identifier, js, type Source } from "../../source-text/source.ts";
import { anything, type Call, itself, ofItself, printCall } from "../code/call.ts";
import { always, anyOf, withoutType } from "../code/conditions.ts";
import type { Declaration } from "../code/declaration.ts";
import { findAlike } from "./find-alike.ts";
import { plainInWords, wayInWords } from "./function-names.ts";
import { type Body, bodyOf, printCheck } from "./print-body.ts";
import { createSeenPrinter } from "./print-seen.ts";
import type { Printer } from "./printer.ts";
import { isSilent, onlyText, onlyTypes, targetOf } from "../rules/rule-facts.ts";
import { demandsOf, type ReadRule, type SchemaRule } from "../rules/rule.ts";

const holdsOnlyTests = (rule: SchemaRule, ruleOf: ReadRule): boolean =>
  demandsOf(rule).every((part) => {
    if (part.kind === "choice")
      return part.keyword === "anyOf" && part.branches.every((one) => onlyTypes(one, ruleOf) !== undefined);
    return part.kind === "test" || part.kind === "reference";
  });

/** Whether a schema is a choice and nothing else. */
const isSoleChoice = (rule: SchemaRule): boolean => {
  const [choice, ...others] = demandsOf(rule);
  return choice?.kind === "choice" && others.length === 0 && rule.types === undefined;
};

/** Returns a function that gives each key a unique name: the wished one, or that with a number. */
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

/**
 * @param needed every schema that a function may be printed for
 * @param kept keys of the schemas whose verdicts are cached
 */
export const createPrinter = (
  set: SchemaSet,
  ruleOf: ReadRule,
  needed: readonly SchemaRule[],
  kept: ReadonlySet<string>,
): Printer => {
  const declared = new Map(set.declared.map((node) => [placeOf(node), set.nameOf(node)]));
  const isNamed = (rule: SchemaRule): boolean => declared.has(placeOf(rule.node)) || kept.has(keyOf(rule.node));
  const firstAlike = findAlike(needed, ruleOf, isNamed);
  const nameFor = createNames();
  // Declared schemas get their names first; the same place under another dynamic scope gets a number.
  for (const node of set.declared) nameFor(keyOf(set.enter(node)), set.nameOf(node));

  /** A place inside a declaration is named after the nearest one above it and the way down. */
  const wishOf = ({ file, pointer }: SchemaNode): string => {
    const above = pointersUp(pointer).find((up) => declared.has(`${file}#${up}`)) ?? "";
    return [declared.get(`${file}#${above}`) ?? "Schema", ...wayInWords(pointer.slice(above.length))].join("_");
  };

  const nameOfReferred = (node: SchemaNode): string => {
    const rule = ruleOf(node);
    return printer.isPlain(rule) ? plainInWords(rule, nameOfReferred) : printer.nameOf(rule);
  };

  const shared = new Map<string, Declaration>();
  const nameForShared = createNames();

  /** Declares a function that all places with the same body share, named after its demands. */
  const share = (prefix: "expect" | "optional", rule: SchemaRule, body: Body): string => {
    const key = [...body.before, body.answer].map(({ text }) => text).join("\n");
    const name = nameForShared(key, `${prefix}${plainInWords(rule, nameOfReferred)}`);
    shared.set(name, printCheck(name, body));
    return name;
  };

  /** The name of the function that checks a value by a schema; `undefined` if the schema allows everything. */
  const functionNameOf = (rule: SchemaRule): string | undefined => {
    if (!printer.isPlain(rule)) return `check${printer.nameOf(firstAlike(rule))}`;
    if (isSilent(rule)) return undefined;
    const target = targetOf(rule, ruleOf);
    return target ? functionNameOf(target) : share("expect", rule, bodyOf(printer, rule));
  };

  const functionOf = (rule: SchemaRule): Source => {
    const name = functionNameOf(rule);
    return name === undefined ? anything : identifier(name);
  };

  const check = (rule: SchemaRule, call: Call): Source => {
    const target = printer.isPlain(rule) ? targetOf(rule, ruleOf) : undefined;
    if (target) return check(target, call);
    const text = printer.isPlain(rule) ? onlyText(rule) : undefined;
    if (text === undefined) {
      const name = functionNameOf(rule);
      return name === undefined ? always : printCall(name, call);
    }
    if (call.place !== undefined) return printCall("equals", call, textLiteral(text));
    const constant = call.value === itself ? withoutType(textLiteral(text)) : textLiteral(text);
    return js`${call.value} === ${constant}`;
  };

  const missing = js`${itself} === undefined`;

  const checkOptional = (rule: SchemaRule, call: Call): Source => {
    if (isSilent(rule)) return always;
    if (!printer.isPlain(rule)) {
      if (!isSoleChoice(rule) || isNamed(rule)) return anyOf([js`${call.value} === undefined`, check(rule, call)]);
      const answer = anyOf([missing, bodyOf(printer, rule).answer]);
      return printCall(share("optional", rule, { before: [], answer }), call);
    }
    const target = targetOf(rule, ruleOf);
    if (target) return checkOptional(target, call);
    const { before, answer } = bodyOf(printer, rule);
    const present = before.length > 0 ? check(rule, ofItself) : answer;
    const optional = { before: [], answer: anyOf([missing, present]) };
    return printCall(share("optional", rule, optional), call);
  };

  const printer: Printer = {
    ruleOf,
    nameOf: ({ node }) => nameFor(keyOf(node), wishOf(node)),
    isPlain: (rule) => !isNamed(rule) && holdsOnlyTests(rule, ruleOf),
    isPrinted: (rule) => !printer.isPlain(rule) && firstAlike(rule) === rule,
    isKept: (rule) => kept.has(keyOf(rule.node)),
    check,
    checkOptional,
    functionOf,
    seenBy: (rule, of) => seen.nameOf(rule, of),
    shared: () => [...shared.values(), ...seen.functions()],
  };
  const seen = createSeenPrinter(printer);
  return printer;
};
