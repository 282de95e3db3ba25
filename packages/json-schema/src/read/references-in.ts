import { addressOfFile, relativeIds, resolveAddress, type Resource } from "../resolve/addresses.ts";
import { fieldsOf, schemasBelow } from "../resolve/unchecked.ts";

/** The two addresses of a resource, see `Resource`. */
export type Bases = Pick<Resource, "address" | "idAddress">;

/** A reference and its bases. */
export interface FoundReference extends Bases {
  readonly ref: string;
}

/** The bases of a document without `$id`. */
export const outsideOf = (file: string): Bases => ({ address: addressOfFile(file), idAddress: relativeIds });

const resolved = ($id: string, base: string): string => (resolveAddress($id, base) ?? base).split("#")[0] ?? base;

/** The bases inside a schema: changed by an `$id`, unless that is only a fragment, which is an anchor. */
export const basesOf = ($id: unknown, above: Bases): Bases => {
  if (typeof $id !== "string" || $id.startsWith("#")) return above;
  return { address: resolved($id, above.address), idAddress: resolved($id, above.idAddress) };
};

/**
 * Returns every reference in an unchecked document.
 *
 * @param above the bases that the document's own `$id` is relative to
 */
export const referencesIn = (schema: unknown, above: Bases): readonly FoundReference[] => {
  const fields = fieldsOf(schema);
  if (!fields) return [];
  const bases = basesOf(fields.get("$id"), above);
  const own = [fields.get("$ref"), fields.get("$dynamicRef")].filter((ref) => typeof ref === "string");
  const inner = schemasBelow("", schema);
  return [...own.map((ref) => ({ ref, ...bases })), ...inner.flatMap((one) => referencesIn(one.schema, bases))];
};

/** The addresses of a document and its parts by `$id`, without fragments. */
export const addressesIn = (schema: unknown, above: Bases): readonly string[] => {
  const fields = fieldsOf(schema);
  if (!fields) return [];
  const bases = basesOf(fields.get("$id"), above);
  const own = bases === above ? [] : [bases.address, bases.idAddress];
  return [...own, ...schemasBelow("", schema).flatMap((one) => addressesIn(one.schema, bases))];
};
