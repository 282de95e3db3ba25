import { stableText } from "@email-events/json-schema";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";

/** Counts the work of one diff, so that it ends on every machine at the same place. */
export interface Budget {
  readonly spend: (steps: number) => void;
  /** Whether all of it is spent: from then on, what isn't plain to see is unknown. */
  readonly isSpent: () => boolean;
}

/**
 * How many steps two folders are given: a step takes one or two microseconds and some hundred bytes. The largest
 * vocabulary of events that we know, of 90,000 characters on both sides together, takes a million for a change to what
 * everything in it refers to.
 */
export const stepsFor = (...folders: readonly SchemaDocuments[]): number => {
  const documents = folders.flatMap((folder) => [...folder.values()]);
  const characters = documents.reduce<number>((sum, document) => sum + stableText(document).length, 0);
  return 600_000 + 20 * characters;
};

/** Makes a count of work. */
export const createBudget = (steps: number): Budget => {
  let left = steps;
  return {
    spend: (spent) => {
      left -= spent;
    },
    isSpent: () => left < 0,
  };
};
