import { eventUnions, type Issue } from "@email-events/core";
import { describeValue } from "@email-events/core/mapping";
import { semantic, sourceVocabularies } from "@email-events/validator";
import { isCall, isCallType, type Call } from "@email-events/validator/pipelines";
import type { DiagnoseOptions } from "../options.ts";
import { detectVocabulary, vocabularyNames, type VocabularyName } from "../sources/detect-vocabulary.ts";
import { valueAt } from "../trace/place.ts";
import { findWrapped, isJsonText } from "./find-wrapped.ts";
import type { StageResult, UnplacedFinding } from "./stage.ts";

/** What an event was recognized as. */
export interface Recognized {
  readonly result: StageResult;
  readonly vocabulary?: VocabularyName;
  /** Name of the event, if it has one. */
  readonly name?: string;
  /** Whether it is a call of the Pipelines API that no schema describes: a custom event, or one of another type. */
  readonly isCustom: boolean;
}

const callMembers = ["userId", "anonymousId", "messageId", "user_id", "anonymous_id", "properties", "event"];

/** Whether an object that looks like no event is a call of the Pipelines API all the same. */
const isOtherCall = (value: Call): boolean =>
  isCallType(value["type"]) || callMembers.filter((name) => Object.hasOwn(value, name)).length > 1;

const fail = (finding: UnplacedFinding, more: Partial<Recognized> = {}): Recognized => ({
  ...more,
  isCustom: false,
  result: { status: "fails", sentence: finding.sentence, findings: [finding] },
});

const vocabularyOf = (value: Call, { vocabulary, endpoint }: DiagnoseOptions): VocabularyName | undefined => {
  if (vocabulary !== undefined) return vocabulary;
  if (endpoint !== undefined) return "semantic";
  return detectVocabulary(value) ?? (isOtherCall(value) ? "semantic" : undefined);
};

/** Returns the name of an event: the first known one in the order of `eventUnions`, which has narrower unions first. */
const nameOf = (value: Call): string | undefined => {
  for (const { tag, names } of eventUnions) {
    const name = valueAt(value, tag);
    if (typeof name === "string" && names.includes(name)) return name;
  }
  return undefined;
};

const passes = (
  vocabulary: VocabularyName,
  name: string | undefined,
  sentence: string,
  isCustom: boolean,
): Recognized => ({
  vocabulary,
  ...(name !== undefined && { name }),
  isCustom,
  result: { status: "passes", sentence, findings: [] },
});

/** Returns a call with a type: one that has none is of the type of its endpoint. In a batch it needs its own. */
export const withTypeOfEndpoint = (value: Call, { endpoint }: DiagnoseOptions): Call =>
  endpoint === undefined || endpoint === "batch" ? value : { type: endpoint, ...value };

const callTypeOf = (value: Call, { endpoint }: DiagnoseOptions): unknown =>
  value["type"] ?? (endpoint === "batch" ? undefined : endpoint) ?? (value["action"] === "track" ? "track" : undefined);

/** Says which vocabulary an event looks like; `undefined` where that is the one it is read in, or none. */
const nextElsewhere = (value: Call, vocabulary: VocabularyName): string | undefined => {
  const other = detectVocabulary(value);
  return other === undefined || other === vocabulary
    ? undefined
    : `It looks like an event of the ${other} vocabulary: name that one (--vocabulary ${other}).`;
};

const recognizeCall = (value: Call, options: DiagnoseOptions): Recognized => {
  const type = callTypeOf(value, options);
  const { event } = value;
  if (isCallType(type) && type !== "track")
    return passes("semantic", undefined, `A call of the Pipelines API of the type ${type}: no email event.`, true);
  if (typeof event !== "string" || event === "")
    return fail(
      {
        code: "no-name",
        sentence: `The call has no event name: event is ${event === undefined ? "missing" : describeValue(event)}.`,
        pointer: "/event",
        next: nextElsewhere(value, "semantic") ?? "Set event to the name of the event, such as Email Opened.",
      },
      { vocabulary: "semantic" },
    );
  const isKnown = semantic.parse(value).status !== "unrecognized";
  const spelling =
    value["type"] === undefined && value["action"] !== undefined ? ", in the specification page's spelling" : "";
  return isKnown
    ? passes("semantic", event, `The semantic event ${event}${spelling}.`, false)
    : passes(
        "semantic",
        event,
        `A custom event, ${describeValue(event)}: no semantic email event has this name.`,
        true,
      );
};

/** Says why an event isn't one of a vocabulary, and what to do. */
const describeUnrecognized = (name: string, vocabulary: VocabularyName, issue: Issue | undefined) => {
  const { expected = "", hint = "", pointer = "" } = issue ?? {};
  const given = name === "" ? "it has no name" : `it has the name ${describeValue(name)}`;
  const sentence = `The ${vocabulary} vocabulary has no event like this: ${given}.`;
  if (hint.startsWith("did you mean"))
    return { sentence, next: `${hint.replace("did", "Did")} Correct it where the event is made.` };
  if (hint === "") return { sentence, next: `Nothing is wrong if it isn't an email event. Expected ${expected}.` };
  // The hint is that the event is of another kind, whatever its name is.
  return {
    sentence: `It is ${hint}.`,
    next: `Nothing is wrong, unless it should be one: ${pointer} must be ${expected}.`,
  };
};

const unrecognizedFinding = (
  value: Call,
  vocabulary: Exclude<VocabularyName, "semantic">,
): UnplacedFinding | undefined => {
  const parsed = sourceVocabularies[vocabulary].parse(value);
  if (parsed.status !== "unrecognized") return undefined;
  const [issue] = parsed.issues;
  const { next, sentence } = describeUnrecognized(parsed.name, vocabulary, issue);
  return {
    code: parsed.name === "" ? "no-name" : "unrecognized",
    sentence,
    pointer: issue?.pointer ?? "",
    next: nextElsewhere(value, vocabulary) ?? next,
  };
};

const noVocabulary = (value: Call): UnplacedFinding => {
  const pointer = findWrapped(value);
  return {
    code: "no-vocabulary",
    sentence: "This doesn't look like an event of a known vocabulary.",
    pointer: pointer ?? "",
    next:
      pointer === undefined
        ? `If it contains events, send each by itself. If it is one, name its vocabulary (--vocabulary): ${vocabularyNames.join(", ")}.`
        : `It contains an event at ${pointer}: send each event by itself, without what is around it.`,
  };
};

/** Finds out which vocabulary an event belongs to, and its name. */
export const recognize = (value: unknown, options: DiagnoseOptions): Recognized => {
  if (!isCall(value))
    return fail({
      code: "type",
      sentence: `An event is a JSON object, and this is ${describeValue(value)}.`,
      pointer: "",
      next: isJsonText(value)
        ? "The string contains JSON: send what is in it, without the quotes around it."
        : "Send one object for each event.",
    });
  const vocabulary = vocabularyOf(value, options);
  if (vocabulary === undefined) return fail(noVocabulary(value));
  if (vocabulary === "semantic") return recognizeCall(value, options);
  const finding = unrecognizedFinding(value, vocabulary);
  if (finding !== undefined) return fail(finding, { vocabulary });
  const name = nameOf(value);
  return passes(vocabulary, name, `An event of ${vocabulary}${name === undefined ? "" : `: ${name}`}.`, false);
};
