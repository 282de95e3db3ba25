import { toUnicodePattern } from "../regex/unicode-pattern.ts";
import { appendToken } from "../json-pointer.ts";
import { type Bases, basesOf, outsideOf } from "../read/references-in.ts";
import { defaultDialect, dialectNamed } from "./dialect.ts";
import { hidesSchemas } from "../check/api-documents.ts";
import { dialectShapes, keywordShapes, type KeywordShape } from "../check/keywords.ts";
import { draft04 } from "./draft-04.ts";
import { draft201909, levelsUpFrom, splitDependencies } from "./draft-2019-09.ts";
import { keepOrigin } from "./written-places.ts";
import { hasAddress, liftHidden, redirected } from "./lift-hidden.ts";
import { loneUnevaluated } from "./lone-unevaluated.ts";
import { openapi30 } from "./openapi.ts";
import { type Entries, type Fields, isFields, type Rewrite, type RewriteTable, type Surroundings } from "./rewrite.ts";
import {
  internalDialects,
  internalNames,
  isVendorDialect,
  type SourceDialect,
  sourceDialectOf,
} from "./source-dialect.ts";

const tables: { readonly [Source in SourceDialect]: RewriteTable } = {
  "2020-12": new Map([["dependencies", splitDependencies], ...loneUnevaluated]),
  "2019-09": draft201909,
  "draft-07": new Map(),
  "draft-06": new Map(),
  "draft-04": draft04,
  "openapi-3.0": openapi30,
};

/** Rewrites that apply in every dialect. */
const everyDialect: RewriteTable = new Map<string, Rewrite>([
  // Editors use a string as the message.
  ["deprecated", (value) => [["deprecated", typeof value === "string" ? true : value]]],
  ["pattern", (value) => [["pattern", typeof value === "string" ? toUnicodePattern(value) : value]]],
  ["patternProperties", (value) => [["patternProperties", withUnicodePatterns(value)]]],
]);

/** What in one document determines how others are converted. */
export type Trait = "contains of 2019-09" | "unevaluatedItems";

/** How a document is linked with others, see `createLinks`. */
export interface Links {
  /** The bases of the document. */
  readonly bases: Bases;
  /** The pointers in references of other documents that lead through unknown keywords of this one. */
  readonly pointers: ReadonlySet<string>;
  /** The reference to where the target of another one was moved; `undefined` where it wasn't. */
  readonly redirect: (ref: string, bases: Bases) => string | undefined;
}

/** How documents are converted. */
export interface Conversion {
  /** The dialect of a document without `$schema`, or with a vendor's. */
  readonly dialect: SourceDialect;
  /** Whether a keyword that the dialect lacks is dropped as an annotation. */
  readonly isAnnotation?: (keyword: string) => boolean;
  /** Whether `contains` must not mark items as evaluated, as in 2019-09; it only matters with `unevaluatedItems`. */
  readonly hidesContains?: boolean;
  /** Called with what `hidesContains` depends on; all documents that are used together determine it. */
  readonly onTrait?: (trait: Trait) => void;
  /** How the document is linked with others. */
  readonly links?: Links;
  /** Called with each `$schema` of a vendor, and where it was written. */
  readonly onVendorDialect?: (pointer: string, $schema: string) => void;
}

/** Converts patterns of property names for the u flag, unless two would become equal. */
const withUnicodePatterns = (value: unknown): unknown => {
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([pattern, below]) => [toUnicodePattern(pattern), below] as const);
  return new Set(entries.map(([pattern]) => pattern)).size === entries.length ? Object.fromEntries(entries) : value;
};

type Convert = (value: unknown, pointer: string) => unknown;

const each = (value: unknown, pointer: string, convert: Convert): unknown => {
  if (Array.isArray(value)) return value.map((item, index) => convert(item, appendToken(pointer, index)));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, convert(item, appendToken(pointer, key))] as const),
  );
};

const listOnly = (value: unknown, pointer: string, convert: Convert): unknown =>
  Array.isArray(value) ? each(value, pointer, convert) : value;

const mapOnly = (value: unknown, pointer: string, convert: Convert): unknown =>
  isFields(value) ? each(value, pointer, convert) : value;

/** Converts the schemas below a keyword. Invalid values are left for the checks. */
const below: { readonly [Shape in KeywordShape]?: typeof each } = {
  schema: (value, pointer, convert) => convert(value, pointer),
  "schema-list": listOnly,
  "schema-map": mapOnly,
  "pattern-map": mapOnly,
  "schema-or-list": (value, pointer, convert) =>
    Array.isArray(value) ? each(value, pointer, convert) : convert(value, pointer),
  dependencies: mapOnly,
};

interface Outer {
  readonly bases: Bases;
  readonly dialect: SourceDialect;
  readonly resource: unknown;
  readonly isRecursive: boolean;
}

