import { hidesSchemas, refuseApi } from "./api-documents.ts";
import { createWrittenPlaces } from "../dialects/written-places.ts";
import { appendToken } from "../json-pointer.ts";
import { placeOf } from "../json-schema.ts";
import type { AnyNode } from "../resolve/addresses.ts";
import { isDefinition } from "../resolve/children.ts";
import { refuseCircles } from "../resolve/refuse-circles.ts";
import { createUncheckedFolder, placesBelow } from "../resolve/unchecked-folder.ts";
import { fieldsOf } from "../resolve/unchecked.ts";
import { SchemaError } from "../schema-error.ts";

/** Whether a reference is meant to stay in the folder: it names neither a package nor an address. */
const isLocal = (ref: string): boolean => /^[#./]|^[\w.-]+\.json(?:#|$)/.test(ref);

/**
 * Checks that documents can be walked as schemas. Keywords and their values aren't checked, since a comparison accepts
 * documents that a schema set refuses.
 *
 * @throws SchemaError at what isn't a schema, a reference to nowhere in the folder, or one that leads in a circle
 */
export const checkReadable = (documents: ReadonlyMap<string, unknown>): void => {
  try {
    walkAll(documents);
  } catch (error) {
    throw createWrittenPlaces(documents).inError(error);
  }
};

const walkAll = (documents: ReadonlyMap<string, unknown>): void => {
  const { locate, knows, dialectOf } = createUncheckedFolder(documents);

  const targetOf = (node: AnyNode, keyword: string): AnyNode | undefined => {
    const ref = fieldsOf(node.schema)?.get(keyword);
    if (typeof ref !== "string") return undefined;
    const target = locate(node, ref);
    if (!target && (isLocal(ref) || knows(node, ref))) {
      throw new SchemaError(node.file, appendToken(node.pointer, keyword), `no schema found at ${ref}`);
    }
    return target;
  };

  const targetsOf = (node: AnyNode): ReadonlyMap<string, AnyNode> => {
    if (typeof node.schema !== "boolean" && !fieldsOf(node.schema)) {
      throw new SchemaError(node.file, node.pointer, "a schema is an object, true or false");
    }
    // A dynamic reference leads to different schemas in different scopes; it must lead to one of them.
    targetOf(node, "$dynamicRef");
    const target = targetOf(node, "$ref");
    return new Map(target ? [["$ref", target]] : []);
  };

  /** The schemas below one, without those that a draft-07 reference hides. */
  const childrenOf = (node: AnyNode): readonly AnyNode[] => {
    const hides = fieldsOf(node.schema)?.has("$ref") === true && dialectOf(node) === "draft-07";
    return placesBelow(node).filter((child) => !hides || isDefinition(node, child));
  };

  const roots = [...documents].map(([file, schema]): AnyNode => ({ file, pointer: "", schema }));
  for (const { file, schema } of roots) {
    const isApi = [...(fieldsOf(schema) ?? [])].some(([keyword, value]) => hidesSchemas(keyword, value));
    const api = isApi ? refuseApi(file, schema as object) : undefined;
    if (api) throw api;
  }
  const refuse = (error: SchemaError): never => {
    throw error;
  };
  refuseCircles({ keyOf: placeOf, targetsOf, childrenOf }, roots, refuse);
};
