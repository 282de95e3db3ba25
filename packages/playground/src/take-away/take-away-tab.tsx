import { Announcement } from "../answers/announcement.tsx";
import { type AnswerWords, inWords, noEvent } from "../answers/in-words.ts";
import { EventNumber } from "../event/event-number.tsx";
import type { GivenEvent } from "../event/given-event.ts";
import { useAnswer } from "../answers/use-answer.ts";
import { CopyText } from "../copying/copy-text.tsx";
import { OptionsForm } from "../options/options-form.tsx";
import { useMask } from "../masking/mask.ts";
import { ShownEvent } from "../masking/shown-event.tsx";
import type { WorkerClient } from "../worker/worker-client.ts";
import { SendCall } from "./send-call.tsx";
import type { TakeAway } from "./take-away.ts";

interface TakeAwayTabProps {
  readonly event: GivenEvent;
  readonly worker: WorkerClient;
  /** The sandbox that serves the page; absent where none does. */
  readonly origin: string | undefined;
}

const words: AnswerWords<TakeAway> = {
  none: noEvent,
  waiting: "Reading the event.",
  failed: "Nothing can be taken away",
  answered: ({ sentence }) => sentence,
};

/** The tab that has an event as JSON, command, test, type and report. */
export const TakeAwayTab = ({ event, origin, worker }: TakeAwayTabProps) => {
  const { isOn } = useMask();
  const { number, onSettings, settings, text } = event;
  const answer = useAnswer(text, (given) => worker.takeAway(given, { number, origin, settings }), [number, settings]);
  const taken = answer.status === "answered" ? answer.value : undefined;
  const call = taken?.texts.find(({ name }) => name === "Semantic JSON")?.text;
  return (
    <div class="columns">
      <div>
        <ShownEvent event={event} />
        <EventNumber event={event} />
        <OptionsForm settings={settings} onSettings={onSettings} />
      </div>
      <section aria-label="To take away">
        <Announcement text={inWords(answer, words)} />
        {taken?.texts.map(({ about, name, text: shown }) => (
          <CopyText key={name} name={name} about={about} text={shown} />
        ))}
        {origin !== undefined && call !== undefined && !isOn && <SendCall text={call} />}
      </section>
    </div>
  );
};
