import type { ComponentProps } from "preact";
import { EventText } from "../app/event-text.tsx";
import { useGivenFile } from "../editor/use-given-file.ts";
import { useMask } from "./mask.ts";

const maxShownChars = 100_000;

const MaskedText = ({ text }: { readonly text: string }) => {
  const { show } = useMask();
  // A dropped file would replace the page.
  useGivenFile(() => undefined);
  return (
    <div class="event-text">
      <span class="label">Event, addresses masked</span>
      <pre tabIndex={0} role="region" aria-label="Event, addresses masked">
        {show(text.slice(0, maxShownChars))}
      </pre>
      <p>Turn the mask off to edit the event, or to open a file.</p>
    </div>
  );
};

/** The text of an event, which can be edited while no mask is on. */
export const ShownEvent = (props: ComponentProps<typeof EventText>) =>
  useMask().isOn ? <MaskedText text={props.text} /> : <EventText {...props} />;
