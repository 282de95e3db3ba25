import { useEffect, useState } from "preact/hooks";
import { Announcement } from "../answers/announcement.tsx";
import { type AnswerWords, inWords, noEvent } from "../answers/in-words.ts";
import { EventNumber } from "../event/event-number.tsx";
import type { GivenEvent } from "../event/given-event.ts";
import { useAnswer } from "../answers/use-answer.ts";
import { OptionsForm } from "../options/options-form.tsx";
import { useMask } from "../masking/mask.ts";
import { ShownEvent } from "../masking/shown-event.tsx";
import type { WorkerClient } from "../worker/worker-client.ts";
import type { SourceLine, TracedText } from "../worker/trace-text.ts";

interface TraceProps {
  readonly event: GivenEvent;
  readonly worker: WorkerClient;
}

type ResultProperty = TracedText["result"][number];

const toText = (value: unknown): string => JSON.stringify(value) ?? "";

const describe = ({ from, pointer }: ResultProperty, { source }: TracedText): string => {
  if (from.length === 0 && source.some(({ role }) => role === "not traced"))
    return `${pointer} comes from no value that is traced.`;
  if (from.length === 0) return `${pointer} is the same for all events of this kind.`;
  const origins = from.map((origin) => `${origin.pointer} (${origin.isCopied ? "copied" : "converted"})`);
  return `${pointer} comes from ${origins.join(" and ")}.`;
};

const wordsOf = (chosen: ResultProperty | undefined): AnswerWords<TracedText> => ({
  none: noEvent,
  waiting: "Tracing the event.",
  failed: "It can't be traced",
  answered: (traced) => (chosen === undefined ? traced.sentence : describe(chosen, traced)),
});

const isAt = (pointer: string, origin: string): boolean => pointer === origin || pointer.startsWith(`${origin}/`);

interface SourceProps {
  readonly lines: readonly SourceLine[];
  readonly chosen: ResultProperty | undefined;
}

const Source = ({ chosen, lines }: SourceProps) => {
  const { show, showShort } = useMask();
  return (
    <ul class="values" aria-label="Source">
      {lines.map(({ pointer, role, value }) => {
        const isOrigin = chosen?.from.some((origin) => isAt(pointer, origin.pointer)) ?? false;
        return (
          <li key={pointer} class={isOrigin ? "origin" : ""}>
            {isOrigin ? <mark>{show(pointer)}</mark> : <code>{show(pointer)}</code>}{" "}
            <span>{showShort(toText(value))}</span>
            {isOrigin && <strong> origin</strong>}
            {role !== "used" && <em>{` ${role}`}</em>}
          </li>
        );
      })}
    </ul>
  );
};

/** The tab that shows from which source property each property of the result comes. */
export const Trace = ({ event, worker }: TraceProps) => {
  const { number, onSettings, settings, text } = event;
  const { show, showShort } = useMask();
  const [pointer, setPointer] = useState("");
  const answer = useAnswer(text, (given) => worker.trace(given, number, settings), [number, settings]);
  useEffect(() => setPointer(""), [number, text]);
  const traced = answer.status === "answered" ? answer.value : undefined;
  const chosen = traced?.result.find((property) => property.pointer === pointer);
  return (
    <>
      <ShownEvent event={event} />
      <EventNumber event={event} />
      <OptionsForm settings={settings} onSettings={onSettings} />
      <Announcement text={inWords(answer, wordsOf(chosen))} />
      {traced !== undefined && traced.source.length > 0 && (
        <div class="columns">
          <section aria-labelledby="source-title">
            <h2 id="source-title">Source</h2>
            <Source lines={traced.source} chosen={chosen} />
          </section>
          <section aria-labelledby="result-title">
            <h2 id="result-title">Result</h2>
            <ul class="values" aria-label="Result">
              {traced.result.map((property) => (
                <li key={property.pointer}>
                  <button
                    type="button"
                    aria-pressed={property.pointer === pointer}
                    onClick={() => setPointer(property.pointer === pointer ? "" : property.pointer)}
                  >
                    <code>{show(property.pointer)}</code> {showShort(toText(property.value))}
                  </button>
                </li>
              ))}
            </ul>
            {traced.result.length === 0 && <p>Nothing is sent for it.</p>}
          </section>
        </div>
      )}
    </>
  );
};
