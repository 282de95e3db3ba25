import { addressesOf } from "../resolve/locate.ts";
import type { Documents } from "./intake.ts";
import { addressesIn, outsideOf, referencesIn } from "./references-in.ts";

/**
 * Returns the documents at hand that some documents refer to, transitively, converted. As `followReferences`, without files.
 *
 * @param atHand documents by address, before their conversion
 */
export const followInMemory = (
  documents: Documents,
  atHand: Documents,
  convert: (address: string, document: unknown) => unknown,
): Documents => {
  const library = new Map<string, unknown>();
  // An $id takes precedence over a document at hand.
  const taken = new Set([...documents].flatMap(([file, document]) => addressesIn(document, outsideOf(file))));
  const waiting = [...documents];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [file, document] = next;
    const addresses = referencesIn(document, outsideOf(file)).flatMap(({ ref, ...bases }) =>
      addressesOf(ref, { ...bases, file }),
    );
    for (const address of addresses.map((one) => one.split("#")[0] ?? "")) {
      if (taken.has(address) || library.has(address) || !atHand.has(address)) continue;
      const converted = convert(address, atHand.get(address));
      library.set(address, converted);
      waiting.push([address, converted]);
    }
  }
  return library;
};
