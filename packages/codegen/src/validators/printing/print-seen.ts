import { keyOf } from "@email-events/json-schema";
import { textLiteral } from "../../source-text/literals.ts";
import { identifier, joined, js, onlyTyped, type Source } from "../../source-text/source.ts";
import { itself, ofItselfQuietly } from "../code/call.ts";
import { always, negated } from "../code/conditions.ts";
import { declareFunction, type Declaration, type Parameter } from "../code/declaration.ts";
import type { Printer } from "./printer.ts";
import { propertyAccess } from "../code/property-access.ts";
import { demandsOf, type Evaluated, type RuleTable, type SchemaRule, visitRule } from "../rules/rule.ts";

/**
 * Prints the functions behind `unevaluatedProperties` and `unevaluatedItems`: each adds to a set the names or indices
 * that a schema evaluates in a value. A branch that the value doesn't fit evaluates nothing.
 */
export interface SeenPrinter {
  readonly nameOf: (rule: SchemaRule, of: Evaluated) => string;
  readonly functions: () => readonly Declaration[];
}

/** Statements; none for a demand that evaluates nothing. */
type Statements = readonly Source[];

interface Looking {
  readonly of: Evaluated;
  readonly printer: Printer;
  /** Adds what another schema evaluates. */
  readonly look: (rule: SchemaRule | undefined) => Statements;
}

const onlyIf = (condition: Source, statements: Statements): Statements => {
  if (statements.length === 0 || condition === always) return statements;
  return [js`if (${condition}) { ${joined(statements, " ")} }`];
};

const forNames = (of: Evaluated, statement: Source): Statements => (of === "names" ? [statement] : []);
const forItems = (of: Evaluated, statement: Source): Statements => (of === "items" ? [statement] : []);

/** The set of evaluated names or indices. */
const seen = identifier("seen");

const seenParameter: Parameter = { name: "seen", type: onlyTyped(js`: Set<unknown>`) };

/** The type of the value: the functions are called with no other. */
const typesOf: Readonly<Record<Evaluated, Source>> = {
  names: onlyTyped(js`: ${identifier("$JsonObject")}`),
  items: onlyTyped(js`: readonly unknown[]`),
};

const allNames = js`for (const name of Object.keys(${itself})) ${seen}.add(name);`;

const eachItem = (from: number, statement: Source): Source =>
  js`for (let i = ${from}; i < ${itself}.length; i += 1) ${statement}`;

const addItem = js`${seen}.add(i);`;

const lookAtFitting = (branches: readonly SchemaRule[], { printer, look }: Looking): Statements =>
  branches.flatMap((branch) => onlyIf(printer.check(branch, ofItselfQuietly), look(branch)));

const statements: RuleTable<Looking, Statements> = {
  test: () => [],
  not: () => [],
  "property-names": () => [],
  reference: ({ node }, { printer, look }) => look(printer.ruleOf(node)),
  also: ({ rule }, { look }) => look(rule),
  choice: ({ branches }, looking) => lookAtFitting(branches, looking),
  tagged: ({ branches }, looking) =>
    lookAtFitting(
      branches.map(({ rule }) => rule),
      looking,
    ),
  conditional: ({ condition, met, unmet }, { printer, look }) => {
    const is = printer.check(condition, ofItselfQuietly);
    return [...onlyIf(is, [...look(condition), ...look(met)]), ...onlyIf(negated(is), look(unmet))];
  },
  property: ({ name, rule }, { of }) => (rule ? forNames(of, js`${seen}.add(${textLiteral(name)});`) : []),
  "pattern-properties": ({ regex }, { of }) =>
    forNames(of, js`for (const name of Object.keys(${itself})) if (${regex}.test(name)) ${seen}.add(name);`),
  "other-properties": (_, { of }) => forNames(of, allNames),
  dependent: ({ name, rule }, { of, look }) =>
    of === "names" ? onlyIf(js`${propertyAccess(itself, name)} !== undefined`, look(rule)) : [],
  item: ({ index }, { of }) => forItems(of, js`${seen}.add(${index});`),
  items: ({ from }, { of }) => forItems(of, eachItem(from, addItem)),
  contains: ({ rule }, { of, printer }) => {
    const adding = onlyIf(printer.check(rule, { value: js`${itself}[i]` }), [addItem]);
    return forItems(of, eachItem(0, joined(adding, "")));
  },
  unevaluated: (part, { of }) => {
    if (part.of !== of) return [];
    return [of === "names" ? allNames : eachItem(0, addItem)];
  },
};

interface Printed {
  readonly declared: Declaration;
  readonly isEmpty: boolean;
}

export const createSeenPrinter = (printer: Printer): SeenPrinter => {
  const printed = new Map<string, Printed>();

  const nameOf = (rule: SchemaRule, of: Evaluated): string => `${of}SeenBy${printer.nameOf(rule)}`;

  const bodyOf = (rule: SchemaRule, of: Evaluated): Statements => {
    // A schema's own `unevaluated...` concerns what the rest of that schema hasn't evaluated.
    const look = (inner: SchemaRule | undefined): Statements => (inner ? lookAt(inner, of) : []);
    return demandsOf(rule).flatMap((part) => visitRule(statements, part, { of, printer, look }));
  };

  const print = (key: string, name: string, of: Evaluated, body: Statements): Printed => {
    const one = {
      declared: declareFunction(name, [{ name: "value", type: typesOf[of] }, seenParameter], "void", body),
      isEmpty: body.length === 0,
    };
    printed.set(key, one);
    return one;
  };

  /** The call that adds what an inner schema evaluates. */
  const lookAt = (rule: SchemaRule, of: Evaluated): Statements => {
    const key = `${of} within ${keyOf(rule.node)}`;
    const name = `${of}SeenWithin${printer.nameOf(rule)}`;
    const { isEmpty } = printed.get(key) ?? print(key, name, of, bodyOf(rule, of));
    return isEmpty ? [] : [js`${identifier(name)}(${itself}, ${seen});`];
  };

  return {
    nameOf: (rule, of) => {
      const key = `${of} by ${keyOf(rule.node)}`;
      const others = {
        ...rule,
        byType: {
          ...rule.byType,
          object: rule.byType.object.filter((part) => part.kind !== "unevaluated"),
          array: rule.byType.array.filter((part) => part.kind !== "unevaluated"),
        },
      };
      if (!printed.has(key)) print(key, nameOf(rule, of), of, bodyOf(others, of));
      return nameOf(rule, of);
    },
    functions: () => [...printed.values()].map(({ declared }) => declared),
  };
};
