import { keyOf, type SchemaNode } from "../schema/json-schema.ts";
import { pointerTokens } from "../schema/json-pointer.ts";
import type { SchemaSet } from "../schema/schema-set.ts";
import { toTypeName } from "../schema/type-name.ts";
import type { SchemaRule } from "./rule.ts";

/** What both printers share: names of functions, and which schemas stand as a function of their own. */
export interface Printer {
  readonly ruleOf: (node: SchemaNode) => SchemaRule;
  /** The name after `is` and `collect`. */
  readonly nameOf: (rule: SchemaRule) => string;
  /** Whether a schema is short enough to be one condition in the midst of another. */
  readonly isInline: (rule: SchemaRule) => boolean;
}

const holdsOnlyTests = (rule: SchemaRule): boolean =>
  rule.byType.object.length === 0 &&
  [...rule.general, ...rule.byType.array, ...rule.byType.string, ...rule.byType.number].every(
    (part) => part.kind === "test" || part.kind === "reference",
  );

export const createPrinter = (set: SchemaSet, ruleOf: (node: SchemaNode) => SchemaRule): Printer => {
  const declared = new Map(set.declared.map((node) => [keyOf(node), set.nameOf(node)]));

  const nameOf = ({ node }: SchemaRule): string => {
    const own = declared.get(keyOf(node));
    if (own !== undefined) return own;
    // A place inside a declaration is named after the nearest one above it and the way down.
    const tokens = pointerTokens(node.pointer);
    for (let length = tokens.length - 1; length >= 0; length -= 1) {
      const above = tokens
        .slice(0, length)
        .map((token) => `/${token}`)
        .join("");
      const name = declared.get(`${node.file}#${above}`);
      if (name !== undefined) return `${name}_${tokens.slice(length).map(toTypeName).join("_")}`;
    }
    return toTypeName(node.pointer);
  };

  return {
    ruleOf,
    nameOf,
    isInline: (rule) => !declared.has(keyOf(rule.node)) && holdsOnlyTests(rule),
  };
};
