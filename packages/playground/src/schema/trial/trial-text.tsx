import type { Ref } from "preact";
import { useState } from "preact/hooks";
import { readEditedText } from "../../editor/edited-text.ts";
import { Editor } from "../../editor/editor.tsx";
import type { EditorIssue, EventEditor } from "../../editor/event-editor.ts";
import { GivenFile } from "../../editor/given-file.tsx";
import { useGivenFile, type FileZone } from "../../editor/use-given-file.ts";
import { useMask } from "../../masking/mask.ts";

interface TrialTextProps {
  readonly name: string;
  readonly help: string;
  /** What is dropped or pasted into its element comes to it. */
  readonly zone: FileZone;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly issues: readonly EditorIssue[];
  readonly editorRef: Ref<EventEditor>;
  /** The file that is read in place of a text. */
  readonly file?: File | undefined;
  /** Takes a file that is too large to be edited, or none when it is closed. Absent where such files aren't read. */
  readonly onFile?: (file: File | undefined) => void;
}

const tooLarge = "This file isn't text, or is too large to be edited here: up to 1,000,000 characters.";

/** A text that is tried: edited, masked, or a file. */
export const TrialText = ({ editorRef, file, help, issues, name, onFile, onText, text, zone }: TrialTextProps) => {
  const { isOn, showLong } = useMask();
  const [note, setNote] = useState("");
  const open = async (given: File): Promise<void> => {
    if (isOn) return;
    const short = await readEditedText(given);
    setNote(short === undefined && onFile === undefined ? tooLarge : "");
    if (short !== undefined) onText(short);
    else onFile?.(given);
  };
  useGivenFile((given) => void open(given), zone);
  if (isOn)
    return (
      <div class="event-text">
        <span class="label">{`${name.split(",")[0]}, addresses masked`}</span>
        <pre tabIndex={0} role="region" aria-label={`${name.split(",")[0]}, addresses masked`}>
          {showLong(text)}
        </pre>
      </div>
    );
  return (
    <div class="event-text" data-files={zone}>
      <span class="label">{name}</span>
      {file === undefined ? (
        <Editor
          name={name}
          description={help}
          text={text}
          onText={(edited) => {
            setNote("");
            onText(edited);
          }}
          issues={issues}
          editorRef={editorRef}
        />
      ) : (
        <GivenFile file={file} onClose={() => onFile?.(undefined)} />
      )}
      <p>{help}</p>
      {note !== "" && <p role="alert">{note}</p>}
    </div>
  );
};
