import { defineCommand, flag } from "@email-events/cli";
import { diagnose, groupByKind, type Diagnosis } from "@email-events/diagnose";
import { CommandError } from "../command-error.ts";
import { formatDiagnosis, formatKinds } from "../report/format-diagnosis.ts";
import { openSource } from "../sources/open-source.ts";
import type { CommandIo } from "../terminal.ts";
import { quote } from "../terminal/quote.ts";
import type { OutputPart } from "../terminal/write-out.ts";
import { fileArgument, mapConfigOption, mapOption, vocabularyOption } from "./inputs.ts";
import { loadMapperOptions } from "./load-mapper-options.ts";

/** A text is diagnosed as a whole, so that places count from its start. */
const maxBytes = 100_000_000;

/** @throws CommandError for a source that is too large, or that fails. */
const readAll = async (file: string, io: CommandIo): Promise<Buffer> => {
  const source = await openSource(file, io);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of source) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it failed";
    throw new CommandError(`Input ended unexpectedly (${reason}); run it again.`, { cause: error });
  }
  if (sizeBytes <= maxBytes) return Buffer.concat(chunks);
  const name = file === "-" ? "standard input" : quote(file);
  throw new CommandError(
    `${name} has more than 100 MB; explain a part of it, such as its first lines (head -n 1000 FILE | email-events explain -).`,
  );
};

const toParts = async function* ({ events }: Diagnosis, isJson: boolean): AsyncGenerator<OutputPart, void, undefined> {
  if (isJson) for (const event of events) yield { json: event };
  // The first of each kind stands for the others, which are counted.
  else for (const { first } of groupByKind(events)) yield { lines: [...formatDiagnosis(first), ""] };
};

/** The vocabulary of each event is detected by itself here. A relay reads all events of a source in that of the first. */
const describeMixture = ({ events }: Diagnosis): readonly string[] => {
  const names = [...new Set(events.map(({ vocabulary }) => vocabulary))].filter((name) => name !== undefined);
  if (names.length < 2) return [];
  return [
    `The events are of several vocabularies: ${names.join(", ")}. The relay reads a source in one of them; give each a source of its own.`,
  ];
};

/** `email-events explain`: what happens to events at each stage, and what to do. */
export const explainCommand = defineCommand({
  name: "explain",
  summary: "Show why events don't arrive: each stage, the place and the next step",
  usage: "FILE [options]",
  inputs: {
    file: fileArgument,
    vocabulary: vocabularyOption("is detected too"),
    config: mapConfigOption,
    map: mapOption,
    json: flag("print the diagnosis of every event as a line of JSON"),
  },
  examples: ["npx @email-events/relay explain event.json", "npx @email-events/relay explain events.ndjson --json"],
  run: async ({ file, json, config, map, vocabulary }, io: CommandIo) => {
    const mapperOptions = await loadMapperOptions({ config, map, vocabulary }, io);
    const bytes = await readAll(file, io);
    const diagnosis = diagnose(bytes, {
      nowMs: Date.now(),
      mapperOptions,
      ...(vocabulary !== undefined && { vocabulary }),
    });
    const { events, next, omitted, sentence } = diagnosis;
    const written = await io.results.writeAll(toParts(diagnosis, json));
    const isFull = written.status === "failed" && written.code !== "EPIPE";
    if (isFull) io.messages.line(`Can't write to standard output (${written.code}); what it holds is incomplete.`);
    io.messages.line(next === undefined ? sentence : `${sentence} ${next}`);
    if (events.length > 1) formatKinds(events).forEach(io.messages.line);
    describeMixture(diagnosis).forEach(io.messages.line);
    if (omitted > 0) io.messages.line(`${omitted.toLocaleString("en")} more events were not looked at.`);
    if (isFull || events.length === 0) return 2;
    return events.some(({ endsAt }) => endsAt?.status === "fails") ? 1 : 0;
  },
});
