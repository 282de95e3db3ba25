import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Announcement } from "../../answers/announcement.tsx";
import { type AnswerWords, inWords } from "../../answers/in-words.ts";
import { useAnswer, type Answer } from "../../answers/use-answer.ts";
import type { EditorIssue, EventEditor } from "../../editor/event-editor.ts";
import { useMask } from "../../masking/mask.ts";
import { createWorkerClient } from "../../worker/worker-client.ts";
import type { TrialStart } from "../schema-of-event.ts";
import type { Refusal } from "./refusals.ts";
import { type EditDraft, noDraft, type SchemaDraft } from "./schema-draft.ts";
import { TrialResult } from "./trial-result.tsx";
import { TrialText } from "./trial-text.tsx";
import { createTrialWorker } from "./trial-worker.ts";
import type { Trial } from "./try-schema.ts";

interface SchemaTrialProps {
  /** What it begins with; absent where no schema describes the event. */
  readonly start: TrialStart | undefined;
  readonly draft: SchemaDraft;
  readonly onEdit: EditDraft;
}

const words: AnswerWords<Trial> = {
  none: "Paste a JSON Schema, or choose an event that has one.",
  waiting: "Reading the schema.",
  failed: "The schema can't be used",
  answered: ({ comparison, sentence, verdict }) =>
    [sentence, verdict?.sentence, comparison?.sentence].filter((one) => one !== undefined).join(" "),
};

/** Keeps the last result while the next one is awaited, so that nothing jumps at each key. */
const useLastResult = (answer: Answer<Trial>): Trial | undefined => {
  const last = useRef<Trial>(undefined);
  if (answer.status === "answered") last.current = answer.value;
  else if (answer.status !== "waiting") last.current = undefined;
  return last.current;
};

const issuesOf = (refusals: readonly Refusal[] = []): readonly EditorIssue[] =>
  refusals.flatMap(({ place, sentence }) =>
    place === undefined ? [] : [{ offset: place.offset, severity: "error" as const, message: sentence }],
  );

/** Where a schema is edited: its types, its validator at work on an event, and what changed. */
export const SchemaTrial = ({ draft, onEdit, start }: SchemaTrialProps) => {
  const { isOn } = useMask();
  const worker = useMemo(() => createTrialWorker(createWorkerClient()), []);
  useEffect(() => worker.close, [worker]);
  const schemaEditor = useRef<EventEditor>(null);
  const valueEditor = useRef<EventEditor>(null);
  const [file, setFile] = useState<File>();
  const original = start?.schema ?? "";
  const schema = draft.schema ?? original;
  const before = draft.before ?? original;
  const value = draft.value ?? start?.value ?? "";
  const answer = useAnswer(file ?? schema, (given) => worker.trySchema(given, before, value), [before, value]);
  const result = useLastResult(answer);
  const schemaIssues = useMemo(() => issuesOf(result?.refusals), [result]);
  const valueIssues = useMemo(() => issuesOf(result?.verdict?.issues), [result]);
  const restart = (): void => {
    setFile(undefined);
    onEdit(() => noDraft);
  };
  return (
    <section aria-label="Try a change of the schema">
      <h2>Try a change of the schema</h2>
      <div class="columns">
        <div>
          <TrialText
            name="Schema, which you can edit"
            help="A JSON Schema of any draft. Nothing is fetched: references lead to places in this text."
            zone="schema"
            text={schema}
            onText={(edited) => {
              setFile(undefined);
              onEdit((current) => ({ before: original, ...current, schema: edited }));
            }}
            issues={schemaIssues}
            editorRef={schemaEditor}
            file={file}
            onFile={setFile}
          />
          <p class="tools">
            <button type="button" disabled={draft === noDraft && file === undefined} onClick={restart}>
              {start === undefined ? "Start again" : `Start again from the schema of ${start.name}`}
            </button>
            <button
              type="button"
              disabled={file !== undefined || schema === before || schema.trim() === ""}
              onClick={() =>
                onEdit((current) => ({ schema: original, ...current, before: current.schema ?? original }))
              }
            >
              Compare with this text from now on
            </button>
          </p>
          <TrialText
            name="Event for the validator"
            help="JSON. The validator of the schema says what is wrong with it."
            zone="value"
            text={value}
            onText={(edited) => onEdit((current) => ({ ...current, value: edited }))}
            issues={valueIssues}
            editorRef={valueEditor}
          />
        </div>
        <div aria-busy={answer.status === "waiting"}>
          <Announcement text={inWords(answer, words)} />
          {result !== undefined && (
            <TrialResult
              result={result}
              onSchemaPlace={isOn || file !== undefined ? undefined : (offset) => schemaEditor.current?.select(offset)}
              onValuePlace={isOn ? undefined : (offset) => valueEditor.current?.select(offset)}
            />
          )}
        </div>
      </div>
    </section>
  );
};
