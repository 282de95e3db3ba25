import {
  appendToken,
  fieldsOf,
  isDefinition,
  refuseCircles,
  SchemaError,
  schemasBelow,
} from "@email-events/json-schema";
import { createSchemaFolder, type Place, placeName, type SchemaDocuments } from "./schema-folder.ts";

/** The schemas below one, without those that a draft-07 reference hides. */
const childrenOf = (place: Place): readonly Place[] => {
  const hides = fieldsOf(place.schema)?.has("$ref") === true && place.folder.isLegacy(place);
  return schemasBelow(place.pointer, place.schema)
    .map((child) => ({ ...place, ...child }))
    .filter((child) => !hides || isDefinition(place, child));
};

/** Whether a reference says of itself that it stays in the folder, rather than naming a package or an address. */
const staysInside = (place: Place, ref: string): boolean =>
  /^[#./]|^[\w.-]+\.json(?:#|$)/.test(ref) || place.folder.knows(place, ref);

const targetOf = (place: Place, keyword: string): Place | undefined => {
  const ref = fieldsOf(place.schema)?.get(keyword);
  if (typeof ref !== "string") return undefined;
  const target = place.folder.resolve(place, ref);
  if (!target && staysInside(place, ref)) {
    throw new SchemaError(place.file, appendToken(place.pointer, keyword), `no schema stands at ${ref}`);
  }
  return target;
};

const targetsOf = (place: Place): readonly Place[] => {
  if (typeof place.schema !== "boolean" && !fieldsOf(place.schema)) {
    throw new SchemaError(place.file, place.pointer, "a schema is an object, true or false");
  }
  // Where a dynamic reference leads depends on the way to it, so that it is only checked to lead somewhere.
  targetOf(place, "$dynamicRef");
  const target = targetOf(place, "$ref");
  return target ? [target] : [];
};

/**
 * Checks that the documents of a folder can be read as schemas. Keywords that nobody knows are left to the comparison.
 *
 * @throws SchemaError at what isn't a schema, a reference to nowhere in the folder, or one that leads in a circle
 */
export const checkReadable = (documents: SchemaDocuments): void => {
  const folder = createSchemaFolder("new", documents);
  const roots = [...documents].map(([file, schema]): Place => ({ folder, file, pointer: "", schema }));
  refuseCircles({ keyOf: placeName, targetsOf, childrenOf }, roots);
};
