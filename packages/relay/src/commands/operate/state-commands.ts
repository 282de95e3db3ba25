import { defineCommand } from "@email-events/cli";
import { checkStore, repairStore } from "@email-events/store";
import type { CommandIo } from "../../terminal.ts";
import { print } from "../../terminal/print.ts";
import { formatCheck, formatRepair } from "./format-state.ts";
import { explainState, stateOption, unusableState } from "./with-state.ts";

/** `email-events state check`: what is damaged, with exit code 4 when something is. */
export const stateCheckCommand = defineCommand({
  name: "check",
  summary: "Look for damage in a state file, also during a run",
  usage: "--state FILE",
  inputs: { state: stateOption },
  examples: ["npx @email-events/relay state check --state relay.state"],
  run: ({ state: path }, io: CommandIo) =>
    explainState(io, async () => {
      const report = checkStore(path);
      const isPrinted = await print(io, { lines: formatCheck(path, report) }, "the result of the check");
      if (!report.isSound) return unusableState;
      return isPrinted ? 0 : 2;
    }),
});

/** `email-events state repair`: a new state file of all that can be read. */
export const stateRepairCommand = defineCommand({
  name: "repair",
  summary: "Write all that can be read to a new state file, and keep the damaged one",
  usage: "--state FILE",
  inputs: { state: stateOption },
  examples: ["npx @email-events/relay state repair --state relay.state"],
  run: ({ state: path }, io: CommandIo) =>
    explainState(io, async () => {
      const lines = formatRepair(path, repairStore(path));
      return (await print(io, { lines }, "the result of the repair")) ? 0 : 2;
    }),
});
