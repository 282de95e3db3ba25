import { toTypeName } from "../schema/type-name.ts";
import { inWords } from "./in-words.ts";
import { arrayLiteral, literal, objectLiteral } from "./literal.ts";
import { printPropertyTables } from "./print-property-tables.ts";
import { predicateFunction, predicateOf, printChoice } from "./print-predicate.ts";
import type { Printer } from "./printer.ts";
import { propertyAccess } from "./property-access.ts";
import {
  demandsOf,
  type Rule,
  rulesInside,
  type RuleTable,
  type SchemaRule,
  type TestRule,
  visitRule,
} from "./rule.ts";
import { guardedTypes, guardOf, speaksOf, typeTests } from "./type-tests.ts";

/** Prints issue collectors: functions of a value and of the sink that takes the issues and knows the place. */
export interface CollectorPrinter {
  /** The functions of one schema. */
  readonly print: (rule: SchemaRule) => readonly string[];
  /** The functions that several schemas share, once every schema is printed. */
  readonly shared: () => readonly string[];
}

/** What a statement is printed for. */
interface Collecting {
  readonly printer: Printer;
  readonly owner: SchemaRule;
  /** What collects the issues of a schema: a function, or the tables of an object's properties. */
  readonly collectorOf: (rule: SchemaRule) => string;
  /** The call that has it collect those of `v`. */
  readonly collect: (rule: SchemaRule) => string;
}

const failure = (test: Pick<TestRule, "keyword" | "expected" | "meant">): string => {
  const meant = test.meant && test.meant.length > 0 ? `, ${literal(test.meant)}` : "";
  return `issue(sink, ${literal(test.keyword)}, ${literal(test.expected)}, v${meant})`;
};

const unless = (condition: string, statement: string): string =>
  condition === "true" ? "" : `if (!(${condition})) ${statement};`;

const regex = (pattern: string): string => new RegExp(pattern, "u").toString();

const isForbidden = (rule: SchemaRule): boolean => rule.node.schema === false;

const expectedToContain = (inside: string, min: number, max: number | undefined): string => {
  const bounds = [...(min > 0 ? [`at least ${min}`] : []), ...(max === undefined ? [] : [`at most ${max}`])];
  return `an array with ${bounds.join(" and ")} of: ${inside}`;
};

const statements: RuleTable<Collecting, string> = {
  test: (part) => unless(part.condition("v"), failure(part)),
  reference: ({ node }, { printer, collect }) => collect(printer.ruleOf(node)),
  also: ({ rule }, { collect }) => collect(rule),
  not: ({ rule }, { printer }) => {
    const expected = `anything but ${inWords(rule, printer.ruleOf)}`;
    return `if (${predicateOf(printer, rule, "v")}) ${failure({ keyword: "not", expected })};`;
  },
  choice: (part, { printer, collectorOf }) => {
    const expected = part.branches.map((branch) => inWords(branch, printer.ruleOf)).join(", or ");
    const collectors = part.branches.map(collectorOf).join(", ");
    const failed = `choiceIssue(v, sink, ${literal(part.keyword)}, ${literal(expected)}, [${collectors}])`;
    return unless(printChoice(printer, part, "v"), failed);
  },
  tagged: ({ path, branches }, { collectorOf }) => {
    const entries = branches.flatMap(({ tags, rule }) => tags.map((tag) => [tag, collectorOf(rule)] as const));
    const tags = entries.map(([tag]) => literal(tag)).join(", ");
    const expected = entries.length > 1 ? `one of ${tags}` : tags;
    return `tagged(v, sink, ${literal(path)}, ${objectLiteral(entries)}, ${literal(expected)});`;
  },
  conditional: ({ condition, met, unmet }, { printer, collect }) => {
    const is = predicateOf(printer, condition, "v");
    const then = met ? `if (${is}) ${collect(met)}` : "";
    const otherwise = unmet ? `if (!(${is})) ${collect(unmet)}` : "";
    return [then, otherwise].filter((line) => line !== "").join("\n  ");
  },
  // Properties are collected together, see `printPropertyTables`.
  property: () => "",
  "pattern-properties": ({ pattern, rule }, { collectorOf }) =>
    `eachMatching(v, sink, ${regex(pattern)}, ${collectorOf(rule)});`,
  "other-properties": ({ named, patterns, rule }, { collectorOf }) => {
    const known = `${literal(named)}, [${patterns.map(regex).join(", ")}]`;
    if (isForbidden(rule)) return `noOthers(v, sink, ${known});`;
    return `eachOther(v, sink, ${known}, ${collectorOf(rule)});`;
  },
  "property-names": ({ rule }, { collectorOf }) => `eachName(v, sink, ${collectorOf(rule)});`,
  dependent: ({ name, rule }, { collect }) => `if (${propertyAccess("v", name)} !== undefined) ${collect(rule)}`,
  item: ({ index, rule }, { collectorOf }) =>
    `if (v.length > ${index}) within(v[${index}], sink, ${index}, ${collectorOf(rule)});`,
  items: ({ from, rule }, { collectorOf }) => `each(v, sink, ${from}, ${collectorOf(rule)});`,
  contains: ({ rule, min, max }, { printer }) => {
    const count = `countOf(v, ${predicateFunction(printer, rule)})`;
    const condition = [
      ...(min > 0 ? [`${count} >= ${min}`] : []),
      ...(max === undefined ? [] : [`${count} <= ${max}`]),
    ];
    const expected = expectedToContain(inWords(rule, printer.ruleOf), min, max);
    return unless(condition.join(" && ") || "true", failure({ keyword: "contains", expected }));
  },
  unevaluated: ({ of, rule }, { printer, owner, collectorOf }) => {
    const each = of === "names" ? "eachUnseenName" : "eachUnseenItem";
    return `${each}(v, sink, ${printer.seenBy(owner, of)}, ${collectorOf(rule)});`;
  },
};

