import { addressOfFile, relativeIds, resolveAddress, type Resource } from "../resolve/addresses.ts";
import { fieldsOf, schemasBelow } from "../resolve/unchecked.ts";

/** Two addresses of a resource, see `Resource`. */
export type Bases = Pick<Resource, "address" | "idAddress">;

/** A reference and what it is relative to. */
export interface FoundReference extends Bases {
  readonly ref: string;
}

/** What stands around a document. */
export const outsideOf = (file: string): Bases => ({ address: addressOfFile(file), idAddress: relativeIds });

const resolved = ($id: string, base: string): string => (resolveAddress($id, base) ?? base).split("#")[0] ?? base;

/** The addresses of a schema with an `$id`, where that is one; it is an anchor when it is only a fragment. */
const basesOf = ($id: unknown, above: Bases): Bases => {
  if (typeof $id !== "string" || $id.startsWith("#")) return above;
  return { address: resolved($id, above.address), idAddress: resolved($id, above.idAddress) };
};

/**
 * Every reference in a document that isn't checked yet.
 *
 * @param above what the document's own `$id` is relative to
 */
export const referencesIn = (schema: unknown, above: Bases): readonly FoundReference[] => {
  const fields = fieldsOf(schema);
  if (!fields) return [];
  const bases = basesOf(fields.get("$id"), above);
  const own = [fields.get("$ref"), fields.get("$dynamicRef")].filter((ref) => typeof ref === "string");
  const inner = schemasBelow("", schema);
  return [...own.map((ref) => ({ ref, ...bases })), ...inner.flatMap((one) => referencesIn(one.schema, bases))];
};

/** The addresses that the `$id`s of a document give it and its parts, without fragments. */
export const addressesIn = (schema: unknown, above: Bases): readonly string[] => {
  const fields = fieldsOf(schema);
  if (!fields) return [];
  const bases = basesOf(fields.get("$id"), above);
  const own = bases === above ? [] : [bases.address, bases.idAddress];
  return [...own, ...schemasBelow("", schema).flatMap((one) => addressesIn(one.schema, bases))];
};
