import { keywordsOf, placesOf, type SchemaNode, type SchemaSet } from "@email-events/json-schema";
import { isInterface } from "../types/is-interface.ts";
import { printType } from "../types/print-type.ts";
import { apart } from "../types/standing.ts";
import { toType } from "../types/to-type.ts";
import type { TypeTree } from "../types/type-tree.ts";

/** The types that TypeScript infers for the parts of an intersection. */
const inferredParts = (set: SchemaSet, node: SchemaNode): readonly string[] => {
  const schema = keywordsOf(node) ?? {};
  const hasBases = schema.allOf !== undefined && !isInterface(set, node);
  const choices = (["anyOf", "oneOf"] as const).filter((keyword) => schema[keyword] !== undefined);
  const isBeside = schema.$ref !== undefined || hasBases || choices.length > 0;
  const isMark = isBeside && schema.type === "object" && schema.properties === undefined;
  const hasConstants = schema.const !== undefined || schema.enum !== undefined;
  return [
    ...(hasConstants ? ["constants"] : []),
    ...(schema.$ref === undefined ? [] : ["reference"]),
    ...(hasBases ? placesOf(node, "allOf").flatMap((base) => inferredParts(set, base)) : []),
    ...(schema.type === undefined || hasConstants || isMark ? [] : [String(schema.type)]),
    ...choices.map((keyword) => `union of ${placesOf(node, keyword).length}`),
  ];
};

const emittedPart = (type: TypeTree): string => (type.kind === "union" ? `union of ${type.members.length}` : type.kind);

/**
 * Whether the type that TypeScript infers for an intersection has the same parts as the emitted one. Emitted types leave out
 * redundant parts and simplify common ones.
 */
export const isInferred = (set: SchemaSet, node: SchemaNode): boolean => {
  const emitted = toType(set, node);
  const parts = emitted.kind === "intersection" ? emitted.members : [emitted];
  return inferredParts(set, node).toSorted().join() === parts.map(emittedPart).toSorted().join();
};

/** Whether the emitted type of a place is the same where none of its parts is typed together with another. */
export const isTypedApart = (set: SchemaSet, node: SchemaNode): boolean =>
  printType(toType(set, node)).text === printType(toType(set, node, apart)).text;
