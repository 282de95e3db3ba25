import { required, text } from "@email-events/cli";
import { openOperator, type OperatorStore, StoreError } from "@email-events/store";
import type { CommandIo } from "../../terminal.ts";

/** The exit code of a state that can't be used, or is damaged. */
export const unusableState = 4;

/** `--state`. */
export const stateOption = required(text("FILE", "state file of a run"));

/** Returns the message of a store's error, with commands in place of the functions that it names. */
export const toStateMessage = ({ message }: StoreError): string =>
  message.replace("checkStore", "email-events state check").replace("repairStore", "email-events state repair");

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
