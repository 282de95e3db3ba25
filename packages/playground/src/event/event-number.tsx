import type { GivenEvent } from "./given-event.ts";

/** Which event of a text a tab shows. The tabs share it: an event that is chosen in Explain is chosen in all. */
export const EventNumber = ({ event: { number, onNumber } }: { readonly event: GivenEvent }) => (
  <>
    <label for="shown-number">Number of the event in the text</label>
    <input
      id="shown-number"
      type="number"
      min={1}
      value={number}
      onInput={({ currentTarget: { valueAsNumber } }) => {
        // While a number is typed, the field may be empty.
        if (valueAsNumber >= 1) onNumber(Math.trunc(valueAsNumber));
      }}
    />
  </>
);
