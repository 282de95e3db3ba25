import { type FormatMode, formats, type SchemaObject } from "@email-events/json-schema";
import { meantRegex } from "../source-text/literals.ts";
import { identifier, js, type Source } from "../source-text/source.ts";
import { type Code, chain } from "./code.ts";
import { literalOf, refined } from "./scalars.ts";

/** A check for values of one type. */
interface Check {
  readonly type: "string" | "number";
  readonly condition: Source;
  readonly expected: string;
}

const formatChecks = ({ format }: SchemaObject, mode: FormatMode): readonly Check[] => {
  const known = format === undefined || mode === "annotate" ? undefined : formats.get(format);
  if (!known) return [];
  return [{ type: "string", condition: js`${identifier(known.check)}(value)`, expected: known.expected }];
};

const bounds = [
  ["minimum", js`>=`, "at least"],
  ["maximum", js`<=`, "at most"],
  ["exclusiveMinimum", js`>`, "more than"],
  ["exclusiveMaximum", js`<`, "less than"],
] as const;

const lengths = [
  ["minLength", js`>=`, "at least"],
  ["maxLength", js`<=`, "at most"],
] as const;

const checksOf = (schema: SchemaObject, mode: FormatMode): readonly Check[] => [
  ...lengths.flatMap(([keyword, sign, words]): readonly Check[] => {
    const length = schema[keyword];
    if (length === undefined) return [];
    const condition = js`[...value].length ${sign} ${length}`;
    return [{ type: "string", condition, expected: `${words} ${length} character(s)` }];
  }),
  ...bounds.flatMap(([keyword, sign, words]): readonly Check[] => {
    const bound = schema[keyword];
    if (bound === undefined) return [];
    return [{ type: "number", condition: js`value ${sign} ${bound}`, expected: `${words} ${bound}` }];
  }),
  ...(schema.pattern === undefined
    ? []
    : [
        {
          type: "string" as const,
          condition: js`${meantRegex(schema.pattern, ["unicorn/prefer-string-starts-ends-with"])}.test(value)`,
          expected: "a text of the pattern",
        },
      ]),
  ...formatChecks(schema, mode),
];

/** Writes constants with additional checks, which some of them may fail. */
export const constantsOf = (schema: SchemaObject, literals: readonly unknown[], mode: FormatMode): Code => {
  const checks = checksOf(schema, mode).flatMap(({ type, condition, expected }): readonly Code[] => {
    const count = literals.filter((value) => typeof value === type).length;
    if (count === 0) return [];
    const isOfType = type === "string" ? js`typeof value !== "string"` : js`typeof value !== "number"`;
    const guarded = count === literals.length ? condition : js`${isOfType} || ${condition}`;
    return [refined(js`(value) => ${guarded}`, expected)];
  });
  return chain(literalOf(literals), ...checks);
};
