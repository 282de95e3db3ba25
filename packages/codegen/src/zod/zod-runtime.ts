import { js, type Source } from "../source-text/source.ts";
import { checkHelpers } from "./zod-checks.ts";
import type { Helper } from "./zod-helper.ts";

const helpers: readonly Helper[] = [
  ...checkHelpers,
  {
    name: "closed",
    calls: ["open", "others"],
    source: js`/** An object without other properties. Unlike z.strictObject, it stays closed in an intersection. */
const closed = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  open(shape).superRefine(others(Object.keys(shape), [], z.never()));`,
  },
  {
    name: "empty",
    calls: ["closed"],
    source: js`/** An object without properties. */
const empty = () => closed({}) as unknown as z.ZodType<{ [k: string]: never }>;`,
  },
  {
    name: "open",
    calls: [],
    source: js`/** An object that allows unknown properties at run time, but not in its type. */
const open = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.looseObject(shape) as unknown as z.ZodObject<Shape>;`,
  },
  {
    name: "others",
    calls: [],
    source: js`/** Checks properties that match patterns, and all other unnamed properties. */
const others =
  (named: readonly string[], patterns: readonly (readonly [RegExp, z.ZodType])[], rest: z.ZodType) =>
  (value: object, context: z.RefinementCtx) => {
    for (const [name, below] of Object.entries(value)) {
      const matching = patterns.filter(([pattern]) => pattern.test(name)).map(([, schema]) => schema);
      const isOther = matching.length === 0 && !named.includes(name);
      for (const schema of isOther ? [rest] : matching) {
        for (const issue of schema.safeParse(below).error?.issues ?? []) {
          context.issues.push({ ...issue, path: [name, ...issue.path], input: below });
        }
      }
    }
  };`,
  },
  {
    name: "keyed",
    calls: [],
    source: js`/** An object with a type for its other properties. */
const keyed = <Shape extends z.core.$ZodLooseShape, Value extends z.ZodType>(shape: Shape, _others: Value) =>
  z.looseObject(shape) as unknown as z.ZodType<z.output<z.ZodObject<Shape>> & { [k: string]: z.output<Value> }>;`,
  },
  {
    name: "lists",
    calls: [],
    source: js`/** The lengths of an array that its type expresses: exact ones, and all from one on. */
interface Lengths {
  readonly exact?: readonly number[];
  readonly from?: number;
}

type Sized<First extends readonly unknown[], Rest, Size, Found extends unknown[] = []> = Found["length"] extends Size
  ? Found
  : First extends readonly [infer Item, ...infer More]
    ? Sized<More, Rest, Size, [...Found, Item]>
    : Sized<First, Rest, Size, [...Found, Rest]>;

type Lists<First extends readonly unknown[], Rest, Sizes extends Lengths> = Sizes extends {
  readonly exact: infer Exact extends readonly number[];
}
  ?
      | { [At in keyof Exact]: Sized<First, Rest, Exact[At]> }[number]
      | (Sizes extends { readonly from: infer From } ? [...Sized<First, Rest, From>, ...Rest[]] : never)
  : (First[number] | Rest)[];`,
  },
  {
    name: "sized",
    calls: ["lists"],
    source: js`/** Expresses the lengths of an array in its type. */
const sized = <Item, const Sizes extends Lengths>(list: z.ZodType<Item[]>, _lengths: Sizes) =>
  list as unknown as z.ZodType<Lists<[], Item, Sizes>>;`,
  },
  {
    name: "starting",
    calls: ["lists"],
    source: js`type Values<Schemas extends readonly z.ZodType[]> = { -readonly [At in keyof Schemas]: z.output<Schemas[At]> };

/** An array whose first items are described one by one; none of them is required. */
const starting = <
  const First extends readonly z.ZodType[],
  const Sizes extends Lengths,
  const Rest extends readonly z.ZodType[],
>(
  first: First,
  _lengths: Sizes,
  ...[rest]: Rest
) => {
  const [item = z.never(), ...items] = first.map((schema) => schema.exactOptional());
  type Others = Rest extends readonly [z.ZodType] ? z.output<Rest[0]> : never;
  const list = z.tuple([item, ...items]);
  return (rest ? list.rest(rest) : list) as unknown as z.ZodType<Lists<Values<First>, Others, Sizes>>;
};`,
  },
  {
    name: "tagged",
    calls: [],
    source: js`/** A discriminated union: the string at a path selects the branch, so that issues are those of one branch. */
const tagged = <Branches extends Readonly<Record<string, z.ZodType>>>(path: readonly string[], branches: Branches) =>
  z.unknown().transform((value, context): z.output<Branches[keyof Branches]> => {
    type Place = Record<string, unknown> | null | undefined;
    const tag = path.reduce<unknown>((place, name) => (place as Place)?.[name], value);
    const branch = typeof tag === "string" && Object.prototype.hasOwnProperty.call(branches, tag) ? branches[tag] : undefined;
    if (!branch) {
      const values = Object.keys(branches);
      context.issues.push({ code: "invalid_value", values, input: tag, path: [...path] });
      return z.NEVER;
    }
    const result = branch.safeParse(value);
    if (result.success) return result.data as z.output<Branches[keyof Branches]>;
    for (const issue of result.error.issues) context.issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
    return z.NEVER;
  });`,
  },
];

/** The helpers that emitted code calls, transitively. */
export const helpersFor = ({ uses }: Source): readonly Source[] => {
  const wanted = new Set<string>();
  const visit = (names: Iterable<string>): void => {
    for (const { name, calls } of helpers.filter((helper) => new Set(names).has(helper.name))) {
      wanted.add(name);
      visit(calls);
    }
  };
  visit(uses);
  // Constants are called after all are initialized, so the order of the table works.
  return helpers.filter(({ name }) => wanted.has(name)).map(({ source }) => source);
};
