import type { Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { jsonTokens, maxReadChars, type JsonToken } from "./json-tokens.ts";

const marks: { readonly [Kind in JsonToken["kind"]]?: Decoration } = {
  name: Decoration.mark({ class: "cm-name" }),
  string: Decoration.mark({ class: "cm-string" }),
  literal: Decoration.mark({ class: "cm-literal" }),
};

/** Marks the tokens in sight. No token spans lines, so each section is read from the start of its first line. */
const marksOf = ({ state: { doc }, visibleRanges }: EditorView): DecorationSet => {
  if (doc.length > maxReadChars) return Decoration.none;
  const marked = visibleRanges.flatMap((visible) => {
    const start = doc.lineAt(visible.from).from;
    return jsonTokens(doc.sliceString(start, visible.to))
      .filter(({ to }) => start + to > visible.from)
      .flatMap(({ from, kind, to }) => marks[kind]?.range(start + from, start + to) ?? []);
  });
  return Decoration.set(marked, true);
};

/** Highlights JSON, as long as the text isn't too long. */
export const highlighting: Extension = ViewPlugin.define(
  (view) => {
    const plugin = {
      marks: marksOf(view),
      update: ({ docChanged, view: changed, viewportChanged }: ViewUpdate): void => {
        if (docChanged || viewportChanged) plugin.marks = marksOf(changed);
      },
    };
    return plugin;
  },
  { decorations: (plugin) => plugin.marks },
);
