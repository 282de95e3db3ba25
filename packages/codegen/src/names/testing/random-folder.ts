import * as fc from "fast-check";

/** Names that are easily confused with each other, with nothing, or with names in code. */
const words = [
  "Issue",
  "issue",
  "Object",
  "Record",
  "Array",
  "Promise",
  "any",
  "class",
  "Foo",
  "foo",
  "FOO",
  "f-oo",
  "Foo 1",
  "Foo1",
  "Foo2",
  "IsFoo",
  "Is foo",
  "Foo Name",
  "foo names",
  "Foo Map",
  "Größe",
  "GRÖSSE",
  "Gro\u0308ße",
  "注文",
  "注文 Names",
  "𠮷野家",
  "1st",
  "+++",
  "---",
  "\u{1f600}",
  "constructor",
  "__proto__",
  "toString",
];

const title = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...words) }, fc.string({ unit: "grapheme" }));

/** A path segment that is valid on every file system. */
const part = title.map((text) => text.toWellFormed().replaceAll(/[/\0]/g, "_").replace(/^\.*$/, "_"));

const path = fc.tuple(fc.array(part, { maxLength: 2 }), part).map(([folders, name]) => [...folders, name].join("/"));

const titled = fc.option(title, { nil: undefined });

const schema = fc
  .tuple(titled, fc.constantFrom("string", "number", "object", "array"))
  .map(([own, type]) => ({ ...(own === undefined ? {} : { title: own.toWellFormed() }), type }));

/** A discriminated union of the definitions, for which names are emitted. */
const document = fc
  .tuple(titled, fc.dictionary(title, schema, { maxKeys: 3 }), fc.boolean())
  .map(([own, definitions, isUnion]) => {
    const entries = Object.entries(definitions).map(([name, found]) => [name.toWellFormed(), found] as const);
    const tagged = entries.map(([name, found]) => [
      name,
      { ...found, type: "object", required: ["kind"], properties: { kind: { const: name } } },
    ]);
    const head = own === undefined ? {} : { title: own.toWellFormed() };
    if (!isUnion || entries.length === 0) return { ...head, type: "object", $defs: Object.fromEntries(entries) };
    const refs = entries.map(([name]) => ({
      $ref: `#/$defs/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`,
    }));
    return { ...head, oneOf: refs, $defs: Object.fromEntries(tagged) };
  });

/** Documents by path, whose names and titles are easily confused in code. */
export const randomFolder: fc.Arbitrary<Readonly<Record<string, object>>> = fc
  .dictionary(path, document, { minKeys: 1, maxKeys: 4 })
  .map((files) => Object.fromEntries(Object.entries(files).map(([name, found]) => [`${name}.schema.json`, found])));
