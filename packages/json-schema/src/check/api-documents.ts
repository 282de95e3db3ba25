import { SchemaError } from "../schema-error.ts";

/** Descriptions of APIs by the keyword that names their version, each with the place of its schemas. */
const kinds: ReadonlyMap<string, { readonly name: string; readonly schemas: string }> = new Map([
  ["openapi", { name: "an OpenAPI document", schemas: "components/schemas" }],
  ["swagger", { name: "a Swagger document", schemas: "definitions" }],
  ["asyncapi", { name: "an AsyncAPI document", schemas: "components/schemas" }],
]);

/** Whether a root's keyword says that nothing in the document would be read as a schema. */
export const hidesSchemas = (keyword: string, value: unknown): boolean =>
  typeof value === "string" && kinds.get(keyword)?.schemas === "components/schemas";

/** The error for a document that describes an API; `undefined` for any other. */
export const refuseApi = (file: string, document: object): SchemaError | undefined => {
  const [keyword = "", version] = Object.entries(document).find(([key]) => kinds.has(key)) ?? [];
  const kind = kinds.get(keyword);
  if (kind === undefined || typeof version !== "string") return undefined;
  const rename = /\.schema\.\w+$/.test(file) ? "name it without .schema, and " : "";
  const dialect = keyword === "openapi" && version.startsWith("3.0") ? ", with --dialect openapi-3.0" : "";
  const problem = `this is ${kind.name}, not a schema; ${rename}refer to its schemas from a schema${dialect}`;
  return new SchemaError(file, "", problem, { detail: `{ "$ref": "${file}#/${kind.schemas}/NAME" }` });
};
