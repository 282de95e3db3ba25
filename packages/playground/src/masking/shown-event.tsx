import type { ComponentProps } from "preact";
import { useMemo } from "preact/hooks";
import { EventText } from "../event/event-text.tsx";
import { useGivenFile } from "../editor/use-given-file.ts";
import { useMask } from "./mask.ts";

type ShownEventProps = ComponentProps<typeof EventText>;

const MaskedText = ({ event: { text }, file }: Pick<ShownEventProps, "event" | "file">) => {
  const { show, showLong } = useMask();
  const shown = useMemo(() => showLong(text), [showLong, text]);
  // A dropped file would replace the page.
  useGivenFile(() => undefined);
  return (
    <div class="event-text">
      <span class="label">Event, addresses masked</span>
      {file === undefined ? (
        <pre tabIndex={0} role="region" aria-label="Event, addresses masked">
          {shown}
        </pre>
      ) : (
        <p>{show(file.name)}</p>
      )}
      <p>Turn the mask off to edit the event, or to open a file.</p>
    </div>
  );
};

/** The text of an event, which can be edited while no mask is on. */
export const ShownEvent = (props: ShownEventProps) =>
  useMask().isOn ? <MaskedText event={props.event} file={props.file} /> : <EventText {...props} />;
