import { isCall, type Call } from "@email-events/validator/pipelines";
import type { Companions } from "./noticing/notice.ts";
import { checkDiagnoseOptions, type DiagnoseOptions } from "./options.ts";
import { locate } from "./reading/locate.ts";
import { placeAfter, type TextPlace } from "./reading/text-place.ts";
import type { MapperOptions } from "./sources/mappings.ts";
import { vocabularyNames, type VocabularyName } from "./sources/detect-vocabulary.ts";
import { answer, type Answer } from "./stages/answered.ts";
import { createMapStage, type MapStage } from "./stages/mapped.ts";
import { notice } from "./stages/noticed.ts";
import { readItem, type ReadItem } from "./stages/read.ts";
import { recognize, withTypeOfEndpoint } from "./stages/recognized.ts";
import type { Finding, Stage, StageName, StageResult, UnplacedFinding } from "./stages/stage.ts";
import { validate } from "./stages/valid.ts";
import { createFindOrigin, type FindOrigin, type SourceEvent } from "./trace/create-find-origin.ts";

/** What happens to one event. */
export interface EventDiagnosis {
  /** The number of the event in the text, from 1. */
  readonly number: number;
  /** Where the event begins. */
  readonly place: TextPlace;
  /** Its size in bytes of UTF-8. */
  readonly bytes: number;
  /** The stages that it reached, in their order. */
  readonly stages: readonly Stage[];
  /** The first stage that it didn't pass; absent for an event that arrives as it is meant. */
  readonly endsAt?: Stage;
  readonly vocabulary?: VocabularyName;
  readonly name?: string;
  /** The call that is sent; absent where there is none. */
  readonly call?: unknown;
  readonly answer?: Answer;
}

/** One value of a text. */
export interface EventText {
  readonly text: string;
  readonly place: TextPlace;
  readonly number: number;
}

type Results = readonly (readonly [StageName, StageResult])[];

/** Diagnoses events one after the other, and remembers what events have in common. */
export type DiagnoseEvent = (event: EventText) => EventDiagnosis;

const defaultMaxEventBytes = 1_000_000;

/** Looks up where the findings are. */
const toStages = (results: Results, { place, text }: EventText): readonly Stage[] => {
  const pointers = results.flatMap(([, { findings }]) =>
    findings.filter(({ offset }) => offset === undefined).map(({ at, pointer }) => at ?? pointer),
  );
  const offsets = pointers.some((pointer) => pointer !== "") ? locate(text, pointers) : pointers.map(() => 0);
  const byPointer = new Map(pointers.map((pointer, index) => [pointer, offsets[index] ?? 0]));
  const toPlaced = (unplaced: UnplacedFinding): Finding => {
    const { at, offset, ...finding } = unplaced;
    const units = offset ?? byPointer.get(at ?? unplaced.pointer) ?? 0;
    return { ...finding, place: units === 0 ? place : placeAfter(place, text, units) };
  };
  return results.map(([name, { findings, sentence, status }]) => {
    const placed = findings.map(toPlaced);
    const first = placed[0] ?? { pointer: "", place };
    return {
      name,
      status,
      sentence,
      pointer: first.pointer,
      place: first.place,
      ...("next" in first && first.next !== undefined && { next: first.next }),
      findings: placed,
    };
  });
};

const withKeys = (read: ReadItem): StageResult => ({
  status: "fails",
  sentence: `${read.keyFindings[0]?.sentence ?? ""} The relay sets such an event aside.`,
  findings: read.keyFindings,
});

/** What an event was found to be, besides what every event has. */
type Known = Pick<EventDiagnosis, "answer" | "call" | "name" | "vocabulary">;

/** How far an event came. */
interface Way {
  readonly known: Known;
  readonly results: Results;
}

/** What the functions of one diagnosis share. */
interface Context {
  readonly options: DiagnoseOptions;
  readonly companions: Companions;
  readonly batchBytes: number | undefined;
  readonly findOrigin: FindOrigin;
  readonly mapStageOf: (vocabulary: VocabularyName) => MapStage;
}

