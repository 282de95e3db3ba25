import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { forEachDiagnostic, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { lookOfEditor } from "./editor-look.ts";
import type { EditorIssue, EventEditor } from "./event-editor.ts";
import { unseen } from "../masking/unseen.ts";
import { highlighting } from "./highlighting.ts";
import { indentation } from "./indentation.ts";
import { tokenEnd } from "./token-end.ts";

interface CodeEditorOptions {
  /** Where the editor goes. Its styles are adopted by a shadow root, because the page's policy forbids style tags. */
  readonly host: HTMLElement;
  /** Name for assistive technology: labels don't reach into a shadow root. */
  readonly name: string;
  readonly description: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Receives what is wrong at the cursor; empty where nothing is. */
  readonly onCursorIssue: (message: string) => void;
}

/** What `EventEditor` has, and what the page changes in it. */
export interface CodeEditor extends EventEditor {
  readonly setText: (text: string) => void;
  /** Underlines issues. They move with the text that is edited. */
  readonly setIssues: (issues: readonly EditorIssue[]) => void;
  readonly destroy: () => void;
}

const issuesAtCursor = (state: EditorState): string => {
  const { from: anchor, to: head } = state.selection.main;
  const messages: string[] = [];
  forEachDiagnostic(state, ({ message }, from, to) => {
    if (from <= head && to >= anchor) messages.push(message);
  });
  return [...new Set(messages)].join(" ");
};

/** What a text is about to replace. The selection of the page counts as well: the editor learns of a new one a moment later. */
const replacedBy = (event: InputEvent, view: EditorView): { readonly from: number; readonly to: number } => {
  const { empty, from, to } = view.state.selection.main;
  const [range] = event.getTargetRanges();
  if (range === undefined || range.collapsed) return { from, to };
  const start = view.posAtDOM(range.startContainer, range.startOffset);
  const end = view.posAtDOM(range.endContainer, range.endOffset);
  // Of a long text, the page has only what is in sight.
  return empty ? { from: start, to: end } : { from: Math.min(from, start), to: Math.max(to, end) };
};

/** A browser writes what replaces colored text with an inline style, which the page's policy forbids: the editor does it. */
const replaceBySelf = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { data, inputType } = event;
    if (inputType !== "insertText" || data === null || view.composing) return false;
    const { from, to } = replacedBy(event, view);
    if (from === to) return false;
    event.preventDefault();
    const selection = { anchor: from + data.length };
    view.dispatch({ changes: { from, to, insert: data }, selection, userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

const extensionsOf = (options: CodeEditorOptions, onChange: (text: string) => void): Extension => [
  lineNumbers(),
  history(),
  highlighting,
  indentation,
  highlightSpecialChars({ specialChars: unseen }),
  lookOfEditor,
  EditorView.lineWrapping,
  replaceBySelf,
  // Carriage returns stay in the text, so that places of the diagnosis are those of the editor.
  EditorState.lineSeparator.of("\n"),
  // Read-only text is scrolled with the keyboard as well, which needs the focus.
  EditorView.contentAttributes.of({
    "aria-label": options.name,
    "aria-description": options.description,
    tabindex: "0",
  }),
  // Tab isn't among them, so that it leaves the editor.
  keymap.of([
    { key: "F8", run: nextDiagnostic },
    { key: "Shift-F8", run: previousDiagnostic },
    ...standardKeymap,
    ...historyKeymap,
  ]),
  EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) onChange(state.doc.toString());
    options.onCursorIssue(issuesAtCursor(state));
  }),
];

/** Creates an editor of JSON. */
export const createCodeEditor = (options: CodeEditorOptions): CodeEditor => {
  let known = options.text;
  const root = options.host.shadowRoot ?? options.host.attachShadow({ mode: "open" });
  const onChange = (text: string): void => {
    if (text === known) return;
    known = text;
    options.onText(text);
  };
  const view = new EditorView({ doc: options.text, extensions: extensionsOf(options, onChange), root, parent: root });
  return {
    setText: (text) => {
      if (text === known) return;
      known = text;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    setIssues: (issues) => {
      const { length } = view.state.doc;
      const diagnostics = issues.map(({ message, offset, severity }) => ({
        from: Math.min(offset, length),
        to: Math.min(tokenEnd(known, offset), length),
        severity,
        message,
      }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    select: (offset, end) => {
      const { length } = view.state.doc;
      const selection = { anchor: Math.min(offset, length), head: Math.min(end ?? tokenEnd(known, offset), length) };
      view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
};
