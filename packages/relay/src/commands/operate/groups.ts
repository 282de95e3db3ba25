import type { Group } from "@email-events/cli";
import type { CommandIo } from "../../terminal.ts";
import { offsetForgetCommand, offsetSetCommand } from "./offset-change.ts";
import { offsetShowCommand } from "./offset-show.ts";
import { queueCreateCommand, queueInfoCommand } from "./queue-commands.ts";
import { rejectsDropCommand } from "./rejects-drop.ts";
import { rejectsListCommand } from "./rejects-list.ts";
import { rejectsRetryCommand } from "./rejects-retry.ts";
import { rejectsShowCommand } from "./rejects-show.ts";
import { stateCheckCommand, stateRepairCommand } from "./state-commands.ts";

/** What an operator does with the state of a relay, also while it runs. */
export const operateGroups: readonly Group<CommandIo>[] = [
  {
    name: "rejects",
    summary: "List, show, retry and drop events that are set aside",
    commands: [rejectsListCommand, rejectsShowCommand, rejectsRetryCommand, rejectsDropCommand],
  },
  {
    name: "offset",
    summary: "Show and change where the sources continue",
    commands: [offsetShowCommand, offsetSetCommand, offsetForgetCommand],
  },
  {
    name: "state",
    summary: "Check and repair the state file",
    commands: [stateCheckCommand, stateRepairCommand],
  },
  {
    name: "queue",
    summary: "Create a queue on NATS JetStream, and show its state",
    commands: [queueCreateCommand, queueInfoCommand],
  },
];
