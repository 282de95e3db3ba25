import { printableJson, toLine } from "@email-events/core/mapping";

/** The longest line of text that is written, in characters. */
export const maxLineChars = 2_000;

/** What is written: a value as one line of JSON, whole, or lines of text. */
export type Output = { readonly json: unknown } | { readonly lines: readonly string[] };

/** Writes a line of text such that a terminal does nothing, and without addresses. */
export const toTextLine = (text: string): string => `${toLine(text, maxLineChars)}\n`;

/** Writes an output as text. */
export const toText = (output: Output): string =>
  "json" in output ? `${printableJson(output.json)}\n` : output.lines.map(toTextLine).join("");
