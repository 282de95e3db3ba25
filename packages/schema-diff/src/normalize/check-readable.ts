import {
  appendToken,
  type Fields,
  fieldsOf,
  isDefinition,
  looksAtSame,
  SchemaError,
  schemasBelow,
} from "@email-events/json-schema";
import { createSchemaFolder, type Place, placeName, type SchemaDocuments } from "./schema-folder.ts";

/** The schemas below one, without those that a draft-07 reference hides. */
const childrenOf = (place: Place, fields: Fields): readonly Place[] => {
  const hides = fields.has("$ref") && place.folder.isLegacy(place);
  return schemasBelow(place.pointer, place.schema)
    .map((child) => ({ ...place, ...child }))
    .filter((child) => !hides || isDefinition(place, child));
};

/** Whether a reference says of itself that it stays in the folder, rather than naming a package or an address. */
const staysInside = (place: Place, ref: string): boolean =>
  /^[#./]|^[\w.-]+\.json(?:#|$)/.test(ref) || place.folder.knows(place, ref);

const targetOf = (place: Place, fields: Fields, keyword: string): Place | undefined => {
  const ref = fields.get(keyword);
  if (typeof ref !== "string") return undefined;
  const target = place.folder.resolve(place, ref);
  if (!target && staysInside(place, ref)) {
    throw new SchemaError(place.file, appendToken(place.pointer, keyword), `no schema stands at ${ref}`);
  }
  return target;
};

const isSchema = (schema: unknown): boolean => typeof schema === "boolean" || fieldsOf(schema) !== undefined;

/**
 * Checks that the documents of a folder can be read as schemas. Keywords that nobody knows are left to the comparison.
 *
 * @throws SchemaError at what isn't a schema, a reference to nowhere in the folder, or one that leads in a circle
 */
export const checkReadable = (documents: SchemaDocuments): void => {
  const folder = createSchemaFolder("new", documents);
  const state = new Map<string, "done" | "open">();

  /** Looks at a place, and at every place that looks at the same value. */
  const visit = (place: Place): void => {
    if (!isSchema(place.schema)) {
      throw new SchemaError(place.file, place.pointer, "a schema is an object, true or false");
    }
    const fields = fieldsOf(place.schema);
    if (!fields || state.get(placeName(place)) === "done") return;
    state.set(placeName(place), "open");
    targetOf(place, fields, "$dynamicRef");
    const target = targetOf(place, fields, "$ref");
    if (target && state.get(placeName(target)) === "open") {
      throw new SchemaError(place.file, appendToken(place.pointer, "$ref"), "this reference leads in a circle");
    }
    if (target) visit(target);
    for (const child of childrenOf(place, fields)) if (looksAtSame(place, child)) visit(child);
    state.set(placeName(place), "done");
  };

  const visitAll = (place: Place): void => {
    visit(place);
    const fields = fieldsOf(place.schema);
    for (const child of fields ? childrenOf(place, fields) : []) visitAll(child);
  };

  for (const [file, schema] of documents) visitAll({ folder, file, pointer: "", schema });
};
