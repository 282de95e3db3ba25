import { literal, textLiteral } from "../../source-text/literals.ts";
import { callOf, identifier, inBoth, joined, js, onlyTyped } from "../../source-text/source.ts";
import { type Call, itself, ofItself, ofPart, printCall, printMissing } from "../code/call.ts";
import { either } from "../code/conditions.ts";
import { declareCheck, type Declaration } from "../code/declaration.ts";
import { factorUnion } from "../rules/factor-union.ts";
import { type Body, bodyOf } from "./print-body.ts";
import { printDemand, refusesLack } from "./print-demand.ts";
import type { Printer } from "./printer.ts";
import { isInherited, lookAlong, propertyAccess } from "../code/property-access.ts";
import type { RuleOf, SchemaRule } from "../rules/rule.ts";

/** The value; that it has the tag proves that it is an object. */
const asObject = inBoth(itself, js`(${itself} as ${identifier("$JsonObject")})`);

/** The checks among which the tag chooses: of the value, or of the only property in which the branches differ. */
const chosenBody = (printer: Printer, union: RuleOf<"tagged">): { checks: readonly SchemaRule[]; body: Body } => {
  const factored = factorUnion(union, printer.ruleOf);
  if (!factored) {
    const body = { before: [], answer: printCall("check", ofItself) };
    return { checks: union.branches.map(({ rule }) => rule), body };
  }
  const { common, property, parts } = factored;
  const call = ofPart(propertyAccess(asObject, property.name), textLiteral(property.name));
  const check = printCall("check", call);
  const isRefused = parts.every((part) => refusesLack(printer, part));
  const chosen = isRefused ? check : either(js`${call.value} === undefined`, printMissing(call), check);
  const { before, answer } = bodyOf(printer, common, (part) =>
    part === property ? chosen : printDemand(printer, common, part),
  );
  // Nothing else reads the tag here, so a hint could take it for a missing property whose name is misspelled.
  const [tag = "", ...below] = union.path;
  const askForTag = below.length === 0 ? [js`${ofPart(itself, textLiteral(tag)).place};`] : [];
  return { checks: parts, body: { before: [...before, ...askForTag], answer } };
};

/** The value to look for a missing tag in: as it is, unless it inherits something of the tag's name. */
const ofPath = (path: readonly string[]): Call =>
  path.some(isInherited) ? { ...ofItself, value: callOf("ownAlong", itself, literal(path)) } : ofItself;

/** Prints a union whose branch the tag chooses. A value without a known tag gets an issue that lists the tags. */
export const printTagged = (printer: Printer, name: string, union: RuleOf<"tagged">): Declaration => {
  const { checks, body } = chosenBody(printer, union);
  const table = union.branches.flatMap(({ tags }, index) =>
    tags.map((text) => js`\n  [${textLiteral(text)}, ${printer.functionOf(checks[index]!)}],`),
  );
  const branches = identifier(`${name}_branches`);
  const { source } = declareCheck(name, [
    js`const check = ${branches}.get(${lookAlong(itself, union.path)});`,
    js`if (!check) return ${printCall("unknownTag", ofPath(union.path), literal(union.path), branches)};`,
    ...body.before,
    js`return ${body.answer};`,
  ]);
  return {
    name,
    source: js`const ${branches} = new Map${onlyTyped(js`<unknown, ${identifier("$Check")}>`)}([${joined(table, "")}\n]);\n\n${source}`,
  };
};
