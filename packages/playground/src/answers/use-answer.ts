import { useEffect, useState } from "preact/hooks";

/** What is known of an answer. */
export type Answer<T> =
  | { readonly status: "none" }
  | { readonly status: "waiting" }
  | { readonly status: "answered"; readonly value: T }
  | { readonly status: "failed"; readonly reason: string };

/** Typing pauses at most this long within a word. */
const pauseMs = 200;

/**
 * Asks again when the text has changed and typing pauses; at once for a file.
 *
 * @param also - What the answer depends on besides the text; always of the same length.
 */
export const useAnswer = <T, G extends string | File = string>(
  given: G,
  ask: (given: G) => Promise<T>,
  also: readonly unknown[] = [],
): Answer<T> => {
  const [answer, setAnswer] = useState<Answer<T>>({ status: "none" });
  useEffect(() => {
    if (typeof given === "string" && given.trim() === "") {
      setAnswer({ status: "none" });
      return undefined;
    }
    let isCurrent = true;
    const settle = (next: Answer<T>): void => {
      if (isCurrent) setAnswer(next);
    };
    const timer = setTimeout(
      () => {
        settle({ status: "waiting" });
        ask(given).then(
          (value) => settle({ status: "answered", value }),
          (error: unknown) => settle({ status: "failed", reason: error instanceof Error ? error.message : "unknown" }),
        );
      },
      typeof given === "string" ? pauseMs : 0,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [given, ...also]);
  return answer;
};
