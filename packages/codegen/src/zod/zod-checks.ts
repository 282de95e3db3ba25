import { identifier, js } from "../source-text/source.ts";
import type { Helper } from "./zod-helper.ts";

/** The helpers that check parsed values. */
export const checkHelpers: readonly Helper[] = [
  {
    name: "typed",
    calls: [],
    source: js`/** Asserts the type that a schema checks. */
const typed = <Value>(schema: z.ZodType) => schema as z.ZodType<Value>;`,
  },
  {
    name: "object",
    calls: [],
    source: js`/** An object of any properties. */
const object = () => z.custom<object>(${identifier("plainObject")}, "Invalid input: expected object");`,
  },
  {
    name: "parseInto",
    calls: [],
    source: js`/** Checks a part of a value, and adds its issues. */
const parseInto = (schema: z.ZodType, value: unknown, context: z.RefinementCtx, ...path: (string | number)[]) => {
  for (const issue of schema.safeParse(value).error?.issues ?? [])
    context.issues.push({ ...issue, path: [...path, ...issue.path], input: value } as z.core.$ZodRawIssue);
};`,
  },
  {
    name: "by",
    calls: ["parseInto"],
    source: js`/** Checks a value by another schema. */
const by = (schema: z.ZodType) => (value: unknown, context: z.RefinementCtx) => parseInto(schema, value, context);`,
  },
  {
    name: "when",
    calls: ["parseInto"],
    source: js`/** Checks values of one type only. */
const when =
  (type: "array" | "number" | "object" | "string", schema: z.ZodType) =>
  (value: unknown, context: z.RefinementCtx) => {
    const found = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    if (found === type) parseInto(schema, value, context);
  };`,
  },
  {
    name: "not",
    calls: [],
    source: js`/** Rejects values that match a schema. */
const not = (schema: z.ZodType) => (value: unknown, context: z.RefinementCtx) => {
  if (schema.safeParse(value).success) context.addIssue("Invalid input: expected a value that doesn't match a schema");
};`,
  },
  {
    name: "conditional",
    calls: ["parseInto"],
    source: js`/** Checks a value by one of two schemas, depending on a third. */
const conditional =
  (test: z.ZodType, fitting: z.ZodType, other: z.ZodType) => (value: unknown, context: z.RefinementCtx) =>
    parseInto(test.safeParse(value).success ? fitting : other, value, context);`,
  },
  {
    name: "exactlyOne",
    calls: [],
    source: js`/** A value that matches exactly one schema. */
const exactlyOne = <const Branches extends readonly z.ZodType[]>(branches: Branches) =>
  z.unknown().transform((value, context): z.output<Branches[number]> => {
    const results = branches.map((branch) => branch.safeParse(value));
    const [fitting, ...others] = results.filter(({ success }) => success);
    if (fitting && others.length === 0) return fitting.data as z.output<Branches[number]>;
    if (fitting) context.addIssue(\`Invalid input: expected to match only one schema, not \${others.length + 1}\`);
    else {
      const errors = results.map(({ error }) => error?.issues ?? []);
      context.issues.push({ code: "invalid_union", errors, input: value });
    }
    return z.NEVER;
  });`,
  },
  {
    name: "requiring",
    calls: [],
    source: js`/** Checks that properties are present. */
const requiring = (names: readonly string[]) => (value: object, context: z.RefinementCtx) => {
  for (const name of names.filter((one) => !Object.prototype.hasOwnProperty.call(value, one)))
    context.issues.push({ code: "custom", message: "Invalid input: expected a value", path: [name], input: undefined });
};`,
  },
  {
    name: "dependent",
    calls: [],
    source: js`/** Checks an object that has a property. */
const dependent =
  (name: string, check: (value: object, context: z.RefinementCtx) => void) =>
  (value: object, context: z.RefinementCtx) => {
    if (Object.prototype.hasOwnProperty.call(value, name)) check(value, context);
  };`,
  },
  {
    name: "described",
    calls: ["parseInto"],
    source: js`/** Checks named properties that are present. */
const described = (schemas: Readonly<Record<string, z.ZodType>>) => (value: object, context: z.RefinementCtx) => {
  for (const [name, below] of Object.entries(value)) {
    const schema = Object.prototype.hasOwnProperty.call(schemas, name) ? schemas[name] : undefined;
    if (schema) parseInto(schema, below, context, name);
  }
};`,
  },
  {
    name: "naming",
    calls: ["parseInto"],
    source: js`/** Checks the names of properties. */
const naming = (schema: z.ZodType) => (value: object, context: z.RefinementCtx) => {
  for (const name of Object.keys(value)) parseInto(schema, name, context, name);
};`,
  },
  {
    name: "containing",
    calls: [],
    source: js`/** Checks how many items match a schema. */
const containing =
  (schema: z.ZodType, least: number, most = Infinity) =>
  (items: readonly unknown[], context: z.RefinementCtx) => {
    const count = items.filter((item) => schema.safeParse(item).success).length;
    if (count < least) context.addIssue(\`Invalid input: expected at least \${least} item(s) of a kind, not \${count}\`);
    if (count > most) context.addIssue(\`Invalid input: expected at most \${most} item(s) of a kind, not \${count}\`);
  };`,
  },
  {
    name: "items",
    calls: ["parseInto"],
    source: js`/** Checks the first items one by one, and all others by one schema. */
const items =
  (first: readonly z.ZodType[], rest: z.ZodType) => (list: readonly unknown[], context: z.RefinementCtx) => {
    for (const [index, item] of list.entries()) parseInto(first[index] ?? rest, item, context, index);
  };`,
  },
];
