import { dirname, join, normalize } from "node:path";
import { readSchema } from "../events/read-properties.mjs";
import { typeNameOf } from "../events/type-name.mjs";

/** Keywords of a file, which mean nothing inside of a document. */
const ofFiles = new Set(["$schema", "$id", "$defs"]);

const split = (ref) => {
  const [path, pointer = ""] = ref.split("#");
  return { path, pointer };
};

/**
 * Collects schemas as components of an OpenAPI document, with everything that they refer to. Each is named like the type
 * that is generated from it.
 *
 * @param files - Paths below `schemas/`.
 * @returns The components, by their names.
 */
export const componentsOf = (files) => {
  const components = {};
  /** Adds a schema, and returns its name. */
  const add = (file, pointer) => {
    const names = pointer.split("/").slice(1);
    const schema = names.reduce((part, name) => part[name], readSchema(file));
    const name = typeNameOf(schema);
    if (!Object.hasOwn(components, name)) {
      components[name] = {};
      components[name] = rewrite(schema, file);
    }
    return name;
  };
  const rewrite = (value, file) => {
    if (Array.isArray(value)) return value.map((item) => rewrite(item, file));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => !ofFiles.has(key));
    return Object.fromEntries(
      entries.map(([key, inner]) => {
        if (key === "examples" || key === "const" || key === "enum") return [key, inner];
        if (key !== "$ref") return [key, rewrite(inner, file)];
        const { path, pointer } = split(inner);
        const target = path === "" ? file : normalize(join(dirname(file), path)).replaceAll("\\", "/");
        return [key, refTo(add(target, pointer))];
      }),
    );
  };
  for (const file of files) add(file, "");
  return Object.fromEntries(Object.entries(components).toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** A reference to a component. */
export const refTo = (name) => `#/components/schemas/${name}`;

/** The content of a request or an answer: JSON of a component. */
export const jsonOf = (name) => ({ "application/json": { schema: { $ref: refTo(name) } } });
