import { loneUnevaluated } from "./lone-unevaluated.ts";
import { type Entries, type Fields, isFields, type Rewrite, type RewriteTable, type Surroundings } from "./rewrite.ts";

/** The name of every `$recursiveAnchor`, which 2019-09 doesn't distinguish. */
const recursiveAnchor = "recursive-anchor";

const recursiveRef: Rewrite = (value, fields, { isRecursive }) => {
  if (value !== "#") return [["$recursiveRef", value]];
  if (isRecursive) return [["$dynamicRef", `#${recursiveAnchor}`]];
  // Without the anchor it is an ordinary reference, like a dynamic one without a dynamic anchor.
  return ["$ref" in fields ? ["$dynamicRef", "#"] : ["$ref", "#"]];
};

const anchorOf: Rewrite = (value, _, { isResource }) => {
  if (!isResource || typeof value !== "boolean") return [["$recursiveAnchor", value]];
  return value ? [["$dynamicAnchor", recursiveAnchor]] : [];
};

const isNames = (value: unknown): boolean => Array.isArray(value);

/** `dependencies`, which later drafts split in two and validators still support. */
export const splitDependencies: Rewrite = (value, fields) => {
  if (!isFields(value)) return [["dependencies", value]];
  if ("dependentRequired" in fields || "dependentSchemas" in fields) return [["dependencies", value]];
  const all = Object.entries(value);
  const names = all.filter(([, below]) => isNames(below));
  const schemas = all.filter(([, below]) => !isNames(below));
  return [
    ...(names.length === 0 ? [] : [["dependentRequired", Object.fromEntries(names)] as const]),
    ...(schemas.length === 0 ? [] : [["dependentSchemas", Object.fromEntries(schemas)] as const]),
  ];
};

const containing: ReadonlySet<string> = new Set(["contains", "minContains", "maxContains"]);

/** The schemas that `hidden` adds, with the number of levels up to the schema whose keywords they hold. */
const added = new WeakMap<Fields, number>();

/** The number of levels up to the schema of which a schema is a part since its conversion; `undefined` for other schemas. */
export const levelsUpFrom = (schema: Fields): number | undefined => added.get(schema);

const isHidden = (fields: Fields, { hidesContains }: Surroundings): boolean =>
  hidesContains && "contains" in fields && !added.has(fields);

/** Below two negations, `contains` has the same effect and marks no item as evaluated. */
const hidden = (fields: Fields): Entries => {
  const inner: Fields = Object.fromEntries(Object.entries(fields).filter(([keyword]) => containing.has(keyword)));
  const once = { not: inner };
  const twice = { not: once };
  // Below allOf and its index.
  [twice, once, inner].forEach((schema, index) => added.set(schema, index + 2));
  const bases: readonly unknown[] = Array.isArray(fields["allOf"]) ? fields["allOf"] : [];
  return [["allOf", [...bases, twice]]];
};

const contains: Rewrite = (value, fields, around) =>
  isHidden(fields, around) ? hidden(fields) : [["contains", value]];

const unlessHidden =
  (keyword: string): Rewrite =>
  (value, fields, around) =>
    isHidden(fields, around) ? [] : [[keyword, value]];

/** Rewrites of draft 2019-09 to 2020-12. */
export const draft201909: RewriteTable = new Map<string, Rewrite>([
  ["$recursiveRef", recursiveRef],
  ["$recursiveAnchor", anchorOf],
  ["items", (value) => [[Array.isArray(value) ? "prefixItems" : "items", value]]],
  ["additionalItems", (value, fields) => (Array.isArray(fields["items"]) ? [["items", value]] : [])],
  ["dependencies", splitDependencies],
  ...loneUnevaluated,
  ["contains", contains],
  ["allOf", unlessHidden("allOf")],
  ["minContains", unlessHidden("minContains")],
  ["maxContains", unlessHidden("maxContains")],
]);
