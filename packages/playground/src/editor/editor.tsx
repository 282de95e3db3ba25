import type { Ref } from "preact";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CodeEditor } from "./code-editor.ts";
import type { EditorIssue, EventEditor } from "./event-editor.ts";
import { selectPlace } from "./select-place.ts";
import { useCodeEditor } from "./use-code-editor.ts";

interface EditorProps {
  readonly name: string;
  readonly description: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly issues?: readonly EditorIssue[] | undefined;
  readonly editorRef?: Ref<EventEditor> | undefined;
}

type Selection = readonly [start: number, end: number];

/** The selection of the text area that has the focus, which the editor takes over. */
const selectionOf = (area: HTMLTextAreaElement | null): Selection | undefined =>
  area !== null && document.activeElement === area ? [area.selectionStart, area.selectionEnd] : undefined;

const none: readonly EditorIssue[] = [];

/** A text area, and an editor with highlighting in its place once its code is loaded. */
export const Editor = ({ description, editorRef, issues = none, name, onText, text }: EditorProps) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const onTextNow = useRef(onText);
  onTextNow.current = onText;
  const code = useCodeEditor();
  const [editor, setEditor] = useState<CodeEditor>();
  const [cursorIssue, setCursorIssue] = useState("");

  useLayoutEffect(() => {
    if (code === undefined || host.current === null) return undefined;
    const selection = selectionOf(area.current);
    const onNewText = (changed: string): void => onTextNow.current(changed);
    const created = code.createCodeEditor({
      host: host.current,
      name,
      description,
      text,
      onText: onNewText,
      onCursorIssue: setCursorIssue,
    });
    setEditor(created);
    if (selection !== undefined) created.select(...selection);
    return () => created.destroy();
  }, [code]);
  // Before the next key: a text that is set later would undo what was typed meanwhile, and move the cursor.
  useLayoutEffect(() => editor?.setText(text), [editor, text]);
  useEffect(() => editor?.setIssues(issues), [editor, issues]);
  useImperativeHandle(
    editorRef ?? null,
    () => ({
      select: (offset, end) => {
        if (editor !== undefined) editor.select(offset, end);
        else if (area.current !== null) selectPlace(area.current, offset, end);
      },
    }),
    [editor],
  );
  return (
    <>
      <div ref={host} />
      {editor === undefined && (
        <textarea
          ref={area}
          rows={14}
          spellcheck={false}
          autocomplete="off"
          aria-label={name}
          aria-description={description}
          value={text}
          onInput={({ currentTarget }) => onText(currentTarget.value)}
        />
      )}
      <p class="cursor-issue" aria-live="polite">
        {cursorIssue}
      </p>
    </>
  );
};
