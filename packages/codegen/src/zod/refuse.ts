import { appendToken } from "../schema/json-pointer.ts";
import type { JsonType, SchemaNode, SchemaObject } from "../schema/json-schema.ts";
import { annotations } from "../schema/keywords.ts";
import { SchemaError } from "../schema/schema-error.ts";

/** The keywords that emitted zod schemas check, with the type that a schema must name for each to be checked. */
const expressible: ReadonlyMap<string, JsonType | "number" | undefined> = new Map([
  ["$ref", undefined],
  ["type", undefined],
  ["const", undefined],
  ["enum", undefined],
  ["allOf", undefined],
  ["anyOf", undefined],
  ["oneOf", undefined],
  ["properties", "object"],
  ["required", "object"],
  ["additionalProperties", "object"],
  ["items", "array"],
  ["minItems", "array"],
  ["maxItems", "array"],
  ["minLength", "string"],
  ["maxLength", "string"],
  ["pattern", "string"],
  ["format", "string"],
  ["minimum", "number"],
  ["maximum", "number"],
  ["exclusiveMinimum", "number"],
  ["exclusiveMaximum", "number"],
]);

/** Stops generation at something that zod would check less of than the schema says. */
export const refuseZod = (node: SchemaNode, problem: string, keyword?: string): never => {
  const pointer = keyword === undefined ? node.pointer : appendToken(node.pointer, keyword);
  throw new SchemaError(node.file, pointer, `zod can't express this: ${problem}; leave zod out of --emit`);
};

const namesType = ({ type }: SchemaObject, wanted: JsonType): boolean => {
  const types = [type ?? []].flat();
  return types.includes(wanted) || (wanted === "number" && types.includes("integer"));
};

const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;

/** Refuses a place whose own keywords zod can't express, or can't without a type beside them. */
export const refuseInexpressible = (node: SchemaNode, schema: SchemaObject): void => {
  const literals = schema.const === undefined ? schema.enum : [schema.const];
  if (literals && !literals.every(isScalar)) refuseZod(node, "an object or array as a constant");
  for (const keyword of Object.keys(schema)) {
    if (annotations.has(keyword)) continue;
    if (!expressible.has(keyword)) refuseZod(node, keyword, keyword);
    const type = expressible.get(keyword);
    if (type === undefined) continue;
    if (!namesType(schema, type)) refuseZod(node, `${keyword} without "type": "${type}" beside it`, keyword);
    if (literals) refuseZod(node, `${keyword} beside constants`, keyword);
  }
  const described = schema.properties ?? {};
  const undescribed = schema.required?.find((name) => !Object.hasOwn(described, name));
  if (undescribed !== undefined)
    refuseZod(node, `a required property that isn't described (${undescribed})`, "required");
  if (Array.isArray(schema.items)) refuseZod(node, "a list of items", "items");
};
