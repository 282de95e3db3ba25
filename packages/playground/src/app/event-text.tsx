import type { Ref } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Editor } from "../editor/editor.tsx";
import type { EditorIssue, EventEditor } from "../editor/event-editor.ts";

interface Sample {
  readonly vocabulary: string;
  readonly name: string;
  readonly text: string;
}

interface EventTextProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** What is underlined in the text. */
  readonly issues?: readonly EditorIssue[];
  readonly editorRef?: Ref<EventEditor>;
}

/** Loads the samples when the page is there. */
const useSamples = (): readonly Sample[] => {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    void import("virtual:samples").then((loaded) => setSamples(loaded.samples));
  }, []);
  return samples;
};

const help = "JSON: an event, a list, one event a line, or the body of a batch. It stays in this page.";

/** The text of an event, and samples of every event. */
export const EventText = ({ editorRef, issues, onText, text }: EventTextProps) => {
  const samples = useSamples();
  const vocabularies = [...new Set(samples.map(({ vocabulary }) => vocabulary))];
  return (
    <div class="event-text">
      <label for="sample">Sample</label>
      <select
        id="sample"
        value=""
        onChange={({ currentTarget }) => {
          const sample = samples[Number(currentTarget.value)];
          if (currentTarget.value !== "" && sample !== undefined) onText(sample.text);
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
      <span class="label">Event</span>
      <Editor name="Event" description={help} text={text} onText={onText} issues={issues} editorRef={editorRef} />
      <p id="event-help">{help}</p>
    </div>
  );
};
