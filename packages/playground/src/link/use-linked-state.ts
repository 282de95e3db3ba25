import { useEffect, useRef, useState } from "preact/hooks";
import { fromFragment, hasState, type LinkedState } from "./fragment.ts";

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
      setProblem(hasState(hash) && state === undefined ? "The link can't be read: it was cut, or is too long." : "");
      if (state !== undefined) onStateNow.current(state);
    };
    const onChange = (): void => void take();
    onChange();
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return problem;
};
