import { type IndentContext, indentService } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { jsonTokens, maxReadChars } from "./json-tokens.ts";

/** Returns where the innermost bracket is that is open at the end of a text. */
const openBracket = (text: string): number | undefined => {
  const open: number[] = [];
  for (const { from, kind } of jsonTokens(text)) {
    if (kind === "open") open.push(from);
    if (kind === "close") open.pop();
  }
  return open.at(-1);
};

/** Returns the columns before a new line: one unit more than the line with the bracket around it. */
const indent = (context: IndentContext, place: number): number | undefined => {
  const { doc } = context.state;
  // The editor indents it as the line before.
  if (doc.length > maxReadChars) return undefined;
  const bracket = openBracket(doc.sliceString(0, place));
  if (bracket === undefined) return 0;
  const isEnd = /^\s*[\]}]/.test(context.textAfterPos(place));
  return context.lineIndent(bracket) + (isEnd ? 0 : context.unit);
};

/** Indents new lines of JSON, as long as the text isn't too long. */
export const indentation: Extension = indentService.of(indent);
