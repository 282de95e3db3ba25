import { identifier } from "./identifier.ts";

/** Returns what stands in the angle brackets at the end of a text; undefined where that is no address. */
const inBrackets = (text: string): string | undefined => {
  const address = text.slice(text.lastIndexOf("<") + 1, -1).trim();
  return address.includes("@") && !/[\s>]/.test(address) ? address : undefined;
};

/**
 * Returns the address of a recipient, or undefined for a value that isn't an identifier.
 *
 * Blanks around it are dropped, and so is a name before it, as in `Nora <nora@example.com>` (RFC 5322, section 3.4):
 * Customer.io takes only a bare address for a person's email, and any other text for an id of its own. The rest of the
 * address is unchanged.
 */
export const recipientAddress = (value: unknown): string | undefined => {
  const text = identifier(value)?.trim();
  return text?.endsWith(">") ? (inBrackets(text) ?? text) : text;
};
