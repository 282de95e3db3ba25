import type { EventDiagnosis, Finding } from "@email-events/diagnose";
import { useMemo, useRef, useState } from "preact/hooks";
import { Announcement } from "../answers/announcement.tsx";
import { type AnswerWords, inWords, noEvent } from "../answers/in-words.ts";
import type { GivenEvent } from "../event/given-event.ts";
import { useAnswer, type Answer } from "../answers/use-answer.ts";
import type { EditorIssue, EventEditor } from "../editor/event-editor.ts";
import { OptionsForm } from "../options/options-form.tsx";
import type { Explained } from "../worker/explain-text.ts";
import { useMask } from "../masking/mask.ts";
import { ShownEvent } from "../masking/shown-event.tsx";
import type { WorkerClient } from "../worker/worker-client.ts";
import { howItEnds } from "./how-it-ends.ts";
import { issuesOf } from "./issues-of.ts";
import { Kinds } from "./kinds.tsx";
import { Stages } from "./stages.tsx";

interface ExplainProps {
  readonly event: GivenEvent;
  /** The file that is explained in place of the text. */
  readonly file: File | undefined;
  readonly onFile: (file: File | undefined) => void;
  readonly worker: WorkerClient;
}

/** @param read - How many events of a file were read so far. */
const wordsOf = (read: number): AnswerWords<Explained> => ({
  none: noEvent,
  waiting: read === 0 ? "Reading the event." : `Reading: ${read.toLocaleString("en")} events so far.`,
  failed: "It can't be explained",
  answered: ({ events: [only], next = "", sentence, total }) => {
    if (only === undefined) return `${sentence} ${next}`;
    return total === 1 ? howItEnds(only) : sentence;
  },
});

/** Returns the issues of the last answer. They stay until the next one, and move with the text meanwhile. */
const useIssues = (answer: Answer<Explained>): readonly EditorIssue[] => {
  const last = useRef<readonly EditorIssue[]>([]);
  return useMemo(() => {
    if (answer.status !== "waiting") last.current = answer.status === "answered" ? issuesOf(answer.value) : [];
    return last.current;
  }, [answer]);
};

/** Returns the event that is shown: the chosen one; the first one where the text has fewer. */
const shownOf = ({ events, total }: Explained, chosen: number): EventDiagnosis | undefined =>
  events.find(({ number }) => number === (chosen > total ? 1 : chosen));

/** The tab that says what happens to each event of a text. */
export const Explain = ({ event: given, file, onFile, worker }: ExplainProps) => {
  const { number: chosen, onNumber: setChosen, onSettings, settings, text } = given;
  const { isOn, show, showShort } = useMask();
  const editor = useRef<EventEditor>(null);
  const [read, setRead] = useState(0);
  const explain = (source: string | File): Promise<Explained> => {
    setRead(0);
    return worker.explain(source, { nowMs: Date.now() }, { settings, onProgress: setRead });
  };
  const answer = useAnswer(file ?? text, explain, [settings]);

  const explained = answer.status === "answered" ? answer.value : undefined;
  const issues = useIssues(answer);
  const event = explained === undefined ? undefined : shownOf(explained, chosen);
  const onPlace = ({ place }: Finding): void => {
    editor.current?.select(place.offset);
  };
  return (
    <div class="columns">
      <div>
        <ShownEvent event={given} issues={issues} editorRef={editor} file={file} onFile={onFile} />
        <OptionsForm settings={settings} onSettings={onSettings} />
      </div>
      <section aria-label="What happens to it">
        <Announcement text={inWords(answer, wordsOf(read))} />
        {explained !== undefined && explained.total > 1 && (
          <Kinds explained={explained} chosen={event?.number ?? chosen} onChoose={setChosen} />
        )}
        {explained !== undefined && explained.total > 0 && event === undefined && (
          <p>{`The list has no event ${chosen.toLocaleString("en")}: choose another one.`}</p>
        )}
        {event !== undefined && (
          <>
            <h2>{`Event ${event.number}${event.name === undefined ? "" : `: ${showShort(event.name)}`}`}</h2>
            {explained !== undefined && explained.total > 1 && <p>{show(howItEnds(event))}</p>}
            <Stages stages={event.stages} onPlace={file === undefined && !isOn ? onPlace : undefined} />
          </>
        )}
      </section>
    </div>
  );
};
