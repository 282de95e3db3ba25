import { required, text } from "@email-events/cli";
import { openOperator, type OperatorStore, StoreError } from "@email-events/store";
import type { CommandIo } from "../../terminal.ts";

/** The exit code of a state that can't be used, or is damaged. */
export const unusableState = 4;

/** `--state`. */
export const stateOption = required(text("FILE", "state file of a run"));

/** What a store's errors name, each with what an operator knows in its place. */
const words: readonly (readonly [string, string])[] = [
  ["list the damage with checkStore", "list the damage with email-events state check"],
  ["repair it with repairStore", "repair it with email-events state repair"],
  ["is not an event store", "is not a state"],
  ["give the store a path of its own", "give the state a path of its own"],
  ["The store keeps more files", "The state has more files"],
  ["is written to the store", "is written to the state"],
  ["raise the limit", "raise --state-max-bytes"],
  ["update @email-events/store", "update @email-events/relay"],
];

/** Returns the message of a store's error in the words of the command line. */
export const toStateMessage = ({ message }: StoreError): string =>
  words.reduce((sentence, [theirs, ours]) => sentence.replace(theirs, () => ours), message);

/** Runs `work`. If it throws a `StoreError`, prints the message and returns the exit code 4. */
export const explainState = async (io: CommandIo, work: () => Promise<number>): Promise<number> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    io.messages.line(`error: ${toStateMessage(error)}`);
    return unusableState;
  }
};

/** Opens a state beside the relay that may own it, and closes it when the work is done. */
export const withState = (
  path: string,
  io: CommandIo,
  work: (state: OperatorStore) => number | Promise<number>,
): Promise<number> =>
  explainState(io, async () => {
    const state = openOperator(path);
    try {
      return await work(state);
    } finally {
      state.close();
    }
  });
