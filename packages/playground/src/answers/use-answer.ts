import { useEffect, useRef, useState } from "preact/hooks";

/** What is known of an answer. */
export type Answer<T> =
  | { readonly status: "none" }
  | { readonly status: "waiting" }
  | { readonly status: "answered"; readonly value: T }
  | { readonly status: "failed"; readonly reason: string };

/** Typing pauses at most this long within a word. */
const pauseMs = 200;

/** An answer that comes sooner takes the place of the one before, so that nothing flickers at each pause. */
const patienceMs = 100;

const isNothing = (given: string | File): boolean => typeof given === "string" && given.trim() === "";

/**
 * Asks at once, and again when the text has changed and typing pauses; at once for a file.
 *
 * @param also - What the answer depends on besides the text; always of the same length.
 */
export const useAnswer = <T, G extends string | File = string>(
  given: G,
  ask: (given: G) => Promise<T>,
  also: readonly unknown[] = [],
): Answer<T> => {
  const [answer, setAnswer] = useState<Answer<T>>({ status: isNothing(given) ? "none" : "waiting" });
  const isAsked = useRef(false);
  useEffect(() => {
    const isChange = isAsked.current;
    isAsked.current = true;
    if (isNothing(given)) {
      setAnswer({ status: "none" });
      return undefined;
    }
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    const settle = (next: Answer<T>): void => {
      clearTimeout(timer);
      if (isCurrent) setAnswer(next);
    };
    timer = setTimeout(
      () => {
        timer = setTimeout(() => setAnswer({ status: "waiting" }), patienceMs);
        ask(given).then(
          (value) => settle({ status: "answered", value }),
          (error: unknown) => settle({ status: "failed", reason: error instanceof Error ? error.message : "unknown" }),
        );
      },
      isChange && typeof given === "string" ? pauseMs : 0,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [given, ...also]);
  return answer;
};
