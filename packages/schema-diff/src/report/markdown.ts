import { printable } from "@email-events/json-schema";

/** The longest quoted text, in characters. */
const maxTextChars = 200;

/**
 * Text of a schema as code. A forge links mentions, issues and addresses everywhere else, whatever is escaped:
 * https://github.com/github/cmark-gfm/issues/181
 */
export const code = (text: string, most: number = maxTextChars): string => {
  const shown = printable(text, most).replaceAll("`", "'");
  // Markdown removes spaces at the ends, and takes nothing between two backticks for two backticks.
  return `\`${shown !== "" && shown === shown.trim() ? shown : JSON.stringify(shown)}\``;
};

const quoted = /"(?:[^"\\]|\\.)*"/g;

/** What Markdown or a forge acts on, and what ends a line. */
const markup = /[\\`*_{}[\]<>#|~@&$]|:\/\/|\bwww\.|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** The detail of a change: quoted text and what could be markup becomes code. */
export const inMarkdown = (detail: string): string => {
  if (markup.test(detail.replaceAll(quoted, ""))) return code(detail);
  return detail.replaceAll(quoted, (text) => code(text.slice(1, -1)));
};
