import { useRef, useState } from "preact/hooks";
import { Announcement } from "../answers/announcement.tsx";
import { type AnswerWords, inWords, noEvent } from "../answers/in-words.ts";
import type { GivenEvent } from "../event/given-event.ts";
import { useAnswer, type Answer } from "../answers/use-answer.ts";
import { useMask } from "../masking/mask.ts";
import { ShownEvent } from "../masking/shown-event.tsx";
import type { WorkerClient } from "../worker/worker-client.ts";
import type { SchemaLine } from "./schema-lines.ts";
import type { EventSchema, TrialStart } from "./schema-of-event.ts";
import type { EditDraft, SchemaDraft } from "./trial/schema-draft.ts";
import { useSchemaTrial } from "./trial/use-schema-trial.ts";

interface SchemaTabProps {
  readonly event: GivenEvent;
  readonly worker: WorkerClient;
  readonly draft: SchemaDraft;
  readonly onEdit: EditDraft;
}

const words: AnswerWords<EventSchema> = {
  none: noEvent,
  waiting: "Reading the event.",
  failed: "There is no schema to show",
  answered: ({ sentence }) => sentence,
};

const Line = ({ line }: { readonly line: SchemaLine }) => {
  const { show } = useMask();
  const { description, given, isRequired, issues, pointer, rules } = line;
  const name = pointer === "" ? "the event" : show(pointer);
  return (
    <li class={issues.length > 0 ? "fails" : ""}>
      {issues.length > 0 ? <mark>{name}</mark> : <code>{name}</code>}
      {issues.length > 0 && <strong> fails</strong>}
      {isRequired && pointer !== "" && <em> required</em>} {rules}
      {issues.map((issue) => (
        <p key={issue}>{show(issue)}</p>
      ))}
      <p class="source">{`${description} Given: ${show(given)}.`}</p>
    </li>
  );
};

/** Returns where trying a change begins; while an event is read, what it was before. */
const useLastStart = (answer: Answer<EventSchema>): TrialStart | undefined => {
  const last = useRef<TrialStart>(undefined);
  if (answer.status !== "waiting") last.current = answer.status === "answered" ? answer.value.start : undefined;
  return last.current;
};

/** The tab that shows the schema of an event, with the places that fail. */
export const SchemaTab = ({ draft, event, onEdit, worker }: SchemaTabProps) => {
  const { number, settings, text } = event;
  const Trial = useSchemaTrial();
  const [isShort, setShort] = useState(false);
  const answer = useAnswer(text, (given) => worker.schema(given, number, settings), [number, settings]);
  const { lines = [], source } = answer.status === "answered" ? answer.value : {};
  const shown = isShort ? lines.filter(({ given, issues }) => issues.length > 0 || given !== "nothing") : lines;
  const start = useLastStart(answer);
  return (
    <>
      <div class="columns">
        <ShownEvent event={event} />
        <section aria-label="Its schema">
          <Announcement text={inWords(answer, words)} />
          {lines.length > 0 && (
            <>
              <label class="inline">
                <input
                  type="checkbox"
                  checked={isShort}
                  onChange={({ currentTarget }) => setShort(currentTarget.checked)}
                />
                {" Only what the event has, and what fails"}
              </label>
              <ul class="values" aria-label="Schema">
                {shown.map((line) => (
                  <Line key={line.pointer} line={line} />
                ))}
              </ul>
            </>
          )}
          {source !== undefined && <p class="source">{`The whole schema: ${source}`}</p>}
        </section>
      </div>
      {Trial !== undefined && <Trial start={start} draft={draft} onEdit={onEdit} />}
    </>
  );
};
