import {
  type JsonType,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
  type SchemaSet,
} from "@email-events/json-schema";
import { kindsOf } from "../types/json-kinds.ts";
import { isInterface } from "../types/is-interface.ts";
import { printType } from "../types/print-type.ts";
import type { TypeTree } from "../types/type-tree.ts";
import { textLiteral } from "../source-text/literals.ts";
import { identifier, js, type Source } from "../source-text/source.ts";
import { arrayOf } from "./array-code.ts";
import { assertionsOf } from "./assertions.ts";
import { choiceOf, unionCode } from "./choice-code.ts";
import { constantsOf } from "./constants.ts";
import { isInferred, isTypedApart } from "./inferred-intersection.ts";
import { chain, type Code, group, nullCode } from "./code.ts";
import { objectOf, refuseRivals } from "./object-code.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseInexpressible, refuseZod, ZodRefusal } from "./refuse.ts";
import { integerOf, literalsOf, numberOf, stringOf } from "./scalars.ts";
import { untypedCodeOf } from "./untyped-code.ts";

type Writer = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject) => Code;

const byType: Readonly<Record<JsonType, Writer>> = {
  array: arrayOf,
  boolean: () => js`z.boolean()`,
  integer: (writer, node, schema) => chain(integerOf(schema), ...assertionsOf(writer, node, schema, "number")),
  null: () => nullCode,
  number: (writer, node, schema) => chain(numberOf(schema), ...assertionsOf(writer, node, schema, "number")),
  object: objectOf,
  string: ({ set }, _node, schema) => stringOf(schema, set.formats),
};

/** The bases of a place that aren't extended by its shape. */
const partBases = (set: SchemaSet, node: SchemaNode): readonly SchemaNode[] =>
  isInterface(set, node) ? [] : placesOf(node, "allOf");

/** Whether `"type": "object"` only repeats what the schemas beside it take, so that it is no part of its own. */
const onlyMarksObject = (set: SchemaSet, node: SchemaNode, schema: SchemaObject): boolean => {
  const isAlone =
    [schema.$ref, schema.anyOf, schema.oneOf].every((beside) => beside === undefined) &&
    partBases(set, node).length === 0;
  return !isAlone && schema.properties === undefined && schema.type === "object";
};

/** The parts of an intersection. */
const partsOf = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject): readonly Code[] => {
  const { set, codeOf, refer } = writer;
  const literals = literalsOf(schema);
  const types: readonly JsonType[] = [schema.type ?? []].flat();
  const isTyped = literals === undefined && types.length > 0 && !onlyMarksObject(set, node, schema);
  return [
    ...(literals ? [constantsOf(schema, literals, set.formats)] : []),
    ...(schema.$ref === undefined ? [] : [refer(set.resolve(node, schema.$ref))]),
    ...partBases(set, node).map(codeOf),
    ...(isTyped ? [unionCode(types.map((type) => byType[type](writer, node, schema)))] : []),
    ...(schema.anyOf ? [choiceOf(writer, node, "anyOf")] : []),
    ...(schema.oneOf ? [choiceOf(writer, node, "oneOf")] : []),
  ];
};

/** A schema with its description, for `z.toJSONSchema`, forms and documentation. */
const described = (code: Code, { description }: SchemaObject): Code =>
  description === undefined || description.trim() === ""
    ? code
    : chain(code, group(js`.describe(`, [textLiteral(description)], js`)`));

interface Surroundings {
  /** The code for a reference to a declared place. */
  readonly refer: (to: SchemaNode) => Source;
  readonly isRecursive: (node: SchemaNode) => boolean;
  /** What the schema of a declared place is called in the emitted file. */
  readonly nameOf: (node: SchemaNode) => string;
  /** The emitted type of a place. */
  readonly typeOf: (node: SchemaNode) => TypeTree;
}

interface DeclaredCode {
  readonly code: Code;
  /** Whether the inferred type isn't useful, so that the declared type is needed. */
  readonly isUntyped: boolean;
}

/**
 * Writes the zod code of one declared place.
 *
 * Uses zod's own methods where TypeScript infers the emitted type from them. Other places are checked keyword by keyword
 * and annotated with their type.
 */
export const zodCodeOf = (set: SchemaSet, declared: SchemaNode, surroundings: Surroundings): DeclaredCode => {
  const { typeOf, ...shared } = surroundings;
  const checkOf = (node: SchemaNode): Code => untypedCodeOf(untyped, node);
  const typed = (node: SchemaNode): Code => {
    const type = typeOf(node);
    const open = js`${identifier("typed")}<${printType(type)}>(`;
    return described(group(open, [checkOf(node)], js`)`), keywordsOf(node) ?? {});
  };
  const orElse = <Result>(write: () => Result, other: () => Result): Result => {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof ZodRefusal)) throw error;
      return other();
    }
  };
  const partOf = (node: SchemaNode): Code =>
    orElse(
      () => codeOf(node),
      () => typed(node),
    );
  const codeOf = (node: SchemaNode): Code => {
    const schema = keywordsOf(node);
    if (!schema) return js`z.never()`;
    refuseInexpressible(set, node, schema);
    if (kindsOf(set, node).size === 0) return js`z.never()`;
    const [first = js`z.unknown()`, ...others] = partsOf(writer, node, schema);
    if (others.length > 0 && !isInferred(set, node)) refuseZod(node, "an intersection whose inferred type differs");
    if ((others.length > 0 || schema.patternProperties !== undefined) && !isTypedApart(set, node))
      refuseZod(node, "several schemas of one part that narrow each other");
    hasIntersection ||= others.length > 0;
    const all = others.reduce((left, right) => group(js`z.intersection(`, [left, right], js`)`), first);
    const ofObject = onlyMarksObject(set, node, schema) ? assertionsOf(writer, node, schema, "object") : [];
    return described(chain(all, ...ofObject, ...assertionsOf(writer, node, schema, "any")), schema);
  };
  let hasIntersection = false;
  const writer: PlaceWriter = { ...shared, set, codeOf, partOf, checkOf };
  const untyped: PlaceWriter = { ...shared, set, codeOf: checkOf, partOf: checkOf, checkOf };
  const asDeclared = (code: Code): DeclaredCode => {
    const open = js`${identifier("typed")}<${identifier(shared.nameOf(declared))}>(`;
    return { code: group(open, [code], js`)`), isUntyped: true };
  };
  refuseRivals(set, declared);
  return orElse(
    () => {
      const code = codeOf(declared);
      // TypeScript doesn't compare an intersection with an equivalent type of another form.
      return hasIntersection && shared.isRecursive(declared) ? asDeclared(code) : { code, isUntyped: false };
    },
    () => asDeclared(described(checkOf(declared), keywordsOf(declared) ?? {})),
  );
};
