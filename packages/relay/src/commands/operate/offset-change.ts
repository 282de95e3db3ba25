import { argument, defineCommand, required, suggest, text, UsageError } from "@email-events/cli";
import type { OperatorStore } from "@email-events/store";
import { quote } from "../../terminal/quote.ts";
import type { CommandIo } from "../../terminal.ts";
import { stateOption, withState } from "./with-state.ts";

const sourceArgument = argument(required(text("SOURCE", "name of a source, from offset show")));

const sourcesOf = (state: OperatorStore): readonly string[] => state.offsets().map(({ source }) => source);

const unknownSource = (source: string, known: readonly string[]): UsageError => {
  const meant = suggest(source, known);
  const shown = known.length === 0 ? "no offset is stored" : `there are ${known.map(quote).join(", ")}`;
  const hint = meant === undefined ? shown : `did you mean ${quote(meant)}?`;
  return new UsageError(`No offset of "${quote(source)}" is stored, and nothing was changed (${hint})`);
};

/** `email-events offset set`: a running relay reads on from there. */
export const offsetSetCommand = defineCommand({
  name: "set",
  summary: "Set where a source continues; a running relay goes there",
  usage: "SOURCE OFFSET --state FILE",
  inputs: {
    source: sourceArgument,
    offset: argument(required(text("OFFSET", "offset behind which the source continues"))),
    state: stateOption,
  },
  examples: ["npx @email-events/relay offset set airship 1800000000042 --state relay.state"],
  run: ({ source, offset, state: path }, io: CommandIo) => {
    // An offset stands in a request; with anything else in it, the source would stop.
    if (!/^[\x21-\x7e]{1,1000}$/.test(offset)) {
      throw new UsageError("OFFSET must be 1 to 1000 visible ASCII characters without blanks");
    }
    return withState(path, io, (state) => {
      const known = sourcesOf(state);
      // A source that hasn't stored one may get its first; a misspelled one would be read by nobody.
      if (!known.includes(source) && suggest(source, known) !== undefined) throw unknownSource(source, known);
      state.setOffset(source, offset);
      io.messages.line(`${quote(source)} continues behind ${quote(offset)}.`);
      return 0;
    });
  },
});

/** `email-events offset forget`: the source begins anew. */
export const offsetForgetCommand = defineCommand({
  name: "forget",
  summary: "Forget where a source continues: it begins anew",
  usage: "SOURCE --state FILE",
  inputs: { source: sourceArgument, state: stateOption },
  examples: ["npx @email-events/relay offset forget airship --state relay.state"],
  run: ({ source, state: path }, io: CommandIo) =>
    withState(path, io, (state) => {
      if (!state.forgetOffset(source)) throw unknownSource(source, sourcesOf(state));
      io.messages.line(`The offset of ${quote(source)} is forgotten.`);
      return 0;
    }),
});
