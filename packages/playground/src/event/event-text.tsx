import type { Ref } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { readEditedText } from "../editor/edited-text.ts";
import { Editor } from "../editor/editor.tsx";
import type { EditorIssue, EventEditor } from "../editor/event-editor.ts";
import { GivenFile } from "../editor/given-file.tsx";
import { useGivenFile } from "../editor/use-given-file.ts";
import type { GivenEvent } from "./given-event.ts";

interface Sample {
  readonly vocabulary: string;
  readonly name: string;
  readonly text: string;
}

interface EventTextProps {
  readonly event: Pick<GivenEvent, "onEdit" | "onText" | "text">;
  /** What is underlined in the text. */
  readonly issues?: readonly EditorIssue[];
  readonly editorRef?: Ref<EventEditor>;
  /** The file that is read in place of a text. */
  readonly file?: File | undefined;
  /** Takes a file that is too large to be edited, or none when it is closed. Absent where such files aren't read. */
  readonly onFile?: (file: File | undefined) => void;
}

/** Loads the samples when the page is there. */
const useSamples = (): readonly Sample[] => {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    void import("virtual:samples").then((loaded) => setSamples(loaded.samples));
  }, []);
  return samples;
};

const tooLarge = "This file isn't text, or is too large to be edited here. Explain reads files of up to 100 MB.";

const help = "JSON: an event, a list, one event a line, or the body of a batch. It stays in this page.";

/** The text of an event, and samples of every event. */
export const EventText = ({ editorRef, event, file, issues, onFile }: EventTextProps) => {
  const samples = useSamples();
  const fileInput = useRef<HTMLInputElement>(null);
  const [note, setNote] = useState("");
  const take = (text: string): void => {
    setNote("");
    event.onText(text);
  };
  const edit = (text: string): void => {
    setNote("");
    event.onEdit(text);
  };
  const open = async (given: File): Promise<void> => {
    const short = await readEditedText(given);
    if (short !== undefined) return take(short);
    if (onFile === undefined) setNote(tooLarge);
    else onFile(given);
  };
  const close = (): void => {
    // The button that has the focus goes away.
    fileInput.current?.focus();
    onFile?.(undefined);
  };
  useGivenFile((given) => void open(given));
  const vocabularies = [...new Set(samples.map(({ vocabulary }) => vocabulary))];
  return (
    <div class="event-text">
      <label for="sample">Sample</label>
      <select
        id="sample"
        value=""
        onChange={({ currentTarget }) => {
          const sample = samples[Number(currentTarget.value)];
          if (currentTarget.value !== "" && sample !== undefined) take(sample.text);
          currentTarget.value = "";
        }}
      >
        <option value="">Choose a sample event</option>
        {vocabularies.map((vocabulary) => (
          <optgroup key={vocabulary} label={vocabulary}>
            {samples.map((sample, index) =>
              sample.vocabulary === vocabulary ? (
                <option key={sample.name} value={String(index)}>
                  {`${vocabulary}: ${sample.name}`}
                </option>
              ) : null,
            )}
          </optgroup>
        ))}
      </select>
      <label for="file">File, also dropped anywhere on this page</label>
      <input
        ref={fileInput}
        id="file"
        type="file"
        onChange={({ currentTarget }) => {
          const given = currentTarget.files?.[0];
          if (given !== undefined) void open(given);
          currentTarget.value = "";
        }}
      />
      <span class="label">Event</span>
      {file === undefined ? (
        <Editor name="Event" description={help} text={event.text} onText={edit} issues={issues} editorRef={editorRef} />
      ) : (
        <GivenFile file={file} onClose={close} />
      )}
      <p id="event-help">{help}</p>
      {note !== "" && <p role="alert">{note}</p>}
    </div>
  );
};
