import { stableText } from "@email-events/json-schema";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";

/** The step budget of one diff: it bounds the time and ends at the same point on every machine. */
export interface Budget {
  readonly spend: (steps: number) => void;
  /** Whether the budget is spent. From then on, everything that needs a proof is unknown. */
  readonly isSpent: () => boolean;
}

/**
 * The budget for two folders. A step takes one or two microseconds and some hundred bytes. The largest known vocabulary,
 * 90,000 characters on both sides together, takes a million steps when a schema changes that all others refer to.
 */
export const stepsFor = (...folders: readonly SchemaDocuments[]): number => {
  const documents = folders.flatMap((folder) => [...folder.values()]);
  const characters = documents.reduce<number>((sum, document) => sum + stableText(document).length, 0);
  return 600_000 + 20 * characters;
};

/** Creates a budget of some steps. */
export const createBudget = (steps: number): Budget => {
  let left = steps;
  return {
    spend: (spent) => {
      left -= spent;
    },
    isSpent: () => left < 0,
  };
};
