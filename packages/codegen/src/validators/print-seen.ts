import { keyOf } from "../schema/json-schema.ts";
import { ofItselfQuietly } from "./call.ts";
import type { Printer } from "./printer.ts";
import { propertyAccess } from "./property-access.ts";
import { demandsOf, type Evaluated, type RuleTable, type SchemaRule, visitRule } from "./rule.ts";

/**
 * Prints the functions behind `unevaluatedProperties` and `unevaluatedItems`: each puts into a set which names or
 * indices of a value the demands of a schema look at. A branch that the value doesn't fit looks at nothing.
 */
export interface SeenPrinter {
  readonly nameOf: (rule: SchemaRule, of: Evaluated) => string;
  readonly functions: () => readonly string[];
}

interface Looking {
  readonly of: Evaluated;
  readonly printer: Printer;
  /** The statement that adds what a further schema looks at; empty when it looks at nothing. */
  readonly look: (rule: SchemaRule | undefined) => string;
}

const onlyIf = (condition: string, statement: string): string => {
  if (statement === "" || condition === "true") return statement;
  return `if (${condition}) { ${statement} }`;
};

const forNames = (of: Evaluated, statement: string): string => (of === "names" ? statement : "");
const forItems = (of: Evaluated, statement: string): string => (of === "items" ? statement : "");

const allNames = "for (const name of Object.keys(v)) seen.add(name);";

const statements: RuleTable<Looking, string> = {
  test: () => "",
  not: () => "",
  "property-names": () => "",
  reference: ({ node }, { printer, look }) => look(printer.ruleOf(node)),
  also: ({ rule }, { look }) => look(rule),
  choice: ({ branches }, { printer, look }) =>
    branches.map((branch) => onlyIf(printer.check(branch, ofItselfQuietly), look(branch))).join(" "),
  tagged: ({ branches }, { printer, look }) =>
    branches.map(({ rule }) => onlyIf(printer.check(rule, ofItselfQuietly), look(rule))).join(" "),
  conditional: ({ condition, met, unmet }, { printer, look }) => {
    const is = printer.check(condition, ofItselfQuietly);
    return [
      onlyIf(is, [look(condition), look(met)].filter((statement) => statement !== "").join(" ")),
      onlyIf(`!(${is})`, look(unmet)),
    ].join(" ");
  },
  property: ({ name, rule }, { of }) => (rule ? forNames(of, `seen.add(${JSON.stringify(name)});`) : ""),
  "pattern-properties": ({ pattern }, { of }) => {
    const matches = `${new RegExp(pattern, "u").toString()}.test(name)`;
    return forNames(of, `for (const name of Object.keys(v)) if (${matches}) seen.add(name);`);
  },
  "other-properties": (_, { of }) => forNames(of, allNames),
  dependent: ({ name, rule }, { look }) => onlyIf(`${propertyAccess("v", name)} !== undefined`, look(rule)),
  item: ({ index }, { of }) => forItems(of, `seen.add(${index});`),
  items: ({ from }, { of }) => forItems(of, `for (let i = ${from}; i < v.length; i += 1) seen.add(i);`),
  contains: ({ rule }, { of, printer }) =>
    forItems(of, `for (let i = 0; i < v.length; i += 1) if ((${printer.functionOf(rule)})(v[i])) seen.add(i);`),
  unevaluated: (part, { of }) =>
    part.of !== of ? "" : of === "names" ? allNames : "for (let i = 0; i < v.length; i += 1) seen.add(i);",
};

export const createSeenPrinter = (printer: Printer): SeenPrinter => {
  const printed = new Map<string, string>();

  const nameOf = (rule: SchemaRule, of: Evaluated): string => `${of}SeenBy${printer.nameOf(rule)}`;

  const bodyOf = (rule: SchemaRule, of: Evaluated): string => {
    // What a schema's own `unevaluated...` asks about is what the rest of that schema hasn't looked at.
    const look = (inner: SchemaRule | undefined): string => (inner ? lookAt(inner, of) : "");
    return demandsOf(rule)
      .map((part) => visitRule(statements, part, { of, printer, look }))
      .filter((statement) => statement.trim() !== "")
      .join("\n  ");
  };

  const print = (key: string, name: string, body: string): void =>
    void printed.set(key, `function ${name}(v, seen) {${body === "" ? "" : `\n  ${body}\n`}}`);

  /** The call that adds what an inner schema looks at. */
  const lookAt = (rule: SchemaRule, of: Evaluated): string => {
    const key = `${of} within ${keyOf(rule.node)}`;
    const name = `${of}SeenWithin${printer.nameOf(rule)}`;
    if (!printed.has(key)) print(key, name, bodyOf(rule, of));
    return printed.get(key)?.endsWith("{}") ? "" : `${name}(v, seen);`;
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
      if (!printed.has(key)) print(key, nameOf(rule, of), bodyOf(others, of));
      return nameOf(rule, of);
    },
    functions: () => [...printed.values()],
  };
};