export const createCollectorPrinter = (printer: Printer): CollectorPrinter => {
  // Plain values (a string, a UUID, ...) are asked for in many places: each kind gets one function.
  const shared = new Map<string, string>();
  const taken = new Set<string>();

  const nameShared = (rule: SchemaRule): string => {
    const wish = `expect${toTypeName(inWords(rule, printer.ruleOf)).slice(0, 40) || "Value"}`;
    let name = wish;
    for (let count = 2; taken.has(name); count += 1) name = `${wish}_${count}`;
    taken.add(name);
    return name;
  };

  const collectorOf = (rule: SchemaRule): string => {
    if (!printer.isInline(rule)) return `collect${printer.nameOf(rule)}`;
    const target = targetOf(rule);
    if (target) return collectorOf(target);
    const body = bodyOf(rule);
    const name = shared.get(body) ?? nameShared(rule);
    shared.set(body, name);
    return name;
  };

  /** The schema that another one only refers to. */
  const targetOf = (rule: SchemaRule): SchemaRule | undefined => {
    const [reference, ...others] = demandsOf(rule);
    const isReference = reference?.kind === "reference" && others.length === 0 && !rule.types;
    return isReference ? printer.ruleOf(reference.node) : undefined;
  };

  const collect = (rule: SchemaRule): string =>
    basesOf(rule) ? `expect(v, sink, ${collectorOf(rule)});` : `${collectorOf(rule)}(v, sink);`;

  const print = (parts: readonly Rule[], owner: SchemaRule): readonly string[] =>
    parts
      .map((part) => visitRule(statements, part, { printer, owner, collectorOf, collect }))
      .filter((line) => line !== "");

  /** Most schemas are objects with bases and properties: tables say it all. The bases of such a schema, else nothing. */
  const basesOf = (rule: SchemaRule): readonly SchemaRule[] | undefined => {
    const target = printer.isInline(rule) ? targetOf(rule) : undefined;
    if (target) return basesOf(target);
    if (rule.types?.length !== 1 || rule.types[0] !== "object") return undefined;
    if (!rule.byType.object.every((part) => part.kind === "property")) return undefined;
    const bases = rule.general.map((part) => {
      if (part.kind === "also") return part.rule;
      return part.kind === "reference" ? printer.ruleOf(part.node) : undefined;
    });
    return bases.every((base) => base !== undefined) ? bases : undefined;
  };

  /** The tables of a plain object. One that holds others has its predicate beside them, which is quicker to pass it. */
  const plainObject = (rule: SchemaRule): readonly string[] | undefined => {
    const bases = basesOf(rule);
    if (!bases) return undefined;
    const tables = printPropertyTables(rule, collectorOf);
    const holdsOthers = rule.byType.object
      .flatMap(rulesInside)
      .some((inner) => !printer.isInline(targetOf(inner) ?? inner));
    if (bases.length === 0 && !holdsOthers) return tables.length > 0 ? tables : ["{}"];
    const [needed = "{}", allowed = "{}"] = tables;
    return [needed, allowed, `[${bases.map(collectorOf).join(", ")}]`, predicateFunction(printer, rule)];
  };

  const objectLines = (rule: SchemaRule): readonly string[] => {
    const tables = printPropertyTables(rule, collectorOf);
    const properties = tables.length > 0 ? [`fields(v, sink, ${tables.join(", ")});`] : [];
    return [...properties, ...print(rule.byType.object, rule)];
  };

  const bodyOf = (rule: SchemaRule): string => {
    const tables = plainObject(rule);
    if (tables) return `objectWith(v, sink, ${arrayLiteral(tables)});`;
    const groups = guardedTypes.flatMap((type) => {
      if (rule.types && !speaksOf(type, rule.types)) return [];
      const lines = type === "object" ? objectLines(rule) : print(rule.byType[type], rule);
      if (lines.length === 0) return [];
      return rule.types?.length === 1 ? lines : [`if (${guardOf(type)("v")}) {\n    ${lines.join("\n    ")}\n  }`];
    });
    const lines = [...print(rule.general, rule), ...groups];
    if (!rule.types) return lines.join("\n  ");
    const types = rule.types.map((type) => typeTests[type]);
    const passes = types.map(({ condition }) => condition("v")).join(" || ");
    const expected = types.map((type) => type.expected).join(" or ");
    return [`if (!(${passes})) return ${failure({ keyword: "type", expected })};`, ...lines].join("\n  ");
  };

  const declare = (name: string, body: string): string => `function ${name}(v, sink) {\n  ${body}\n}`;

  // A constant can only hold those that stand above it. A schema that needs itself is a function.
  const above = new Set<string>();

  const needsOnlyAbove = (rule: SchemaRule): boolean => {
    const below = rule.byType.object.flatMap(rulesInside);
    return [...below, ...(basesOf(rule) ?? [])].every((needed) => isAbove(needed));
  };

  const isAbove = (rule: SchemaRule): boolean => {
    if (!printer.isInline(rule)) return above.has(printer.nameOf(rule));
    const target = targetOf(rule);
    return !target || isAbove(target);
  };

  const printOwn = (rule: SchemaRule): string => {
    const name = `collect${printer.nameOf(rule)}`;
    const tables = needsOnlyAbove(rule) ? plainObject(rule) : undefined;
    above.add(printer.nameOf(rule));
    return tables ? `const ${name} = ${arrayLiteral(tables)};` : declare(name, bodyOf(rule));
  };

  return {
    print: (rule) => (printer.isInline(rule) ? [] : [printOwn(rule)]),
    shared: () => [...shared].map(([body, name]) => declare(name, body)),
  };
};