/** Determines what the API answers to a call, and what the API accepts although it has no effect. */
const send = (call: unknown, event: EventText, read: ReadItem, vocabulary: VocabularyName, context: Context): Way => {
  const { batchBytes, companions, options } = context;
  const isDirect = vocabulary === "semantic";
  const sizes = { batchBytes, ...(isDirect && { bodyBytes: read.bytes }) };
  const { answer: given, result } = answer(call, sizes, options);
  const results: [StageName, StageResult][] = [["answered", result]];
  if (isCall(call)) {
    const { number } = event;
    const { type } = withTypeOfEndpoint(call, options);
    const noted = { call, type, isDirect, vocabulary, number, companions, nowMs: options.nowMs };
    results.push(["noticed", notice(noted, read.keyFindings)]);
  }
  return { known: { call, answer: given }, results };
};

/** Adds to each finding on a call where its value is in the source event; the start of the event if the origin is unknown. */
const withOrigins = (results: Results, event: SourceEvent, { findOrigin }: Context): Results =>
  results.map(([name, result]) => [
    name,
    {
      ...result,
      findings: result.findings.map((finding) => ({
        ...finding,
        at: finding.pointer === "" ? "" : (findOrigin(event, finding.pointer) ?? ""),
      })),
    },
  ]);

/** Takes a value through the stages after reading, up to the one that stops it. */
const follow = (event: EventText, read: ReadItem, value: unknown, context: Context): Way => {
  const { isCustom, name, result, vocabulary } = recognize(value, context.options);
  const known = { ...(vocabulary !== undefined && { vocabulary }), ...(name !== undefined && { name }) };
  // A semantic event is sent to the API as it is, so the diagnosis has an answer even if its keys are wrong.
  const isDirect = vocabulary === "semantic";
  if (read.keyFindings.length > 0 && !isDirect) return { known, results: [["read", withKeys(read)]] };
  const results: [StageName, StageResult][] = [
    ["read", read.result],
    ["recognized", result],
  ];
  const isStopped = (): boolean => !isDirect && results.at(-1)?.[1].status !== "passes";
  if (vocabulary === undefined || isStopped()) return { known, results };
  const typed = isDirect && isCall(value) ? withTypeOfEndpoint(value, context.options) : value;
  if (result.status === "passes") results.push(["valid", validate(typed, vocabulary, isCustom)]);
  if (isStopped()) return { known, results };
  const mapped = context.mapStageOf(vocabulary)(value, read.bytes);
  results.push(["mapped", mapped.result]);
  if (mapped.call === undefined) return { known, results };
  const sent = send(mapped.call, event, read, vocabulary, context);
  const sentResults = isDirect ? sent.results : withOrigins(sent.results, { value, vocabulary, name }, context);
  return { known: { ...known, ...sent.known }, results: [...results, ...sentResults] };
};

const createMapStages = (mapperOptions: MapperOptions): ((vocabulary: VocabularyName) => MapStage) => {
  const stages = new Map(vocabularyNames.map((name) => [name, createMapStage(name, mapperOptions)]));
  return (vocabulary) => stages.get(vocabulary) ?? createMapStage(vocabulary, mapperOptions);
};

/** A request to `/v1/batch` whose calls are the events of a text. */
export interface BatchRequest {
  /** The members of the body, without the calls. */
  readonly envelope: Call;
  /** Size of the body in bytes of UTF-8. */
  readonly bytes: number;
}

/**
 * Creates a function that diagnoses one event at a time. It keeps the `messageId` of each event to find repeated ones.
 *
 * @param batch - The request that contains the events; by default there is none.
 * @throws TypeError for an option that is unknown or invalid, also one of a mapper.
 */
export const createEventDiagnosis = (options: DiagnoseOptions = {}, batch?: BatchRequest): DiagnoseEvent => {
  checkDiagnoseOptions(options);
  const context: Context = {
    options,
    companions: { firstWithId: new Map(), envelope: batch?.envelope ?? {} },
    batchBytes: batch?.bytes,
    findOrigin: createFindOrigin(options.mapperOptions ?? {}),
    mapStageOf: createMapStages(options.mapperOptions ?? {}),
  };
  return (event) => {
    const { number, place, text } = event;
    const read = readItem(text, options.maxEventBytes ?? defaultMaxEventBytes);
    const { known, results }: Way =
      read.parsed === undefined
        ? { known: {}, results: [["read", read.result]] }
        : follow(event, read, read.parsed.value, context);
    const stages = toStages(results, event);
    const endsAt = stages.find(({ status }) => status !== "passes");
    return { number, place, bytes: read.bytes, stages, ...(endsAt !== undefined && { endsAt }), ...known };
  };
};
