import { annotations, type JsonSchema, type JsonType, type SchemaObject } from "@email-events/json-schema";

type Keyword = keyof SchemaObject;

/** The type of the values that a keyword applies to; `number` includes `integer`. */
export const typeOfKeyword: ReadonlyMap<string, Exclude<JsonType, "integer">> = new Map([
  ...(
    [
      "properties",
      "required",
      "patternProperties",
      "additionalProperties",
      "propertyNames",
      "minProperties",
      "maxProperties",
      "dependentRequired",
      "dependentSchemas",
      "dependencies",
    ] as const
  ).map((keyword) => [keyword, "object"] as const),
  ...(
    [
      "prefixItems",
      "items",
      "additionalItems",
      "minItems",
      "maxItems",
      "uniqueItems",
      "contains",
      "minContains",
      "maxContains",
    ] as const
  ).map((keyword) => [keyword, "array"] as const),
  ...(["minLength", "maxLength", "pattern", "format"] as const).map((keyword) => [keyword, "string"] as const),
  ...(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] as const).map(
    (keyword) => [keyword, "number"] as const,
  ),
]);

/** Whether a schema allows every value. */
const takesAll = (schema: JsonSchema | undefined): boolean =>
  schema === undefined ||
  schema === true ||
  (schema !== false && Object.keys(schema).every((keyword) => annotations.has(keyword)));

const takeAll = (schemas: object | undefined): boolean =>
  Object.values(schemas ?? {}).every((schema: JsonSchema) => takesAll(schema));

const isZero = (count: number | undefined): boolean => count === 0;

const hasNoPart = ({ contains, minContains = 1, maxContains }: SchemaObject): boolean =>
  contains === undefined || (minContains === 0 && maxContains === undefined);

const hasNoChoice = ({ if: test, then, else: other }: SchemaObject): boolean =>
  test === undefined || (takesAll(then) && takesAll(other));

const isList = (below: JsonSchema | readonly string[]): below is readonly string[] => Array.isArray(below);

const areEmpty = (lists: object | undefined): boolean =>
  Object.values(lists ?? {}).every((below: JsonSchema | readonly string[]) =>
    isList(below) ? below.length === 0 : takesAll(below),
  );

/** Whether a keyword has no effect, by keyword. */
const idle: { readonly [Name in Keyword]?: (schema: SchemaObject) => boolean } = {
  additionalItems: ({ items, additionalItems }) => !Array.isArray(items) || takesAll(additionalItems),
  additionalProperties: ({ additionalProperties }) => takesAll(additionalProperties),
  allOf: ({ allOf }) => takeAll(allOf),
  contains: hasNoPart,
  dependencies: ({ dependencies }) => areEmpty(dependencies),
  dependentRequired: ({ dependentRequired }) => areEmpty(dependentRequired),
  dependentSchemas: ({ dependentSchemas }) => takeAll(dependentSchemas),
  else: hasNoChoice,
  if: hasNoChoice,
  items: ({ items }) => (Array.isArray(items) ? takeAll(items) : takesAll(items as JsonSchema)),
  maxContains: hasNoPart,
  minContains: hasNoPart,
  minItems: ({ minItems }) => isZero(minItems),
  minLength: ({ minLength }) => isZero(minLength),
  minProperties: ({ minProperties }) => isZero(minProperties),
  not: ({ not }) => not === false,
  patternProperties: ({ patternProperties }) => takeAll(patternProperties),
  prefixItems: ({ prefixItems }) => takeAll(prefixItems),
  properties: ({ properties }) => takeAll(properties),
  propertyNames: ({ propertyNames }) => takesAll(propertyNames),
  required: ({ required }) => required?.length === 0,
  then: hasNoChoice,
  uniqueItems: ({ uniqueItems }) => uniqueItems === false,
};

const isOfOtherType = ({ type }: SchemaObject, keyword: string): boolean => {
  const own = typeOfKeyword.get(keyword);
  if (type === undefined || own === undefined) return false;
  const types = [type].flat();
  return !types.includes(own) && !(own === "number" && types.includes("integer"));
};

const isKnown = (keyword: string): keyword is keyof typeof idle => Object.hasOwn(idle, keyword);

/** Whether a keyword of a schema has no effect: it allows every value, or applies to another type. */
export const isIdle = (schema: SchemaObject, keyword: string): boolean =>
  annotations.has(keyword) || isOfOtherType(schema, keyword) || (isKnown(keyword) && idle[keyword]?.(schema) === true);
