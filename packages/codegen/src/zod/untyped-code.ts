import {
  arrayShape,
  childOf,
  type JsonType,
  keywordsOf,
  placesOf,
  type SchemaNode,
  type SchemaObject,
} from "@email-events/json-schema";
import { isScalar, literal, literalKey, textLiteral } from "../source-text/literals.ts";
import { identifier, js } from "../source-text/source.ts";
import { constantsOf } from "../types/constant-type.ts";
import type { Kind } from "../types/json-kinds.ts";
import { otherPlaces } from "../types/other-places.ts";
import { assertionsOf, checkedBy } from "./assertions.ts";
import { choiceOf, unionCode } from "./choice-code.ts";
import { helperCall } from "./helper-call.ts";
import { isIdle, typeOfKeyword } from "./idle-keywords.ts";
import { chain, type Code, group, labelled, nullCode, tallGroup } from "./code.ts";
import { othersCheck } from "./object-code.ts";
import type { PlaceWriter } from "./place-writer.ts";
import { refuseUnknown } from "./refuse.ts";
import { integerOf, literalOf, numberOf, refined, stringOf } from "./scalars.ts";

type Writer = (writer: PlaceWriter, node: SchemaNode, schema: SchemaObject) => Code;

const says = (schema: SchemaObject, keyword: keyof SchemaObject): boolean =>
  schema[keyword] !== undefined && !isIdle(schema, keyword);

const listOf: Writer = (writer, node, schema) => {
  const { first, rest } = arrayShape(node);
  const { minItems = 0, maxItems } = schema;
  const other = rest === undefined ? js`z.unknown()` : writer.codeOf(rest);
  const isListed = first.length > 0;
  const firstItems = group(js`[`, first.map(writer.codeOf), js`]`);
  return chain(
    group(js`z.array(`, [isListed ? js`z.unknown()` : other], js`)`),
    ...(minItems === 0 ? [] : [js`.min(${minItems})`]),
    ...(maxItems === undefined ? [] : [js`.max(${maxItems})`]),
    ...(isListed ? [checkedBy("items", [firstItems, other])] : []),
    ...assertionsOf(writer, node, schema, "array"),
  );
};

const objectOf: Writer = (writer, node, schema) => {
  const { properties = {}, required = [] } = schema;
  const entries = Object.keys(properties).map((name) =>
    labelled(js`${literalKey(name)}: `, writer.codeOf(childOf(node, "properties", name))),
  );
  const others = otherPlaces(node);
  const hasOthers = others.patterns.length > 0 || others.additional !== undefined;
  return chain(
    helperCall("object", []),
    ...(required.length === 0 ? [] : [checkedBy("requiring", [literal(required)])]),
    ...(says(schema, "properties") ? [checkedBy("described", [tallGroup(js`{`, entries, js`}`)])] : []),
    ...(hasOthers ? [othersCheck(writer, Object.keys(properties), others)] : []),
    ...assertionsOf(writer, node, schema, "object"),
  );
};

const numberWith =
  (code: Code): Writer =>
  (writer, node, schema) =>
    chain(code, ...assertionsOf(writer, node, schema, "number"));

const byType: Readonly<Record<JsonType, Writer>> = {
  array: listOf,
  boolean: () => js`z.boolean()`,
  integer: (writer, node, schema) => numberWith(integerOf(schema))(writer, node, schema),
  null: () => nullCode,
  number: (writer, node, schema) => numberWith(numberOf(schema))(writer, node, schema),
  object: objectOf,
  string: ({ set }, _node, schema) => stringOf(schema, set.formats),
};

const constantCode = (constants: readonly unknown[]): Code =>
  constants.every(isScalar)
    ? literalOf(constants)
    : chain(
        js`z.unknown()`,
        refined(
          js`(value) => ${literal(constants)}.some((constant) => ${identifier("sameValue")}(value, constant))`,
          "one of some constants",
        ),
      );

/** The kinds of values that the keywords of a schema without `type` apply to. */
const kindsSaid = (schema: SchemaObject): readonly Kind[] => {
  const keywords = Object.keys(schema).filter((keyword) => !isIdle(schema, keyword));
  return [...new Set(keywords.flatMap((keyword) => typeOfKeyword.get(keyword) ?? []))];
};

/**
 * Writes a place as a schema without a useful inferred type. It checks the keywords one by one and returns the value
 * unchanged.
 */
export const untypedCodeOf = (writer: PlaceWriter, node: SchemaNode): Code => {
  const schema = keywordsOf(node);
  if (!schema) return js`z.never()`;
  refuseUnknown(node, schema);
  const constants = constantsOf(schema);
  const types = [schema.type ?? []].flat();
  const isTyped = constants === undefined && types.length > 0;
  const whole: readonly Code[] = [
    ...(constants === undefined ? [] : [constantCode(constants)]),
    ...(isTyped ? [unionCode(types.map((type) => byType[type](writer, node, schema)))] : []),
    ...(schema.$ref === undefined ? [] : [writer.refer(writer.set.resolve(node, schema.$ref))]),
    ...(says(schema, "allOf") ? placesOf(node, "allOf").map(writer.codeOf) : []),
    ...(schema.anyOf ? [choiceOf(writer, node, "anyOf")] : []),
    ...(schema.oneOf ? [choiceOf(writer, node, "oneOf")] : []),
  ];
  const [first = js`z.unknown()`, ...others] = whole;
  const parts = isTyped ? [] : kindsSaid(schema);
  return chain(
    first,
    ...others.map((code) => checkedBy("by", [code])),
    ...parts.map((kind) => checkedBy("when", [textLiteral(kind), byType[kind](writer, node, schema)])),
    ...assertionsOf(writer, node, schema, "any"),
  );
};
