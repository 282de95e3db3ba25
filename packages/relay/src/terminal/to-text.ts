import { printableJson, toLine } from "@email-events/core/mapping";

/** The maximum length of a printed line, in characters. */
export const maxLineChars = 2_000;

/** An output: a value as one complete line of JSON, or lines of text. */
export type Output = { readonly json: unknown } | { readonly lines: readonly string[] };

/** Returns a line of text that is safe for a terminal, without addresses. */
export const toTextLine = (text: string): string => `${toLine(text, maxLineChars)}\n`;

/** Returns an output as text. */
export const toText = (output: Output): string =>
  "json" in output ? `${printableJson(output.json)}\n` : output.lines.map(toTextLine).join("");
