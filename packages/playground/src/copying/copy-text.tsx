import { useMemo, useRef, useState } from "preact/hooks";
import { useMask } from "../masking/mask.ts";

interface CopyTextProps {
  /** Names the text, and its button. */
  readonly name: string;
  readonly text: string;
  /** A sentence about the text. */
  readonly about?: string;
}

const selectAll = (element: HTMLElement | null): void => {
  if (element !== null) getSelection()?.selectAllChildren(element);
};

/** A text that is copied with a button, as it is shown. */
export const CopyText = ({ about, name, text: given }: CopyTextProps) => {
  const { copy: toCopied } = useMask();
  const text = useMemo(() => toCopied(given), [given, toCopied]);
  const shown = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState({ text: "", note: "" });
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied({ text, note: "Copied." });
    } catch {
      selectAll(shown.current);
      setCopied({ text, note: "The browser doesn't let the page copy. It is selected: copy it with the keyboard." });
    }
  };
  return (
    <section class="copy" aria-label={name}>
      <span class="label">{name}</span>
      {about !== undefined && <p>{about}</p>}
      <pre ref={shown} tabIndex={0} role="region" aria-label={`Text of ${name}`}>
        {text}
      </pre>
      <button type="button" aria-label={`Copy ${name}`} onClick={() => void copy()}>
        Copy
      </button>{" "}
      <span role="status">{copied.text === text ? copied.note : ""}</span>
    </section>
  );
};
