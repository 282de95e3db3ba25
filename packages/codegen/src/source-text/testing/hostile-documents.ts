import type { FormatMode } from "@email-events/json-schema";

type Documents = Readonly<Record<string, unknown>>;

/** Documents with a text at some places, and the options for generation. */
export interface Placement {
  readonly documents: Documents;
  readonly library?: Documents;
  readonly typesFrom?: string;
  readonly formats?: FormatMode;
}

const inOne = (schema: unknown): Placement => ({ documents: { "thing.schema.json": schema } });

const said = (text: string) => ({ description: text, $comment: text, default: text, examples: [text] });

/** A recursive schema with a text in every annotation. */
const annotated = (text: string) => ({
  ...said(text),
  type: "object",
  required: ["kind", "next"],
  properties: {
    kind: { ...said(text), type: "string", format: text },
    next: {
      ...said(text),
      anyOf: [
        { ...said(text), $ref: "#" },
        { ...said(text), type: "null" },
      ],
    },
    list: { ...said(text), type: "array", minItems: 1, items: { ...said(text), type: "string", format: text } },
    map: { ...said(text), type: "object", additionalProperties: { ...said(text), type: "number" } },
    part: { $ref: "#/$defs/part", ...said(text) },
  },
  $defs: { part: { ...said(text), deprecated: true, type: "object", properties: { a: { ...said(text), const: 1 } } } },
});

/** A recursive schema with a part, which a text may name: what the text doesn't reach is as small as it can be. */
const called = {
  type: "object",
  required: ["next"],
  properties: { next: { anyOf: [{ $ref: "#" }, { type: "null" }] }, part: { $ref: "#/$defs/part" } },
  $defs: { part: { type: "object", properties: { a: { const: 1 } } } },
};

const branch = (tag: string, name: string) => ({
  type: "object",
  required: [name],
  properties: { [name]: { const: tag }, b: { type: "string" } },
});

/** A text as values and names, in keywords that zod expresses too. */
const named = (text: string) => ({
  type: "object",
  required: [text, "tagged", "next"],
  additionalProperties: false,
  properties: {
    [text]: { type: "string" },
    [`${text} 2`]: { const: text },
    enum: { enum: [text, "b", 1] },
    next: { anyOf: [{ $ref: "#" }, { const: text }] },
    tagged: { oneOf: [branch(text, text), branch(`${text} 2`, text)] },
    deep: {
      anyOf: [text, `${text} 2`].map((tag) => ({
        type: "object",
        required: [text],
        properties: { [text]: branch(tag, `${text} 3`) },
      })),
    },
    united: { $ref: "#/$defs/united" },
  },
  $defs: {
    one: branch(text, text),
    other: branch(`${text} 2`, text),
    united: { oneOf: [{ $ref: "#/$defs/one" }, { $ref: "#/$defs/other" }] },
  },
});

/** The same in keywords that only validators check. */
const checked = (text: string) => ({
  type: "object",
  required: [text],
  properties: { [text]: { type: "string" } },
  dependentRequired: { [text]: ["tagged", text] },
  dependentSchemas: { [text]: { not: { required: [text], properties: { [text]: { const: { [text]: [text] } } } } } },
  propertyNames: { not: { const: text } },
  patternProperties: { "^x": { enum: [{ [text]: text }, [text]] } },
  if: { required: [text], properties: { [text]: { const: text } } },
  then: { properties: { [text]: { minLength: 1 } } },
  else: { contains: { const: text }, unevaluatedItems: { const: text } },
  unevaluatedProperties: { const: text },
});

const older = (text: string) => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  description: text,
  type: "object",
  definitions: { [text]: { description: text, enum: [text] } },
  dependencies: { [text]: [text, "b"], b: { required: [text] } },
  properties: { a: { items: [{ const: text }], additionalItems: { const: text } } },
});

/** A text that is valid in a path: without NUL and unpaired surrogates. */
const inPath = (text: string): string => text.toWellFormed().replaceAll("\0", "").replace(/^\/+/, "");

/** Every place for untrusted text, by name: documents with the text there. */
export const placements: Readonly<Record<string, (text: string) => Placement>> = {
  "what is only said": (text) => inOne(annotated(text)),
  "values and names": (text) => inOne(named(text)),
  "keywords of validators": (text) => inOne(checked(text)),
  "keywords of draft-07": (text) => inOne(older(text)),
  "a title": (text) => inOne({ title: text, ...called }),
  "a definition's name": (text) => {
    const pointer = text.replaceAll("~", "~0").replaceAll("/", "~1");
    const ref = `#/$defs/${encodeURIComponent(pointer.toWellFormed())}`;
    return inOne({ type: "object", properties: { a: { $ref: ref } }, $defs: { [text.toWellFormed()]: { const: 1 } } });
  },
  "a pattern": (text) =>
    inOne({ type: "object", properties: { a: { type: "string", pattern: text }, b: { $ref: "#" } } }),
  "a pattern of literal letters": (text) => {
    const pattern = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    return inOne({
      type: "object",
      properties: { a: { type: "string", pattern } },
      patternProperties: { [pattern]: { type: "string" } },
    });
  },
  "a set of letters": (text) =>
    inOne({
      type: "string",
      pattern: `[${text.replaceAll(/[\\\]^&|~<>=!#$%*+,.:;?@`{}()/[-]/g, "\\$&").replaceAll(/\\([&~<>=!#%,:;@`])/g, "$1")}]`,
    }),
  "a pattern of names": (text) =>
    inOne({ type: "object", patternProperties: { [text]: { type: "string" } }, additionalProperties: false }),
  "an identifier": (text) =>
    inOne({ $id: `https://shop.test/${text}`, type: "object", properties: { a: { $ref: "#" } } }),
  "a file's name": (text) => ({ documents: { [`${inPath(text).replaceAll("/", ":")}.schema.json`]: called } }),
  "a folder's name": (text) => ({ documents: { [`${inPath(text)}/thing.schema.json`]: called } }),
  "a package's schema": (text) => ({
    documents: { "thing.schema.json": { type: "object", properties: { event: { $ref: "shop/event.json" } } } },
    library: { "node_modules/shop/event.json": { ...annotated(text), title: `z ${text}` } },
  }),
  "the module of types": (text) => ({
    ...inOne({
      oneOf: [{ $ref: "#/$defs/one" }, { $ref: "#/$defs/other" }],
      $defs: { one: branch("a", "tag"), other: branch("b", "tag") },
    }),
    typesFrom: text,
  }),
};
