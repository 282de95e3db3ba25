import type { EmittedFunction } from "./call.ts";
import { bodyOf, printCheck } from "./print-body.ts";
import { printTagged } from "./print-tagged.ts";
import type { Printer } from "./printer.ts";
import type { RuleOf, SchemaRule } from "./rule.ts";

/** The union that a schema consists of, when its tag decides and nothing else is asked. */
const soleUnion = ({ types = ["object"], general, byType }: SchemaRule): RuleOf<"tagged"> | undefined => {
  const [union, ...others] = [...general, ...Object.values(byType).flat()];
  return union?.kind === "tagged" && others.length === 0 && types.includes("object") ? union : undefined;
};

/** Prints the functions that check a value by a schema. */
export const printChecks = (printer: Printer, rule: SchemaRule): readonly EmittedFunction[] => {
  const name = `check${printer.nameOf(rule)}`;
  const union = soleUnion(rule);
  if (union) return [printTagged(printer, name, union)];
  const unions = rule.general.filter((part) => part.kind === "tagged");
  return [
    ...unions.map((part) => printTagged(printer, `${name}_${part.keyword}`, part)),
    printCheck(name, bodyOf(printer, rule)),
  ];
};
