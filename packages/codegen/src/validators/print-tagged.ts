import { type Call, declareCheck, ofItself, ofPart, printCall } from "./call.ts";
import { factorUnion } from "./factor-union.ts";
import { literal } from "./literal.ts";
import { type Body, bodyOf } from "./print-body.ts";
import { printDemand, refusesLack } from "./print-demand.ts";
import type { Printer } from "./printer.ts";
import { isInherited, propertyAccess } from "./property-access.ts";
import type { RuleOf, SchemaRule } from "./rule.ts";

/** What a union asks for once the tag has led to a check: of the value, or of the only property that branches differ in. */
const chosenBody = (printer: Printer, union: RuleOf<"tagged">): { checks: readonly SchemaRule[]; body: Body } => {
  const factored = factorUnion(union, printer.ruleOf);
  if (!factored) {
    const body = { before: [], answer: printCall("check", ofItself) };
    return { checks: union.branches.map(({ rule }) => rule), body };
  }
  const { common, property, parts } = factored;
  const call = ofPart(propertyAccess("v", property.name), literal(property.name));
  const check = printCall("check", call);
  const isRefused = parts.every((part) => refusesLack(printer, part));
  const chosen = isRefused ? check : `${call.value} === undefined ? ${printCall("issue", call)} : ${check}`;
  const { before, answer } = bodyOf(printer, common, (part) =>
    part === property ? chosen : printDemand(printer, common, part),
  );
  // Nothing else asks for the tag then, and it would be taken for a slip of a name that is missing.
  const [tag = "", ...below] = union.path;
  const askForTag = below.length === 0 ? [`sink?.at(${literal(tag)});`] : [];
  return { checks: parts, body: { before: [...before, ...askForTag], answer } };
};

/** The value to look for a missing tag in: as it is, unless it inherits something of the tag's name. */
const ofPath = (path: readonly string[]): Call =>
  path.some(isInherited) ? { ...ofItself, value: `ownAlong(${ofItself.value}, ${literal(path)})` } : ofItself;

/** A union whose branch the tag decides. Without one, what the tag should have been is told. */
export const printTagged = (printer: Printer, name: string, union: RuleOf<"tagged">): string => {
  const { checks, body } = chosenBody(printer, union);
  const tag = union.path.reduce((place, part) => propertyAccess(place, part, { optional: true }), "v");
  const table = union.branches.flatMap(({ tags }, index) =>
    tags.map((text) => `  [${JSON.stringify(text)}, ${printer.functionOf(checks[index]!)}],`),
  );
  const lines = [
    `const check = ${name}_branches.get(${tag});`,
    `if (!check) return ${printCall("unknownTag", ofPath(union.path), literal(union.path), `${name}_branches`)};`,
    ...body.before,
    `return ${body.answer};`,
  ];
  return [`const ${name}_branches = new Map([`, ...table, "]);", "", declareCheck(name, lines.join("\n  "))].join("\n");
};
