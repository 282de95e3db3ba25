import { describe, expect, it } from "vitest";
import type { ChangeKind } from "./change-kinds.ts";
import type { Bump, Verdict } from "./change.ts";
import { diffSchemas } from "./diff-schemas.ts";
import { largestBump } from "./classify-change.ts";
import { worst } from "./prove/verdicts.ts";

/** Old schema, new schema, kinds of change, old data under the new, new data under the old, bump. */
type Edit = readonly [unknown, unknown, readonly ChangeKind[], Verdict, Verdict, Bump | "none"];

const object = (properties: object, more: object = {}) => ({ type: "object", properties, ...more });
const text = { type: "string" };
const count = { type: "integer" };
const a = { a: text };
const closed = { additionalProperties: false };
const tagged = (tag: string, more: object = {}) => object({ kind: { const: tag }, ...more }, { required: ["kind"] });
/** An event with its tag in the body. */
const nested = (tag: string, more: object = {}, inBody: object = {}) =>
  object({ body: tagged(tag, inBody), ...more }, { required: ["body"] });
const many = (first: object) => [first, ...Array.from({ length: 14 }, (_, index) => nested(`${index + 1}`))];
const definitions = (schema: object) => ({ $defs: { name: { title: "Name", ...schema } } });
const tree = (leaf: object) =>
  object({ leaf, children: { type: "array", items: { $ref: "#" } } }, { required: ["leaf"] });
const conditional = (names: readonly string[]) =>
  Object.fromEntries([
    ["if", { required: ["a"] }],
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    ["then", { required: names }],
  ]);
const evaluating = (name: string, then: string) =>
  Object.fromEntries([
    ["if", object({ [name]: text }, { required: [name] })],
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    ["then", object({ [then]: true })],
  ]);
const listOf = (items: object) => ({ type: "array", items });
/** An object whose base is in a package. */
const packaged = (properties: object, more: object = {}) =>
  object(properties, { allOf: [{ $ref: "@x/core/y.json" }], ...more });
const draft07 = { $schema: "http://json-schema.org/draft-07/schema#" };

