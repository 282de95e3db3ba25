import { useEffect, useState } from "preact/hooks";
import { CopyText } from "../copying/copy-text.tsx";
import { useMask, type Mask } from "../masking/mask.ts";
import { mapDraft, noDraft } from "../schema/trial/schema-draft.ts";
import { maxFragmentChars, toFragment, type LinkedState } from "./fragment.ts";

interface LinkButtonProps {
  readonly state: LinkedState;
}

const about =
  "The event is in the link itself, after the #: browsers send that part to no server. Whoever has the link can read the event.";

/** Options can hold addresses, too: names of events and of properties are free. */
const maskState = (state: LinkedState, { copy }: Mask): LinkedState => ({
  ...state,
  text: copy(state.text),
  draft: mapDraft(state.draft, copy),
  settings: new Map([...state.settings].map(([name, values]) => [copy(name), values.map(copy)])),
});

/** Makes a link that opens the page with this event. */
export const LinkButton = ({ state }: LinkButtonProps) => {
  const mask = useMask();
  const [link, setLink] = useState("");
  const [note, setNote] = useState("");
  const { draft, number, settings, tab, text } = state;
  useEffect(() => {
    setLink("");
    setNote("");
  }, [draft, number, settings, tab, text, mask]);
  const make = async (): Promise<void> => {
    const fragment = await toFragment(maskState(state, mask));
    const count = (chars: number): string => chars.toLocaleString("en");
    if (fragment.length > maxFragmentChars)
      setNote(
        `The event is too large for a link: ${count(fragment.length)} characters, of at most ${count(maxFragmentChars)}.`,
      );
    else setLink(`${location.origin}${location.pathname}${fragment}`);
  };
  return (
    <div class="link">
      <button type="button" disabled={text === "" && draft === noDraft} onClick={() => void make()}>
        Make a link
      </button>
      {link !== "" && <CopyText name="Link" about={about} text={link} />}
      {note !== "" && <p role="alert">{note}</p>}
    </div>
  );
};
