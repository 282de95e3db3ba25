import { identifier } from "./identifier.ts";

/** Whether a part of a text holds an address, roughly. */
const holdsAt = (part: string): boolean => part.includes("@");

/** A quoted part, in which a backslash escapes a quote (RFC 5322, section 3.2.4); the rest of the text where no quote closes it. */
const quoted = /"[^"\\]*(?:\\[^][^"\\]*)*("?)/g;

/** Returns a text without what is in quotes; with a quote too many, the whole text, because it isn't known what is. */
const withoutQuoted = (text: string): string => {
  let isClosed = true;
  const rest = text.replace(quoted, (_, closing: string) => {
    isClosed &&= closing !== "";
    return "";
  });
  return isClosed ? rest : text;
};

/**
 * Whether a text holds several addresses: it has several at signs, or commas or semicolons between an address and another
 * one in angle brackets. What is in quotes is part of one address, and what is before angle brackets is a name.
 */
const areSeveral = (text: string): boolean => {
  // Most texts hold one address.
  if (text.indexOf("@") === text.lastIndexOf("@")) return false;
  const unquoted = withoutQuoted(text);
  const first = unquoted.indexOf("@", unquoted.indexOf("<"));
  return first !== unquoted.lastIndexOf("@") || unquoted.split(/[,;]/).filter(holdsAt).length > 1;
};

/** An empty group, such as `undisclosed-recipients:;` (RFC 5322, section 3.4). */
const emptyGroup = /:\s*;$/;

/**
 * Returns the address of a recipient, or undefined for a value that isn't an identifier, or has none in its angle brackets
 * (`Nora <null>`); for the name of a group without an address; and for several addresses: the event is about one of the
 * people, and it isn't known which.
 *
 * Blanks around it are dropped, and so is a name before it, as in `Nora <nora@example.com>` (RFC 5322, section 3.4):
 * Customer.io takes only a bare address for a person's email, and any other text for an id of its own. The rest of the
 * address is unchanged.
 */
export const recipientAddress = (value: unknown): string | undefined => {
  const text = identifier(value)?.trim();
  if (text === undefined || emptyGroup.test(text) || areSeveral(text)) return undefined;
  if (!text.endsWith(">")) return text;
  const inner = identifier(text.slice(text.lastIndexOf("<") + 1, -1).trim());
  return inner !== undefined && (/[\s>]/.test(inner) || !holdsAt(inner)) ? text : inner;
};
