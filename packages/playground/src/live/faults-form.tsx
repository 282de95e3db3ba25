import { useEffect, useState } from "preact/hooks";
import type { Sandbox } from "./sandbox-requests.ts";

interface FaultsFormProps {
  readonly sandbox: Sandbox;
  /** Changes with each call, after which fewer faults may be pending. */
  readonly seen: string;
}

/** What the sandbox can do to requests, in the words of its faults. */
const faults: Readonly<Record<string, string>> = {
  "429": "429: too many requests, retry after 1 s",
  "503": "503: not available",
  slow: "slow: answered after 2 s",
  reset: "reset: the connection is cut",
};

/** Lets the next requests fail, and clears the record of the sandbox. */
export const FaultsForm = ({ sandbox, seen }: FaultsFormProps) => {
  const [fault, setFault] = useState("429");
  const [count, setCount] = useState(1);
  const [note, setNote] = useState("");
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isCurrent = true;
    void sandbox.readFaults().then((state) => {
      if (isCurrent) setNote(state);
    });
    return () => {
      isCurrent = false;
    };
  }, [isOpen, sandbox, seen]);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Faults, and the sandbox's record</summary>
      <form
        class="filter"
        aria-label="Faults"
        onSubmit={(event) => {
          event.preventDefault();
          void sandbox.setFaults(fault, count).then(setNote);
        }}
      >
        <label for="fault">The next requests get</label>
        <select id="fault" value={fault} onChange={({ currentTarget }) => setFault(currentTarget.value)}>
          {Object.entries(faults).map(([name, about]) => (
            <option key={name} value={name}>
              {about}
            </option>
          ))}
        </select>
        <label for="fault-count">How many requests</label>
        <input
          id="fault-count"
          type="number"
          min={0}
          max={1_000_000}
          value={count}
          onInput={({ currentTarget }) => setCount(Math.trunc(currentTarget.valueAsNumber) || 0)}
        />
        <button type="submit">Set the fault</button>
        <button type="button" onClick={() => void sandbox.reset().then(setNote)}>
          Clear the sandbox's record
        </button>
      </form>
      <p role="status">{note}</p>
    </details>
  );
};
