import { callOf, identifier, js } from "../../source-text/source.ts";
import { itself, ofItself, printCall } from "../code/call.ts";
import { declareCheck, type Declaration } from "../code/declaration.ts";
import { bodyOf, printCheck } from "./print-body.ts";
import { printTagged } from "./print-tagged.ts";
import type { Printer } from "./printer.ts";
import type { RuleOf, SchemaRule } from "../rules/rule.ts";

/** The tagged union that a schema consists of, if it has no other demand. */
const soleUnion = ({ types = ["object"], general, byType }: SchemaRule): RuleOf<"tagged"> | undefined => {
  const [union, ...others] = [...general, ...Object.values(byType).flat()];
  return union?.kind === "tagged" && others.length === 0 && types.includes("object") ? union : undefined;
};

/** A check with cached verdicts: it collects issues only of a value that doesn't fit. */
const printKept = (name: string, evaluator: string): Declaration =>
  declareCheck(name, [
    js`return ${callOf("recall", identifier(evaluator), itself)} || (${ofItself.place} ? ${printCall(evaluator, ofItself)} : false);`,
  ]);

/** Prints the functions that check a value by a schema. */
export const printChecks = (printer: Printer, rule: SchemaRule): readonly Declaration[] => {
  const name = `check${printer.nameOf(rule)}`;
  const evaluator = printer.isKept(rule) ? `evaluate${printer.nameOf(rule)}` : name;
  const kept = printer.isKept(rule) ? [printKept(name, evaluator)] : [];
  const union = soleUnion(rule);
  if (union) return [printTagged(printer, evaluator, union), ...kept];
  const unions = rule.general.filter((part) => part.kind === "tagged");
  return [
    ...unions.map((part) => printTagged(printer, `${name}_${part.keyword}`, part)),
    printCheck(evaluator, bodyOf(printer, rule)),
    ...kept,
  ];
};
