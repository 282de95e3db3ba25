import { identifier } from "./identifier.ts";

/** Returns what stands in the angle brackets at the end of a text; undefined where that is no address. */
const inBrackets = (text: string): string | undefined => {
  const address = text.slice(text.lastIndexOf("<") + 1, -1).trim();
  return address.includes("@") && !/[\s>]/.test(address) ? address : undefined;
};

/** Whether a part of a text holds an address, roughly. */
const holdsAt = (part: string): boolean => part.includes("@");

/**
 * Whether a text holds several addresses, with commas, semicolons or, where none is in angle brackets, blanks between
 * them. What is in quotes is part of one address, or of the name before it.
 */
const areSeveral = (text: string): boolean => {
  // Most texts hold one address.
  if (text.indexOf("@") === text.lastIndexOf("@")) return false;
  const unquoted = text.replace(/"[^"]*"/g, "");
  const separator = unquoted.includes("<") ? /[,;]/ : /[,;\s]/;
  return unquoted.split(separator).filter(holdsAt).length > 1;
};

/** A group of nobody, such as `undisclosed-recipients:;` (RFC 5322, section 3.4). */
const emptyGroup = /:\s*;$/;

/**
 * Returns the address of a recipient, or undefined for a value that isn't an identifier, for the name of a group without
 * an address, and for several addresses: the event is about one of the people, and it isn't known which.
 *
 * Blanks around it are dropped, and so is a name before it, as in `Nora <nora@example.com>` (RFC 5322, section 3.4):
 * Customer.io takes only a bare address for a person's email, and any other text for an id of its own. The rest of the
 * address is unchanged.
 */
export const recipientAddress = (value: unknown): string | undefined => {
  const text = identifier(value)?.trim();
  if (text === undefined || emptyGroup.test(text) || areSeveral(text)) return undefined;
  return text.endsWith(">") ? (inBrackets(text) ?? text) : text;
};
