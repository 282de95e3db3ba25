import { inWords } from "./in-words.ts";
import { printChoice } from "./print-predicate.ts";
import type { Printer } from "./printer.ts";
import type { Rule, SchemaRule, TaggedRule, TestRule } from "./rule.ts";
import { guardedTypes, guardOf, speaksOf, typeTests } from "./type-tests.ts";

/** Prints issue collectors: functions of a value, its JSON Pointer and the sink that takes the issues. */
export interface CollectorPrinter {
  /** The functions of one schema. */
  readonly print: (rule: SchemaRule) => readonly string[];
  /** The functions that several schemas share, once every schema is printed. */
  readonly shared: () => readonly string[];
}

const quoted = (text: unknown): string => JSON.stringify(text);

const failure = (test: Pick<TestRule, "keyword" | "expected" | "meant">): string => {
  const meant = test.meant && test.meant.length > 0 ? `, ${quoted(test.meant)}` : "";
  return `issue(sink, at, ${quoted(test.keyword)}, ${quoted(test.expected)}, v${meant})`;
};

export const createCollectorPrinter = (printer: Printer): CollectorPrinter => {
  // Plain values (a string, a UUID, ...) are asked for in many places: each kind gets one function.
  const shared = new Map<string, string>();

  const nameOfInline = (rule: SchemaRule): string => {
    const [reference, ...others] = rule.general;
    if (reference?.kind === "reference" && others.length === 0 && !rule.types) {
      return `collect${printer.nameOf(printer.ruleOf(reference.node))}`;
    }
    const body = bodyOf(rule);
    const name = shared.get(body) ?? `collectValue${shared.size + 1}`;
    shared.set(body, name);
    return name;
  };

  const collectorOf = (rule: SchemaRule): string =>
    printer.isInline(rule) ? nameOfInline(rule) : `collect${printer.nameOf(rule)}`;

  const saysNothing = (rule: SchemaRule): boolean =>
    printer.isInline(rule) &&
    !rule.types &&
    rule.general.length === 0 &&
    guardedTypes.every((t) => rule.byType[t].length === 0);

  const property = (part: Extract<Rule, { readonly kind: "property" }>): string => {
    const check = part.rule && !saysNothing(part.rule) ? `, ${collectorOf(part.rule)}` : "";
    if (part.required) return `need(v, ${quoted(part.name)}, at, sink${check});`;
    return check === "" ? "" : `may(v, ${quoted(part.name)}, at, sink${check});`;
  };

  const choice = (part: Extract<Rule, { readonly kind: "choice" }>): string => {
    const expected = part.branches.map((branch) => inWords(branch, printer.ruleOf)).join(", or ");
    const collectors = part.branches.map(collectorOf).join(", ");
    const failed = `choiceIssue(v, at, sink, ${quoted(part.keyword)}, ${quoted(expected)}, [${collectors}])`;
    return `if (!(${printChoice(printer, part, "v")})) ${failed};`;
  };

  const tagged = ({ path, branches }: TaggedRule): string => {
    const place = path.reduce((above, name) => `${above}?.[${quoted(name)}]`, "v");
    const cases = branches.map(
      ({ tags, rule }) =>
        `${tags.map((tag) => `case ${quoted(tag)}:`).join(" ")} ${collectorOf(rule)}(v, at, sink); break;`,
    );
    const tags = branches.flatMap((branch) => branch.tags);
    return `switch (${place}) {\n    ${cases.join("\n    ")}\n    default: tagIssue(v, ${quoted(path)}, ${quoted(tags)}, at, sink);\n  }`;
  };

  const statement = (part: Rule): string => {
    switch (part.kind) {
      case "test":
        return `if (!(${part.condition("v")})) ${failure(part)};`;
      case "reference":
        return `collect${printer.nameOf(printer.ruleOf(part.node))}(v, at, sink);`;
      case "also":
        return `${collectorOf(part.rule)}(v, at, sink);`;
      case "property":
        return property(part);
      case "other-properties":
        return `eachOther(v, ${quoted(part.named)}, at, sink, ${collectorOf(part.rule)});`;
      case "items":
        return `each(v, at, sink, ${collectorOf(part.rule)});`;
      case "choice":
        return choice(part);
      case "tagged":
        return tagged(part);
      default:
        return part satisfies never;
    }
  };

  const statements = (parts: readonly Rule[]): readonly string[] => parts.map(statement).filter((line) => line !== "");

  const bodyOf = (rule: SchemaRule): string => {
    const groups = guardedTypes.flatMap((type) => {
      const lines = statements(rule.byType[type]);
      if (lines.length === 0 || (rule.types && !speaksOf(type, rule.types))) return [];
      return rule.types?.length === 1 ? lines : [`if (${guardOf(type)("v")}) {\n    ${lines.join("\n    ")}\n  }`];
    });
    const lines = [...statements(rule.general), ...groups];
    if (!rule.types) return lines.join("\n  ");
    const types = rule.types.map((type) => typeTests[type]);
    const passes = types.map(({ condition }) => condition("v")).join(" || ");
    const expected = types.map((type) => type.expected).join(" or ");
    return [`if (!(${passes})) return ${failure({ keyword: "type", expected })};`, ...lines].join("\n  ");
  };

  const declare = (name: string, body: string): string => `function ${name}(v, at, sink) {\n  ${body}\n}`;

  return {
    print: (rule) => (printer.isInline(rule) ? [] : [declare(`collect${printer.nameOf(rule)}`, bodyOf(rule))]),
    shared: () => [...shared].map(([body, name]) => declare(name, body)),
  };
};
