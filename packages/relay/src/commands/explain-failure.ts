import { UsageError } from "@email-events/cli";
import { StoreError } from "@email-events/store";
import { CommandError } from "../command-error.ts";
import { exitCodes, RunError } from "../run-error.ts";
import type { CommandIo } from "../terminal.ts";
import { toStateMessage } from "./operate/with-state.ts";

/**
 * Prints why a program that runs until it is stopped failed. An unexpected error has an exit code of its own: wrong usage
 * isn't helped by a restart, and a supervisor may leave it at that.
 *
 * @returns Its exit code.
 * @throws UsageError and CommandError, which are handled as those of other commands.
 */
export const explainFailure = (failure: unknown, { messages }: Pick<CommandIo, "messages">): number => {
  if (failure instanceof UsageError || failure instanceof CommandError) throw failure;
  if (failure instanceof RunError) {
    messages.line(`error: ${failure.message}`);
    return failure.exitCode;
  }
  if (failure instanceof StoreError) {
    messages.line(`error: ${toStateMessage(failure)}`);
    return exitCodes.stateUnusable;
  }
  messages.defect(failure);
  return exitCodes.unexpected;
};
