import { type Addresses, type AnyNode, indexAddresses } from "./addresses.ts";
import { convertedPointer } from "../dialects/written-places.ts";
import { createLocator, type Locator } from "./locate.ts";
import { schemasBelow, valueAt } from "./unchecked.ts";

/** The child places of an unchecked place. */
export const placesBelow = ({ file, pointer, schema }: AnyNode): readonly AnyNode[] =>
  schemasBelow(pointer, schema).map((child) => ({ file, ...child }));

/** Unchecked documents whose references can be resolved. */
export interface UncheckedFolder extends Locator<AnyNode>, Pick<Addresses, "dialectOf"> {}

/**
 * Makes the references of unchecked documents resolvable: by path, `$id` and `$anchor`, never over the network.
 */
export const createUncheckedFolder = (documents: ReadonlyMap<string, unknown>): UncheckedFolder => {
  const roots = [...documents].map(([file, schema]): AnyNode => ({ file, pointer: "", schema }));
  // Where two schemas claim one address the first one keeps it; a schema set refuses the other.
  const addresses = indexAddresses(roots, { childrenOf: placesBelow, refuse: () => undefined });
  const locator = createLocator(addresses, ({ file, ...resource }, below): AnyNode | undefined => {
    const pointer = convertedPointer(resource.schema, below);
    if (pointer === undefined) return undefined;
    return { file, pointer: `${resource.pointer}${pointer}`, schema: valueAt(resource.schema, pointer) };
  });
  return { ...locator, dialectOf: addresses.dialectOf };
};
