import { useEffect, useRef, useState } from "preact/hooks";
import { fromFragment, hasState, type LinkedState } from "./fragment.ts";

const unreadable =
  "The link can't be read: it was cut, is too long, or was made by another version of this page. Ask for the event itself.";

/** Removes a state from the page's address, where others could read it. */
export const forgetLink = (): void => {
  if (hasState(location.hash)) history.replaceState(null, "", location.pathname + location.search);
};

/** Takes the state of the page's address, now and when it changes. Returns what is wrong with it; empty if nothing is. */
export const useLinkedState = (onState: (state: LinkedState) => void): string => {
  const [problem, setProblem] = useState("");
  const onStateNow = useRef(onState);
  onStateNow.current = onState;
  useEffect(() => {
    const take = async (): Promise<void> => {
      const { hash } = location;
      const state = await fromFragment(hash);
      if (location.hash !== hash) return;
      setProblem(hasState(hash) && state === undefined ? unreadable : "");
      if (state !== undefined) onStateNow.current(state);
    };
    const onChange = (): void => void take();
    onChange();
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return problem;
};