/** The `$schema` of a converted schema: unchanged if it is supported, otherwise that of the internal dialect. */
const convertedName = ($schema: unknown, dialect: SourceDialect): unknown => {
  const internal = internalDialects[dialect];
  return internal === dialectNamed($schema) ? $schema : internalNames[internal];
};

/** Keywords in the other dialect, and for those that were written in other words the words. */
interface Rewritten {
  readonly entries: Entries;
  readonly keywords: ReadonlyMap<string, string>;
}

/** The keywords of a schema in the other dialect; the schemas below them are unchanged. */
const rewritten = (fields: Fields, dialect: SourceDialect, isNamed: boolean, around: Surroundings): Rewritten => {
  const needsName = around.isRoot && !("$schema" in fields) && internalDialects[dialect] !== defaultDialect;
  const keywords = new Map<string, string>();
  const entries = Object.entries(fields).flatMap(([keyword, value]): Entries => {
    if (keyword === "$schema") return [[keyword, isNamed ? convertedName(value, dialect) : value]];
    const rewrite = tables[dialect].get(keyword) ?? everyDialect.get(keyword);
    const made = rewrite?.(value, fields, around) ?? [[keyword, value]];
    // What is added to allOf has an origin of its own.
    for (const [other] of made) if (other !== keyword && other !== "allOf") keywords.set(other, keyword);
    return made;
  });
  return { entries: needsName ? [["$schema", convertedName(undefined, dialect)], ...entries] : entries, keywords };
};

/**
 * Converts a document to 2020-12 or draft-07 with the same meaning. Everything keeps its pointer, except what is below a
 * renamed keyword (an array of `items` of 2019-09, `dependencies`), `contains` next to unevaluated items of 2019-09, and the
 * targets of references through unknown keywords. References to the latter are changed; the others still say where their
 * target was written.
 *
 * `writtenPointer` says where what was moved or renamed was written, `convertedPointer` the other way round.
 *
 * Pure and tolerant: a keyword with an invalid value is unchanged, for the checks to refuse.
 */
export const convertDocument = (document: unknown, conversion: Conversion): unknown => {
  const { isAnnotation, hidesContains = false, links, onTrait, onVendorDialect } = conversion;
  const { document: lifted, moved } = liftHidden(document, links?.pointers);
  const writtenAt = new Map([...moved].map(([written, pointer]) => [pointer, written]));

  /** A schema whose reference leads to where its target was moved. */
  const linked = (value: Fields, { resource, bases }: Outer): Fields => {
    const fields = resource === lifted ? redirected(value, moved) : value;
    const { $ref } = fields;
    const elsewhere = fields === value && typeof $ref === "string" ? links?.redirect($ref, bases) : undefined;
    return elsewhere === undefined ? fields : { ...fields, $ref: elsewhere };
  };

  const convert = (value: unknown, pointer: string, outer: Outer): unknown => {
    if (!isFields(value)) return value;
    const { $schema } = value;
    const isVendor = isVendorDialect($schema);
    if (isVendor) onVendorDialect?.(pointer, String($schema));
    const own = isVendor ? conversion.dialect : sourceDialectOf($schema);
    const dialect = own ?? outer.dialect;
    if (dialect === "2019-09" && "contains" in value) onTrait?.("contains of 2019-09");
    if ("unevaluatedItems" in value) onTrait?.("unevaluatedItems");
    const isRoot = pointer === "";
    const inner: Outer =
      isRoot || hasAddress(value)
        ? {
            dialect,
            resource: value,
            isRecursive: value["$recursiveAnchor"] === true,
            bases: basesOf(value["$id"] ?? value["id"], outer.bases),
          }
        : { ...outer, dialect };
    const fields = linked(value, inner);
    const { isRecursive } = inner;
    const around = { isRoot, isRecursive, isResource: inner.resource === value, hidesContains };
    const known = dialectShapes[internalDialects[dialect]];
    const { entries: made, keywords } = rewritten(fields, dialect, own !== undefined, around);
    const entries = made
      .filter(
        ([keyword, item]) => known.has(keyword) || (isRoot && hidesSchemas(keyword, item)) || !isAnnotation?.(keyword),
      )
      .map(([keyword, item]): readonly [string, unknown] => {
        const shape = keywordShapes.get(keyword);
        const convertBelow: Convert = (one, place) => convert(one, place, inner);
        const inside = shape && below[shape];
        return [keyword, inside ? inside(item, appendToken(pointer, keyword), convertBelow) : item];
      });
    const converted = Object.fromEntries(entries);
    const origin = { pointer: writtenAt.get(pointer), levelsUp: levelsUpFrom(value), keywords };
    keepOrigin(converted, { ...origin, moved: isRoot ? moved : undefined });
    return converted;
  };

  const bases = links?.bases ?? outsideOf("");
  return convert(lifted, "", { dialect: conversion.dialect, resource: lifted, isRecursive: false, bases });
};
