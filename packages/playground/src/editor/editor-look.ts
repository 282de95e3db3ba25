import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const underline = (color: string, style: string) => ({
  backgroundImage: "none",
  paddingBottom: "0",
  textDecoration: `underline ${style} var(${color})`,
  textDecorationSkipInk: "none",
});

/** How the editor looks, in colors of the page, so that light and dark follow it. */
export const lookOfEditor: Extension = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "0.3rem",
    fontSize: "0.9rem",
  },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", maxHeight: "32rem", overflow: "auto" },
  ".cm-content, .cm-gutter": { minHeight: "20rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--raised)", borderRight: "1px solid var(--line)" },
  ".cm-name": { color: "var(--accent)" },
  ".cm-string": { color: "var(--good)" },
  ".cm-literal": { color: "var(--calm)" },
  ".cm-specialChar": { color: "var(--bad)" },
  ".cm-lintRange-error": underline("--bad", "wavy"),
  ".cm-lintRange-warning": underline("--calm", "wavy"),
  ".cm-lintRange-info": underline("--accent", "dotted"),
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--line)" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap", maxWidth: "30rem" },
});
