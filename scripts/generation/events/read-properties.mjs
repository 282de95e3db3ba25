import { dirname, join, normalize } from "node:path";
import { readJson } from "../read-json.mjs";

const cache = new Map();

/** Reads a schema by its path below `schemas/`. */
export const readSchema = (file) => {
  if (!cache.has(file)) cache.set(file, readJson(`schemas/${file}`));
  return cache.get(file);
};

/** The part of a schema that a JSON Pointer names. */
const at = (schema, pointer) =>
  pointer
    .split("/")
    .slice(1)
    .reduce((part, name) => part[name.replaceAll("~1", "/").replaceAll("~0", "~")], schema);

/** A schema and the file that its references are relative to, once `$ref` is followed. */
export const follow = ({ file, schema }) => {
  if (schema.$ref === undefined) return { file, schema };
  const [path, pointer = ""] = schema.$ref.split("#");
  const target = path === "" ? file : normalize(join(dirname(file), path)).replaceAll("\\", "/");
  return follow({ file: target, schema: at(readSchema(target), pointer) });
};

const alternativesOf = ({ anyOf, oneOf }) => anyOf ?? oneOf ?? [];

/** The objects that a value can be: itself, or the alternatives of a union. */
const objectsOf = (place) => {
  const followed = follow(place);
  const { file, schema } = followed;
  if (schema.properties !== undefined || schema.allOf !== undefined) return [followed];
  return alternativesOf(schema).flatMap((alternative) => objectsOf({ file, schema: alternative }));
};

/** Adds the properties of an object to a map by their paths; those of `allOf` first, which its own refine. */
const addObject = (place, path, files, into) => {
  const { file, schema } = follow(place);
  files.add(file);
  for (const base of schema.allOf ?? []) addObject({ file, schema: base }, path, files, into);
  addForms({ file, schema }, path, files, into);
  for (const name of schema.required ?? []) {
    const key = [...path, name].join(".");
    into.set(key, { ...into.get(key), requiredBy: [name] });
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const own = [...path, name];
    const key = own.join(".");
    files.add(follow({ file, schema: property }).file);
    into.set(key, { requiredBy: [], ...into.get(key), path: own, place: { file, schema: property } });
    for (const object of objectsOf({ file, schema: property })) addObject(object, own, files, into);
  }
};

/** Adds the properties of an object that has one of several forms. Each form requires properties of its own. */
const addForms = ({ file, schema }, path, files, into) => {
  const forms = alternativesOf(schema).flatMap((form) => objectsOf({ file, schema: form }));
  const required = [...new Set(forms.flatMap((form) => form.schema.required ?? []))];
  for (const form of forms) addObject(form, path, files, into);
  for (const name of required) {
    const key = [...path, name].join(".");
    into.set(key, { ...into.get(key), requiredBy: required });
  }
};

/** The paths of properties in the order of their objects: an object comes before what is inside of it. */
const inOrder = (properties) => {
  const ranks = new Map([...properties.keys()].map((key, index) => [key, index]));
  const rankOf = ({ path }) => path.map((_, index) => ranks.get(path.slice(0, index + 1).join(".")));
  const compare = (a, b) => {
    for (let index = 0; index < Math.max(a.length, b.length); index += 1)
      if (a[index] !== b[index]) return (a[index] ?? -1) - (b[index] ?? -1);
    return 0;
  };
  return [...properties.values()].toSorted((a, b) => compare(rankOf(a), rankOf(b)));
};

/**
 * Reads the properties of an event from its schema, those of objects inside it included.
 *
 * @returns The properties in order, and the files that they are from. `requiredBy` has the name of a required property; of
 *   several names, one is required.
 */
export const readProperties = (file) => {
  const properties = new Map();
  const files = new Set([file]);
  addObject({ file, schema: readSchema(file) }, [], files, properties);
  // A name that is only required has no schema of its own.
  const described = new Map([...properties].filter(([, { place }]) => place !== undefined));
  return { properties: inOrder(described), files: [...files] };
};

/** The longest pattern that a page shows, in characters. */
const maxPattern = 40;

const bounds = [
  ["minLength", (least) => (least === 1 ? "not empty" : `at least ${least} characters`)],
  ["maxLength", (most) => `at most ${most} characters`],
  ["pattern", (pattern) => (pattern.length > maxPattern ? "with a pattern" : `matches \`${pattern}\``)],
  ["format", (format) => format],
  ["minimum", (least) => `from ${least}`],
  ["maximum", (most) => `to ${most}`],
  ["maxItems", (most) => (most === 0 ? "empty" : `at most ${most} items`)],
];

/** What a schema allows, in a few words. */
export const typeOf = (place) => {
  const { file, schema } = follow(place);
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(" or ");
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0)
    return [...new Set(alternatives.map((alternative) => typeOf({ file, schema: alternative })))].join(" or ");
  const items = schema.items && typeof schema.items === "object" ? ` of ${typeOf({ file, schema: schema.items })}` : "";
  const types = [schema.type ?? (schema.allOf || schema.properties ? "object" : "any")].flat();
  const said = bounds.flatMap(([keyword, say]) => (schema[keyword] === undefined ? [] : [say(schema[keyword])]));
  return `${types.join(" or ")}${items}${said.length > 0 ? ` (${said.join(", ")})` : ""}`;
};

/** What a property says about itself; next to a reference, before what it refers to. */
export const describe = ({ place }) => place.schema.description ?? follow(place).schema.description ?? "";

/** Example values of a property that isn't an object. */
export const examplesOf = ({ place }) => {
  const { schema } = follow(place);
  if (objectsOf(place).length > 0) return [];
  if (schema.const !== undefined) return [schema.const];
  return place.schema.examples ?? schema.examples ?? schema.enum ?? [];
};
