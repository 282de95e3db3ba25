import type { Finding } from "@email-events/diagnose";
import { useEffect, useRef, useState } from "preact/hooks";
import { Announcement } from "../app/announcement.tsx";
import { EventText } from "../app/event-text.tsx";
import { useAnswer, type Answer } from "../app/use-answer.ts";
import type { Explained } from "../worker/explain-text.ts";
import type { WorkerClient } from "../worker/worker-client.ts";
import { howItEnds } from "./how-it-ends.ts";
import { Kinds } from "./kinds.tsx";
import { selectPlace } from "./select-place.ts";
import { Stages } from "./stages.tsx";

interface ExplainProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly worker: WorkerClient;
}

const announce = (answer: Answer<Explained>): string => {
  switch (answer.status) {
    case "none":
      return "Paste an event, or choose a sample.";
    case "waiting":
      return "Reading the event.";
    case "failed":
      return `It can't be explained: ${answer.reason}`;
    case "answered": {
      const { events, next = "", sentence, total } = answer.value;
      const [only] = events;
      if (only === undefined) return `${sentence} ${next}`;
      return total === 1 ? howItEnds(only) : sentence;
    }
    default:
      return answer satisfies never;
  }
};

/** The tab that says what happens to each event of a text. */
export const Explain = ({ worker, onText, text }: ExplainProps) => {
  const area = useRef<HTMLTextAreaElement>(null);
  const [chosen, setChosen] = useState(1);
  const answer = useAnswer(text, (given) => worker.explain(given, { nowMs: Date.now() }));
  useEffect(() => setChosen(1), [text]);

  const explained = answer.status === "answered" ? answer.value : undefined;
  const event = explained?.events.find(({ number }) => number === chosen);
  const onPlace = ({ place }: Finding): void => {
    if (area.current !== null) selectPlace(area.current, place.offset);
  };
  return (
    <div class="columns">
      <EventText text={text} onText={onText} areaRef={area} />
      <section aria-label="What happens to it">
        <Announcement text={announce(answer)} />
        {explained !== undefined && explained.total > 1 && (
          <Kinds explained={explained} chosen={chosen} onChoose={setChosen} />
        )}
        {event !== undefined && (
          <>
            <h2>{`Event ${event.number}${event.name === undefined ? "" : `: ${event.name}`}`}</h2>
            {explained !== undefined && explained.total > 1 && <p>{howItEnds(event)}</p>}
            <Stages stages={event.stages} onPlace={onPlace} />
          </>
        )}
      </section>
    </div>
  );
};