// One edit a line, old schema first.
// prettier-ignore
const edits: Readonly<Record<string, Edit>> = {
  nothing: [object(a), object(a), [], "valid", "valid", "none"],
  "keys in another order": [{ type: "string", minLength: 1 }, { minLength: 1, type: "string" }, [], "valid", "valid", "none"],
  // Properties
  "optional property added to an open object": [object(a), object({ ...a, b: count }), ["property-added"], "may fail", "valid", "minor"],
  "optional property without a rule added": [object(a), object({ ...a, b: {} }), ["property-added"], "valid", "valid", "minor"],
  "optional property added to a closed object": [object(a, closed), object({ ...a, b: count }, closed), ["property-added"], "valid", "may fail", "major"],
  "optional property added where others had a fitting rule": [object(a, { additionalProperties: count }), object({ ...a, b: { type: "number" } }, { additionalProperties: count }), ["property-added"], "valid", "may fail", "major"],
  "optional property added where others were allowed in words": [object(a, { additionalProperties: true }), object({ ...a, b: count }, { additionalProperties: true }), ["property-added"], "may fail", "valid", "minor"],
  "optional property added where others were allowed without a rule": [object(a, { additionalProperties: { $comment: "Any." } }), object({ ...a, b: count }, { additionalProperties: { $comment: "Any." } }), ["property-added"], "may fail", "valid", "minor"],
  "optional property added where others were described": [object(a, { additionalProperties: { description: "Any." } }), object({ ...a, b: count }, { additionalProperties: { description: "Any." } }), ["property-added"], "may fail", "valid", "major"],
  "required property added": [object(a), object({ ...a, b: count }, { required: ["b"] }), ["property-added", "required-added"], "may fail", "valid", "major"],
  "property removed from an open object": [object({ ...a, b: count }), object(a), ["property-removed"], "valid", "may fail", "major"],
  "property without a rule removed": [object({ ...a, b: {} }), object(a), ["property-removed"], "valid", "valid", "major"],
  "property removed from a closed object": [object({ ...a, b: count }, closed), object(a, closed), ["property-removed"], "may fail", "valid", "major"],
  "property renamed": [object({ a: text }), object({ b: text }), ["property-removed", "property-added"], "may fail", "may fail", "major"],
  "property renamed, required": [object({ a: text }, { required: ["a"] }), object({ b: text }, { required: ["b"] }), ["property-removed", "property-added", "required-removed", "required-added"], "may fail", "may fail", "major"],
  "property became required": [object(a), object(a, { required: ["a"] }), ["required-added"], "may fail", "valid", "major"],
  "property became optional": [object(a, { required: ["a"] }), object(a), ["required-removed"], "valid", "may fail", "major"],
  // Properties that the old types let people write, or of which the old schema spoke
  "property added to an object that nothing describes": [{ type: "object" }, object({ b: count }), ["property-added"], "may fail", "valid", "major"],
  "property added to an object described by nothing": [object({}), object({ b: count }), ["property-added"], "may fail", "valid", "major"],
  "property added to any value": [{}, { properties: { b: count } }, ["property-added"], "may fail", "valid", "major"],
  "property described that was required": [object(a, { required: ["b"] }), object({ ...a, b: count }, { required: ["b"] }), ["property-added"], "may fail", "valid", "major"],
  "property added among listed names": [object(a, { propertyNames: { enum: ["a", "b"] } }), object({ ...a, b: count }, { propertyNames: { enum: ["a", "b"] } }), ["property-added"], "may fail", "valid", "major"],
  "property added beside pattern properties": [object(a, { patternProperties: { "^x": text } }), object({ ...a, b: count }, { patternProperties: { "^x": text } }), ["property-added"], "may fail", "valid", "major"],
  "property added on which another depends": [object(a, { dependentRequired: { a: ["b"] } }), object({ ...a, b: count }, { dependentRequired: { a: ["b"] } }), ["property-added"], "may fail", "valid", "major"],
  "property added that a branch requires": [object(a, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }), object({ ...a, b: count }, { anyOf: [{ required: ["a"] }, { required: ["b"] }] }), ["property-added"], "may fail", "valid", "major"],
  "property added that not speaks of": [object(a, { not: { required: ["a", "b"] } }), object({ ...a, b: count }, { not: { required: ["a", "b"] } }), ["property-added"], "may fail", "valid", "major"],
  "property added beside a base whose type is open": [object(a, { allOf: [{ type: "object" }] }), object({ ...a, b: count }, { allOf: [{ type: "object" }] }), ["property-added"], "may fail", "valid", "major"],
  "property added beside a branch whose type is open": [object(a, { anyOf: [{ type: "object" }, object({ c: text })] }), object({ ...a, b: count }, { anyOf: [{ type: "object" }, object({ c: text })] }), ["property-added"], "may fail", "valid", "major"],
  "property added beside a keyword nobody knows": [object(a, { startsWith: "a" }), object({ ...a, b: count }, { startsWith: "a" }), ["property-added"], "may fail", "valid", "major"],
  "property added to a branch, described beside the choice": [object({ b: text }, { anyOf: [tagged("x"), tagged("y")] }), object({ b: text }, { anyOf: [tagged("x", { b: { maxLength: 1 } }), tagged("y")] }), ["property-added"], "may fail", "valid", "major"],
  "property added to a branch that another, of the same sort, describes": [{ anyOf: [object(a), object({ b: text })] }, { anyOf: [object({ ...a, b: count }), object({ b: text })] }, ["property-added"], "may fail", "valid", "major"],
  "property added to a branch that another, told apart by its tag, describes": [{ anyOf: [tagged("x"), tagged("y", { b: text })] }, { anyOf: [tagged("x", { b: count }), tagged("y", { b: text })] }, ["property-added"], "may fail", "valid", "minor"],
  "property added to a branch that another, told apart by a nested tag, describes": [{ oneOf: [nested("x"), nested("y", { b: text })] }, { oneOf: [nested("x", { b: count }), nested("y", { b: text })] }, ["property-added"], "may fail", "valid", "minor"],
  "property added beside the nested tag of one of many branches": [{ oneOf: many(nested("0")) }, { oneOf: many(nested("0", {}, { b: count })) }, ["property-added"], "may fail", "valid", "minor"],
  "property added to a branch told apart by a number": [{ oneOf: [object({ v: { const: 1 } }, { required: ["v"] }), object({ v: { const: 2 }, b: text }, { required: ["v"] })] }, { oneOf: [object({ v: { const: 1 }, b: count }, { required: ["v"] }), object({ v: { const: 2 }, b: text }, { required: ["v"] })] }, ["property-added"], "may fail", "valid", "minor"],
  "property added to a branch whose tag needn't be there": [{ anyOf: [object({ kind: { const: "x" } }), object({ kind: { const: "y" }, b: text })] }, { anyOf: [object({ kind: { const: "x" }, b: count }), object({ kind: { const: "y" }, b: text })] }, ["property-added"], "may fail", "valid", "major"],
  "property added inside of what a branch describes": [object({ p: object(a) }, { anyOf: [object({ p: object({ b: text }) }), object({ c: text })] }), object({ p: object({ ...a, b: count }) }, { anyOf: [object({ p: object({ b: text }) }), object({ c: text })] }), ["property-added"], "may fail", "valid", "major"],
  "property added to the values of a map": [{ type: "object", additionalProperties: object(a) }, { type: "object", additionalProperties: object({ ...a, b: count }) }, ["property-added"], "may fail", "valid", "minor"],
  "property added to items": [listOf(object(a)), listOf(object({ ...a, b: count })), ["property-added"], "may fail", "valid", "minor"],
  "property added to what has a base": [{ allOf: [object(a)], type: "object", properties: { c: text } }, { allOf: [object(a)], type: "object", properties: { c: text, b: count } }, ["property-added"], "may fail", "valid", "minor"],
  "property added beside a condition on others": [object(a, conditional(["a"])), object({ ...a, b: count }, conditional(["a"])), ["property-added"], "may fail", "valid", "minor"],
  "property forbidden": [object(a), object({ ...a, b: false }), ["property-added"], "may fail", "valid", "minor"],
  // Types
  "type widened": [object({ a: text }), object({ a: { type: ["string", "null"] } }), ["type-widened"], "valid", "may fail", "major"],
  "type narrowed": [{ type: ["string", "null"] }, text, ["type-narrowed"], "may fail", "valid", "major"],
  "type changed": [text, count, ["type-changed"], "may fail", "may fail", "major"],
  "integer to number": [count, { type: "number" }, ["type-widened"], "valid", "may fail", "major"],
  "number to integer": [{ type: "number" }, count, ["type-narrowed"], "may fail", "valid", "major"],
  "type dropped": [text, {}, ["type-widened"], "valid", "may fail", "major"],
  "list of types written as anyOf": [{ type: ["string", "null"] }, { anyOf: [text, { type: "null" }] }, ["rewritten"], "valid", "valid", "patch"],
  "number written as multiples of one": [count, { type: "number", multipleOf: 1 }, ["rewritten"], "valid", "valid", "patch"],
  // Listed values
  "enum value added": [{ enum: ["a", "b"] }, { enum: ["a", "b", "c"] }, ["enum-value-added"], "valid", "may fail", "major"],
  "enum value removed": [{ enum: ["a", "b"] }, { enum: ["a"] }, ["enum-value-removed"], "may fail", "valid", "major"],
  "enum value replaced": [{ enum: ["a", "b"] }, { enum: ["a", "c"] }, ["enum-value-removed", "enum-value-added"], "may fail", "may fail", "major"],
  "enum in another order": [{ enum: ["a", "b"] }, { enum: ["b", "a"] }, ["rewritten"], "valid", "valid", "patch"],
  "enum value added that the type refuses": [{ type: "string", enum: ["a", "b"] }, { type: "string", enum: ["a", "b", 1] }, ["rewritten"], "valid", "valid", "patch"],
  "const changed": [{ const: "a" }, { const: "b" }, ["const-changed"], "may fail", "may fail", "major"],
  "const to enum": [{ const: "a" }, { enum: ["a", "b"] }, ["enum-value-added"], "valid", "may fail", "major"],
  "const written as enum": [{ const: "a" }, { enum: ["a"] }, ["rewritten"], "valid", "valid", "patch"],
  "const opened": [{ const: "a" }, text, ["enum-removed"], "valid", "may fail", "major"],
  "string limited to a list": [text, { type: "string", enum: ["a"] }, ["enum-added"], "may fail", "valid", "major"],
  "boolean written as enum": [{ type: "boolean" }, { enum: [true, false] }, ["rewritten"], "valid", "valid", "patch"],
  "enum written as anyOf of consts": [{ enum: ["a", "b"] }, { anyOf: [{ const: "a" }, { const: "b" }] }, ["rewritten"], "valid", "valid", "patch"],
  // Bounds
  "maxLength lowered": [{ type: "string", maxLength: 10 }, { type: "string", maxLength: 5 }, ["bound-tightened"], "may fail", "valid", "major"],
  "maxLength raised": [{ type: "string", maxLength: 5 }, { type: "string", maxLength: 10 }, ["bound-loosened"], "valid", "may fail", "major"],
  "minLength added": [text, { type: "string", minLength: 1 }, ["bound-tightened"], "may fail", "valid", "major"],
  "minLength of nothing added": [text, { type: "string", minLength: 0 }, ["rewritten"], "valid", "valid", "patch"],
  "minimum made exclusive": [{ type: "number", minimum: 0 }, { type: "number", exclusiveMinimum: 0 }, ["bound-tightened"], "may fail", "valid", "major"],
  "exclusive bound of integers written as inclusive": [{ type: "integer", exclusiveMinimum: 0 }, { type: "integer", minimum: 1 }, ["rewritten"], "valid", "valid", "patch"],
  "minimum of large integers made exclusive": [{ type: "integer", minimum: 2 ** 53 }, { type: "integer", exclusiveMinimum: 2 ** 53 }, ["bound-tightened"], "may fail", "valid", "major"],
  "minimum of larger integers made exclusive": [{ type: "integer", minimum: 1e16 }, { type: "integer", exclusiveMinimum: 1e16 }, ["bound-tightened"], "may fail", "valid", "major"],
  "maximum of large negative integers made exclusive": [{ type: "integer", maximum: -(2 ** 53) }, { type: "integer", exclusiveMaximum: -(2 ** 53) }, ["bound-tightened"], "may fail", "valid", "major"],
  "exclusive bound of the largest whole numbers written as inclusive": [{ type: "integer", exclusiveMinimum: 2 ** 53 - 1 }, { type: "integer", minimum: 2 ** 53 }, ["rewritten"], "valid", "valid", "patch"],
  "range of one large integer emptied": [{ type: "integer", minimum: 2 ** 53, maximum: 2 ** 53 }, { type: "integer", minimum: 2 ** 53, exclusiveMaximum: 2 ** 53 }, ["bound-tightened"], "may fail", "valid", "major"],
  "range moved": [{ type: "number", minimum: 0, maximum: 10 }, { type: "number", minimum: 5, maximum: 20 }, ["bound-tightened", "bound-loosened"], "may fail", "may fail", "major"],
  "bound of another type added": [text, { type: "string", minimum: 3 }, ["rewritten"], "valid", "valid", "patch"],
  "multipleOf refined": [{ type: "integer", multipleOf: 2 }, { type: "integer", multipleOf: 4 }, ["multiple-of-changed"], "may fail", "valid", "major"],
  "multipleOf that whole numbers are anyway": [count, { type: "integer", multipleOf: 0.5 }, ["rewritten"], "valid", "valid", "patch"],
  "multipleOf that whole numbers are as decimals": [count, { type: "integer", multipleOf: 0.1 }, ["rewritten"], "valid", "valid", "patch"],
  "multipleOf with one more decimal": [{ multipleOf: 0.1 }, { multipleOf: 0.01 }, ["multiple-of-changed"], "valid", "may fail", "major"],
  "multipleOf with decimals, of others": [{ multipleOf: 0.3 }, { multipleOf: 0.2 }, ["multiple-of-changed"], "may fail", "may fail", "major"],
  "multipleOf of numbers that are none of each other": [{ type: "number", multipleOf: 6 }, { type: "number", multipleOf: 4 }, ["multiple-of-changed"], "may fail", "may fail", "major"],
  "multipleOf of two numbers, written as one": [{ type: "number", allOf: [{ multipleOf: 0.4 }, { multipleOf: 0.6 }] }, { type: "number", multipleOf: 1.2 }, ["rewritten"], "valid", "valid", "patch"],
  "values that are multiples as decimals": [{ enum: [4.35, 0.07] }, { enum: [4.35, 0.07], multipleOf: 0.01 }, ["rewritten"], "valid", "valid", "patch"],
  "multipleOf a fraction that whole numbers needn't be": [count, { type: "integer", multipleOf: 2.5 }, ["multiple-of-changed"], "may fail", "valid", "major"],
  "multipleOf removed": [{ type: "integer", multipleOf: 2 }, count, ["multiple-of-changed"], "valid", "may fail", "major"],
  "maxItems lowered": [{ type: "array", maxItems: 3 }, { type: "array", maxItems: 2 }, ["bound-tightened"], "may fail", "valid", "major"],
  "minProperties added": [{ type: "object" }, { type: "object", minProperties: 1 }, ["bound-tightened"], "may fail", "valid", "major"],
  "minProperties that required already asks for": [object(a, { required: ["a"] }), object(a, { required: ["a"], minProperties: 1 }), ["rewritten"], "valid", "valid", "patch"],
  "required that minProperties already asks for": [object(a, { ...closed, minProperties: 1 }), object(a, { ...closed, minProperties: 1, required: ["a"] }), ["rewritten"], "valid", "valid", "patch"],
  "required where minProperties leaves a choice": [object({ ...a, b: text }, { ...closed, minProperties: 1 }), object({ ...a, b: text }, { ...closed, minProperties: 1, required: ["a"] }), ["required-added"], "may fail", "valid", "major"],
  // Patterns and formats
  "pattern of nothing added": [text, { type: "string", pattern: "" }, ["rewritten"], "valid", "valid", "patch"],
  "names of any sort written as a pattern": [{ type: "object", additionalProperties: text }, { type: "object", patternProperties: { ".*": text } }, ["rewritten"], "valid", "valid", "patch"],
  "names of any sort beside named ones": [{ type: "object", properties: { a: text }, patternProperties: { "": text } }, { type: "object", properties: { a: text }, additionalProperties: text }, ["rewritten"], "valid", "valid", "patch"],
  "names of any sort leave none to additionalProperties": [{ type: "object", patternProperties: { "^": text }, additionalProperties: false }, { type: "object", additionalProperties: text }, ["rewritten"], "valid", "valid", "patch"],
  "names of nearly any sort written as a pattern": [{ type: "object", additionalProperties: text }, { type: "object", patternProperties: { "^.*$": text } }, ["rewritten"], "valid", "may fail", "patch"],
  "names of nearly any sort, with another rule": [{ type: "object", additionalProperties: text }, { type: "object", patternProperties: { "^.+$": count } }, ["rewritten", "type-changed"], "may fail", "may fail", "major"],
  "names of nearly any sort, the others refused": [{ type: "object", patternProperties: { "^.+$": text }, additionalProperties: false }, { type: "object", additionalProperties: text }, ["rewritten"], "valid", "may fail", "patch"],
  "minLength written as a pattern of any characters": [{ type: "string", minLength: 2 }, { type: "string", pattern: "[\\s\\S]{2,}" }, ["rewritten"], "valid", "valid", "patch"],
  "lengths written as a pattern that refuses line breaks": [{ type: "string", minLength: 2, maxLength: 5 }, { type: "string", pattern: "^.{2,5}$" }, ["rewritten"], "may fail", "valid", "patch"],
  "minLength of one written as a pattern": [{ type: "string", minLength: 1 }, { type: "string", pattern: "." }, ["rewritten"], "may fail", "valid", "patch"],
  "length in a pattern raised": [{ type: "string", pattern: "^.{2,}$" }, { type: "string", pattern: "^.{3,}$" }, ["bound-tightened"], "may fail", "valid", "major"],
  "length in a pattern in other words": [{ type: "string", pattern: "^.+$" }, { type: "string", pattern: "^.{1,}$" }, ["rewritten"], "valid", "valid", "patch"],
  "line breaks refused": [text, { type: "string", pattern: "^.*$" }, ["pattern-added"], "may fail", "valid", "major"],
  "pattern added": [text, { type: "string", pattern: "^a" }, ["pattern-added"], "may fail", "valid", "major"],
  "pattern removed": [{ type: "string", pattern: "^a" }, text, ["pattern-removed"], "valid", "may fail", "major"],
  "pattern changed": [{ type: "string", pattern: "^a" }, { type: "string", pattern: "^ab?" }, ["pattern-changed"], "unknown", "unknown", "major"],
  "format added": [text, { type: "string", format: "date-time" }, ["format-added"], "may fail", "valid", "major"],
  "format removed": [{ type: "string", format: "uuid" }, text, ["format-removed"], "valid", "may fail", "major"],
  "format changed": [{ type: "string", format: "date" }, { type: "string", format: "date-time" }, ["format-changed"], "may fail", "may fail", "major"],
  "format email made international": [{ format: "email" }, { format: "idn-email" }, ["format-changed"], "valid", "may fail", "major"],
  "format uri made international": [{ format: "uri" }, { format: "iri" }, ["format-changed"], "valid", "may fail", "major"],
  "format uri-reference made international": [{ format: "uri-reference" }, { format: "iri-reference" }, ["format-changed"], "valid", "may fail", "major"],
  "format hostname made international": [{ format: "hostname" }, { format: "idn-hostname" }, ["format-changed"], "valid", "may fail", "major"],
  "format added to a list of values": [{ enum: ["a@b.c"] }, { enum: ["a@b.c"], format: "email" }, ["format-added"], "unknown", "valid", "major"],
  "format nobody knows added": [text, { type: "string", format: "phone" }, ["format-added"], "unknown", "valid", "major"],
  // Objects as a whole
  "object closed": [object(a), object(a, closed), ["object-closed"], "may fail", "valid", "major"],
  "object opened": [object(a, closed), object(a), ["object-opened"], "valid", "may fail", "major"],
  "openness put into words": [object(a), object(a, { additionalProperties: true }), ["rewritten"], "valid", "valid", "patch"],
  "other properties narrowed": [object(a, { additionalProperties: text }), object(a, { additionalProperties: { type: "string", minLength: 1 } }), ["bound-tightened"], "may fail", "valid", "major"],
  "closed by unevaluatedProperties instead": [object(a, closed), object(a, { unevaluatedProperties: false }), ["rewritten"], "valid", "valid", "patch"],
  "unevaluatedProperties added": [{ allOf: [object(a)], properties: { b: text } }, { allOf: [object(a)], properties: { b: text }, unevaluatedProperties: false }, ["object-closed"], "may fail", "valid", "major"],
  "a property beside a choice and unevaluatedProperties": [{ ...object(a), anyOf: [object({ b: text })], unevaluatedProperties: false }, { ...object({ a: { type: ["string", "null"] } }), anyOf: [object({ b: text })], unevaluatedProperties: false }, ["type-widened"], "valid", "may fail", "major"],
  "a condition of dependentSchemas beside unevaluatedProperties": [{ ...object(a), dependentSchemas: { a: object({ b: text }) }, unevaluatedProperties: false }, { ...object(a), dependentSchemas: { a: object({ b: count }) }, unevaluatedProperties: false }, ["condition-changed", "unsupported-keyword"], "may fail", "may fail", "major"],
  "conditions beside unevaluatedProperties that exchange what they evaluate": [{ allOf: [evaluating("a", "x"), evaluating("b", "y")], unevaluatedProperties: false }, { allOf: [evaluating("a", "y"), evaluating("b", "x")], unevaluatedProperties: false }, ["condition-changed", "unsupported-keyword"], "unknown", "unknown", "major"],
  "unevaluatedProperties beside a changed choice": [{ anyOf: [object(a), object({ b: text })], unevaluatedProperties: false }, { anyOf: [object({ a: { type: ["string", "null"] } }), object({ b: text })], unevaluatedProperties: false }, ["type-widened", "unsupported-keyword"], "unknown", "may fail", "major"],
  "pattern property added": [{ type: "object" }, { type: "object", patternProperties: { "^x-": text } }, ["pattern-property-added"], "may fail", "valid", "major"],
  "pattern property loosened": [{ type: "object", patternProperties: { "^x-": text } }, { type: "object", patternProperties: { "^x-": { type: ["string", "null"] } } }, ["type-widened"], "valid", "may fail", "major"],
  "propertyNames as a list, written as a closed object": [{ type: "object", propertyNames: { enum: ["a", "b"] } }, object({ a: true, b: true }, closed), ["property-added", "property-added"], "valid", "valid", "minor"],
  "propertyNames as a list, of one type, written as a closed object": [{ type: "object", propertyNames: { enum: ["a"] }, additionalProperties: text }, object(a, closed), ["property-added"], "valid", "valid", "minor"],
  "propertyNames as a longer list": [object(a, { propertyNames: { enum: ["a", "b"] } }), object(a, { propertyNames: { enum: ["a", "b", "c"] } }), ["property-names-changed"], "valid", "may fail", "major"],
  "propertyNames as a list, of which all match a pattern": [{ type: "object", propertyNames: { enum: ["a1", "a2"] } }, { type: "object", propertyNames: { pattern: "^a" } }, ["property-names-changed"], "valid", "may fail", "major"],
  "propertyNames as a list, of which none matches a pattern": [{ type: "object", propertyNames: { enum: ["b"] } }, { type: "object", propertyNames: { enum: ["b"] }, patternProperties: { "^a": text } }, ["rewritten"], "valid", "valid", "patch"],
  "propertyNames as a pattern, written as patternProperties": [{ type: "object", propertyNames: { pattern: "^a" }, additionalProperties: text }, { type: "object", patternProperties: { "^a": text }, additionalProperties: false }, ["rewritten"], "valid", "valid", "patch"],
  "propertyNames that allow none, written as a closed object": [{ type: "object", propertyNames: false }, { type: "object", additionalProperties: false }, ["rewritten"], "valid", "valid", "patch"],
  "propertyNames that don't allow what is required": [{ type: "object", required: ["b"], propertyNames: { pattern: "^a" } }, false, ["rewritten"], "valid", "valid", "patch"],
  "propertyNames that allow too few": [{ type: "object", minProperties: 2, propertyNames: { enum: ["a"] } }, false, ["rewritten"], "valid", "valid", "patch"],
  "propertyNames added": [{ type: "object" }, { type: "object", propertyNames: { maxLength: 3 } }, ["property-names-changed"], "may fail", "valid", "major"],
  "dependentRequired added": [object(a), object(a, { dependentRequired: { a: ["b"] } }), ["condition-changed"], "may fail", "valid", "major"],
  "dependentRequired written as a condition": [object({}, { dependentRequired: { a: ["b"] } }), object({}, conditional(["b"])), ["rewritten"], "valid", "valid", "patch"],
  // Arrays
  "items narrowed": [{ type: "array", items: { type: "number" } }, { type: "array", items: count }, ["type-narrowed"], "may fail", "valid", "major"],
  "items must differ": [{ type: "array" }, { type: "array", uniqueItems: true }, ["unique-items-added"], "may fail", "valid", "major"],
  "tuple closed": [{ type: "array", prefixItems: [text] }, { type: "array", prefixItems: [text], items: false }, ["array-closed"], "may fail", "valid", "major"],
  "contains added": [{ type: "array" }, { type: "array", contains: text }, ["contains-changed"], "may fail", "valid", "major"],
  "draft-07 list of items written in 2020-12": [{ ...draft07, type: "array", items: [text], additionalItems: false }, { type: "array", prefixItems: [text], items: false }, ["annotation-changed", "rewritten"], "valid", "valid", "patch"],
  // Choices
  "branch added": [{ oneOf: [tagged("x"), tagged("y")] }, { oneOf: [tagged("x"), tagged("y"), tagged("z")] }, ["branch-added"], "valid", "may fail", "major"],
  "branch removed": [{ oneOf: [tagged("x"), tagged("y"), tagged("z")] }, { oneOf: [tagged("x"), tagged("y")] }, ["branch-removed"], "may fail", "valid", "major"],
  "choice replaced by one of its branches": [{ anyOf: [object({ a: text }), object({ a: count })] }, object({ a: text }), ["branch-removed"], "may fail", "valid", "major"],
  "property added to every branch": [{ anyOf: [tagged("x"), tagged("y")] }, { anyOf: [tagged("x", a), tagged("y", a)] }, ["property-added", "property-added"], "may fail", "valid", "minor"],
  "branch changed": [{ oneOf: [tagged("x", a), tagged("y")] }, { oneOf: [tagged("x", { a: count }), tagged("y")] }, ["type-changed"], "may fail", "may fail", "major"],
  "branches in another order": [{ oneOf: [tagged("x"), tagged("y")] }, { oneOf: [tagged("y"), tagged("x")] }, ["rewritten"], "valid", "valid", "patch"],
  "oneOf of disjoint branches written as anyOf": [{ oneOf: [tagged("x"), tagged("y")] }, { anyOf: [tagged("x"), tagged("y")] }, ["rewritten"], "valid", "valid", "patch"],
  "anyOf of overlapping branches made oneOf": [{ anyOf: [object(a), object({ b: text })] }, { oneOf: [object(a), object({ b: text })] }, ["choice-kind-changed"], "unknown", "valid", "major"],
  "not added": [text, { type: "string", not: { const: "x" } }, ["not-changed"], "may fail", "valid", "major"],
  "not removed": [{ type: "string", not: { const: "x" } }, text, ["not-changed"], "valid", "may fail", "major"],
  "condition asks for more": [object(a, conditional(["b"])), object(a, conditional(["b", "c"])), ["condition-changed"], "may fail", "valid", "major"],
  // References and allOf
  "base drawn out into allOf": [object({ ...a, b: count }, { required: ["a"] }), { allOf: [object(a, { required: ["a"] })], properties: { b: count } }, ["rewritten"], "valid", "valid", "patch"],
  "allOf merged": [{ allOf: [text, { minLength: 1 }] }, { type: "string", minLength: 1 }, ["rewritten"], "valid", "valid", "patch"],
  "inline schema made a definition": [object(a), { ...object({ a: { $ref: "#/$defs/name" } }), ...definitions(text) }, ["rewritten", "definition-added"], "valid", "valid", "minor"],
  "definition under another key": [{ ...object({ a: { $ref: "#/$defs/name" } }), ...definitions(text) }, { ...object({ a: { $ref: "#/$defs/label" } }), $defs: { label: { title: "Name", ...text } } }, ["rewritten", "definition-moved"], "valid", "valid", "patch"],
  "definition gone": [{ ...object({ a: { $ref: "#/$defs/name" } }), ...definitions(text) }, object(a), ["rewritten", "definition-removed"], "valid", "valid", "major"],
  "definition narrowed": [{ ...object({ a: { $ref: "#/$defs/name" } }), ...definitions(text) }, { ...object({ a: { $ref: "#/$defs/name" } }), ...definitions({ type: "string", minLength: 1 }) }, ["bound-tightened"], "may fail", "valid", "major"],
  "tree wrapped": [tree(text), { allOf: [tree(text)] }, ["rewritten"], "valid", "valid", "patch"],
  "leaf of a tree changed": [tree(text), tree(count), ["type-changed"], "may fail", "may fail", "major"],
  "property added beside a base out of the folder": [packaged(a), packaged({ ...a, b: count }), ["property-added"], "may fail", "valid", "major"],
  "property added inside of what a base out of the folder may describe": [packaged({ p: object(a) }), packaged({ p: object({ ...a, b: count }) }), ["property-added"], "may fail", "valid", "major"],
  "item's property added inside of what a base out of the folder may describe": [packaged({ p: listOf(object(a)) }), packaged({ p: listOf(object({ ...a, b: count })) }), ["property-added"], "may fail", "valid", "major"],
  "definition's property added that a base out of the folder may describe": [packaged({ p: { $ref: "#/$defs/name" } }, definitions(object(a))), packaged({ p: { $ref: "#/$defs/name" } }, definitions(object({ ...a, b: count }))), ["property-added"], "may fail", "valid", "major"],
  "reference out of the folder kept": [packaged({ a: text }), packaged({ a: count }), ["type-changed"], "may fail", "may fail", "major"],
  "reference out of the folder changed": [{ $ref: "@x/core/y.json" }, { $ref: "@x/core/z.json" }, ["unsupported-keyword"], "unknown", "unknown", "major"],
  // What can't be compared
  "keyword nobody knows added": [text, { type: "string", startsWith: "a" }, ["unsupported-keyword"], "unknown", "unknown", "major"],
  "keyword nobody knows changed": [{ startsWith: "a" }, { startsWith: "b" }, ["unsupported-keyword"], "unknown", "unknown", "major"],
  "keyword nobody knows kept": [{ startsWith: "a", maxLength: 3 }, { startsWith: "a", maxLength: 4 }, ["bound-loosened"], "valid", "may fail", "major"],
  "dynamic reference in a changed schema": [{ $dynamicRef: "#x", $defs: { x: { $dynamicAnchor: "x", ...text } } }, { $dynamicRef: "#x", $defs: { x: { $dynamicAnchor: "x", ...count } } }, ["unsupported-keyword", "type-changed"], "may fail", "may fail", "major"],
  "constant too large to be read": [{ const: Infinity }, { const: null }, ["unsupported-keyword", "enum-added", "type-narrowed"], "may fail", "unknown", "major"],
  "constant too large to be read, inside of another": [{ const: { a: [Infinity] } }, { const: { a: [null] } }, ["unsupported-keyword", "enum-added", "type-narrowed"], "may fail", "unknown", "major"],
  "bound too large to be read": [{ type: "number", maximum: Infinity }, { type: "number", maximum: 5 }, ["unsupported-keyword", "bound-tightened"], "may fail", "unknown", "major"],
  "keyword of the wrong sort": [text, { type: "string", minLength: "1" }, ["unsupported-keyword"], "unknown", "unknown", "major"],
  "draft-07 reference hides its neighbours": [{ ...draft07, ...definitions(text), $ref: "#/$defs/name" }, { ...draft07, ...definitions(text), $ref: "#/$defs/name", minLength: 3 }, ["rewritten"], "valid", "valid", "patch"],
  "draft named below the root": [object({ x: { ...draft07, $ref: "#/$defs/name", maxLength: 0 } }, definitions(text)), object({ x: { $ref: "#/$defs/name", maxLength: 0 } }, definitions(text)), ["annotation-changed", "bound-tightened"], "may fail", "valid", "major"],
  "draft named below the root, around the place": [object({ x: { ...draft07, items: { $ref: "#/$defs/name", maxLength: 0 } } }, definitions(text)), object({ x: { items: { $ref: "#/$defs/name", maxLength: 0 } } }, definitions(text)), ["annotation-changed", "bound-tightened"], "may fail", "valid", "major"],
  "draft named below the root that says the same": [object({ x: { ...draft07, maxLength: 3 } }), object({ x: { maxLength: 3 } }), ["annotation-changed", "rewritten"], "valid", "valid", "patch"],
  "draft nobody knows": [{ ...text, $schema: "https://example.com/draft" }, text, ["annotation-changed", "unsupported-keyword"], "unknown", "unknown", "major"],
  "draft nobody knows kept": [{ $schema: "https://example.com/draft", maxLength: 3 }, { $schema: "https://example.com/draft", maxLength: 4 }, ["bound-loosened"], "valid", "may fail", "major"],
  // Words
  "description changed": [{ ...text, description: "A." }, { ...text, description: "B." }, ["annotation-changed"], "valid", "valid", "patch"],
  "examples and comment added": [text, { ...text, examples: ["x"], $comment: "Y." }, ["annotation-changed", "annotation-changed"], "valid", "valid", "patch"],
  "annotations of vendors": [text, { type: "string", markdownDescription: "**A**", example: "x", "x-order": 3, enumNames: [], tsType: "Name" }, Array(5).fill("annotation-changed"), "valid", "valid", "patch"],
  "annotation of a vendor changed beside a bound": [{ ...text, "x-a": 1, maxLength: 3 }, { ...text, "x-a": 2, maxLength: 4 }, ["annotation-changed", "bound-loosened"], "valid", "may fail", "major"],
  "branches in another order, one of them deprecated": [{ oneOf: [{ ...text, deprecated: true }, count, { type: "null", default: null }] }, { oneOf: [count, { type: "null", default: null }, { ...text, deprecated: true }] }, ["rewritten"], "valid", "valid", "patch"],
  "branch deprecated behind another that comes in front": [{ anyOf: [text, { type: "null", title: "None" }] }, { anyOf: [{ type: "null", title: "None" }, { ...text, deprecated: true }] }, ["deprecated-changed", "rewritten"], "valid", "valid", "minor"],
  "title reworded, same name": [{ ...text, title: "Email opened" }, { ...text, title: "Email Opened" }, ["annotation-changed"], "valid", "valid", "patch"],
  "title renamed": [{ ...text, title: "Email opened" }, { ...text, title: "Email seen" }, ["annotation-changed", "type-renamed"], "valid", "valid", "major"],
  deprecated: [object(a), object({ a: { ...text, deprecated: true } }), ["deprecated-changed"], "valid", "valid", "minor"],
  "default changed": [object({ a: { ...text, default: "x" } }), object({ a: { ...text, default: "y" } }), ["default-changed"], "valid", "valid", "minor"],
};

const folder = (schema: unknown) => new Map([["a.schema.json", schema]]);

describe("diffSchemas on the table of edits", () => {
  it("holds at least sixty edits", () => {
    expect(Object.keys(edits).length).toBeGreaterThanOrEqual(60);
  });

  it.each(Object.entries(edits))("%s", (_, [was, is, kinds, forward, backward, bump]) => {
    const changes = diffSchemas(folder(was), folder(is));
    expect({
      kinds: changes.map(({ change }) => change).toSorted(),
      forward: worst(changes.map(({ oldDataUnderNew }) => oldDataUnderNew)),
      backward: worst(changes.map(({ newDataUnderOld }) => newDataUnderOld)),
      bump: largestBump(changes) ?? "none",
    }).toEqual({ kinds: kinds.toSorted(), forward, backward, bump });
  });

  it.each(Object.entries(edits))("undone: %s", (_, [was, is, , forward, backward]) => {
    const changes = diffSchemas(folder(is), folder(was));
    expect(worst(changes.map(({ oldDataUnderNew }) => oldDataUnderNew))).toBe(backward);
    expect(worst(changes.map(({ newDataUnderOld }) => newDataUnderOld))).toBe(forward);
  });
});
