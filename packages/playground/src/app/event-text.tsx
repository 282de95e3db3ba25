import type { Ref } from "preact";
import { useEffect, useState } from "preact/hooks";

interface Sample {
  readonly vocabulary: string;
  readonly name: string;
  readonly text: string;
}

interface EventTextProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
}

/** Loads the samples when the page is there. */
const useSamples = (): readonly Sample[] => {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    void import("virtual:samples").then((loaded) => setSamples(loaded.samples));
  }, []);
  return samples;
};

/** The text of an event, and samples of every event. */
export const EventText = ({ areaRef, onText, text }: EventTextProps) => {
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
      <label for="event">Event</label>
      <textarea
        id="event"
        ref={areaRef ?? null}
        rows={14}
        spellcheck={false}
        autocomplete="off"
        aria-describedby="event-help"
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <p id="event-help">JSON: an event, a list, one event a line, or the body of a batch. It stays in this page.</p>
    </div>
  );
};
