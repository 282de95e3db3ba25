import type { Answer } from "./use-answer.ts";

/** How a tab says each status of an answer. */
export interface AnswerWords<T> {
  readonly none: string;
  readonly waiting: string;
  /** The reason follows, behind a colon. */
  readonly failed: string;
  readonly answered: (value: T) => string;
}

/** What a tab says that has no event yet. */
export const noEvent = "Paste an event, or choose a sample.";

/** Says an answer. */
export const inWords = <T>(answer: Answer<T>, words: AnswerWords<T>): string => {
  switch (answer.status) {
    case "none":
    case "waiting":
      return words[answer.status];
    case "failed":
      return `${words.failed}: ${answer.reason}`;
    case "answered":
      return words.answered(answer.value);
    default:
      return answer satisfies never;
  }
};
