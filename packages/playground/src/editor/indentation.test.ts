import { insertNewlineAndIndent } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { indentation } from "./indentation.ts";

describe("a new line", () => {
  const breakAt = (text: string): string => {
    const [before = "", after = ""] = text.split("|");
    let state = EditorState.create({
      doc: before + after,
      selection: { anchor: before.length },
      extensions: [indentation, EditorState.lineSeparator.of("\n")],
    });
    insertNewlineAndIndent({
      state,
      dispatch: (transaction) => {
        state = transaction.state;
      },
    });
    const { head } = state.selection.main;
    return `${state.sliceDoc(0, head)}|${state.sliceDoc(head)}`;
  };

  it.each([
    ["is indented in a bracket", '{\n  "a": [|', '{\n  "a": [\n    |'],
    ["is indented as its siblings are", '{\n  "a": "{",|', '{\n  "a": "{",\n  |'],
    ["is indented less before the end of a bracket", '{\n  "a": 1|}', '{\n  "a": 1\n|}'],
    ["is one of two between brackets", '{\n  "a": {|}\n}', '{\n  "a": {\n    |\n  }\n}'],
    ["isn't indented outside of brackets", "  {}|", "  {}\n|"],
    ["is indented as the line before in a long text", `  ${"1".repeat(100_000)}|`, `  ${"1".repeat(100_000)}\n  |`],
  ])("%s", (_name, text, broken) => {
    expect(breakAt(text)).toBe(broken);
  });
});
