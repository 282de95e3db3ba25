import { pointerTokens, type SchemaNode, toTypeName } from "@email-events/json-schema";
import { keywordOf } from "../rules/rule-facts.ts";
import { demandsOf, type Rule, type SchemaRule } from "../rules/rule.ts";

/** Keywords under which the next step is a name of the schema's own. */
const naming: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "$defs",
  "definitions",
]);

/**
 * The way from a declaration down to a place, in words for a function's name: the names of properties, and the keywords
 * that lead on from there. `/properties/list/items/anyOf/0` is `List`, `Items`, `AnyOf0`.
 */
export const wayInWords = (pointer: string): readonly string[] => {
  const words: string[] = [];
  const tokens = pointerTokens(pointer);
  for (let at = 0; at < tokens.length; at += 1) {
    const [token = "", next] = [tokens[at], tokens[at + 1]];
    if (next !== undefined && naming.has(token)) words.push(toTypeName(next));
    else if (next !== undefined && /^\d+$/.test(next)) words.push(`${toTypeName(token)}${next}`);
    else {
      words.push(toTypeName(token));
      continue;
    }
    at += 1;
  }
  return words.filter((word) => word !== "");
};

const most = 48;

/** `MinLength1` for a bound, `DateTime` for a format, and the keyword alone for all that is longer. */
const testInWords = (owner: SchemaRule, keyword: string): string => {
  const value = keywordOf(owner, keyword);
  if (keyword === "format" && typeof value === "string") return toTypeName(value);
  if (keyword === "false") return "Nothing";
  return toTypeName(typeof value === "number" ? `${keyword} ${value}` : keyword);
};

/**
 * What a plain schema is called in the name of a function, by its types and keywords alone: `StringMinLength1`,
 * `DateTime`, `StringOrNull`. No text of a schema but the name of a format or of a declaration gets into it.
 *
 * @param nameOf the name of what is referred to
 */
export const plainInWords = (rule: SchemaRule, nameOf: (node: SchemaNode) => string): string => {
  const partInWords = (part: Rule): string => {
    if (part.kind === "test") return testInWords(rule, part.keyword);
    if (part.kind === "reference") return nameOf(part.node);
    if (part.kind === "choice") return part.branches.map((branch) => plainInWords(branch, nameOf)).join("Or");
    return toTypeName(part.kind);
  };
  const demands = demandsOf(rule);
  const isFormat = demands.length === 1 && demands[0]?.kind === "test" && demands[0].keyword === "format";
  const types = isFormat && rule.types?.join() === "string" ? [] : (rule.types ?? []);
  const words = [types.map(toTypeName).join("Or"), ...demands.map(partInWords)].join("");
  return words.slice(0, most) || "Value";
};
