import { booleanBounds } from "./draft-04.ts";
import { dropped, type Fields, type Rewrite, type RewriteTable } from "./rewrite.ts";

/** `nullable` only extends the `type` next to it; an `enum` must list null itself. */
const typeWithNull: Rewrite = (type, { nullable }: Fields) =>
  typeof type === "string" && nullable === true ? [["type", [type, "null"]]] : [["type", type]];

/** Formats of OpenAPI that don't constrain JSON values. */
const ownFormats: ReadonlySet<unknown> = new Set(["int32", "int64", "float", "double", "byte", "binary", "password"]);

/** Rewrites of the Schema Object of OpenAPI 3.0 (https://spec.openapis.org/oas/v3.0.3#schema-object) to draft-07. */
export const openapi30: RewriteTable = new Map<string, Rewrite>([
  ...booleanBounds,
  ["type", typeWithNull],
  ["nullable", (value) => (typeof value === "boolean" ? [] : [["nullable", value]])],
  ["format", (value) => (ownFormats.has(value) ? [] : [["format", value]])],
  ["example", (value) => [["examples", [value]]]],
  ["discriminator", dropped],
  ["xml", dropped],
  ["externalDocs", dropped],
]);
