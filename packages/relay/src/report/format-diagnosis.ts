import { groupByKind, type EventDiagnosis, type Finding, type Stage } from "@email-events/diagnose";
import { formatCounts } from "./format-counts.ts";

const stageWidth = 12;
const statusWidth = 18;

const indent = " ".repeat(2 + stageWidth + statusWidth);

const formatFinding = ({ next, place, pointer, sentence, source }: Finding, stage: Stage): readonly string[] => [
  // The stage's own sentence is that of its first finding.
  ...(stage.sentence.includes(sentence) ? [] : [`${indent}${sentence}`]),
  `${indent}at line ${place.line}, column ${place.column}${pointer === "" ? "" : `: ${pointer}`}`,
  ...(next === undefined ? [] : [`${indent}next: ${next}`]),
  ...(source === undefined ? [] : [`${indent}source: ${source}`]),
];

/** The maximum number of findings that are printed of one stage. */
const maxFindings = 20;

const formatStage = (stage: Stage): readonly string[] => [
  `  ${stage.name.padEnd(stageWidth)}${stage.status.padEnd(statusWidth)}${stage.sentence}`,
  ...stage.findings.slice(0, maxFindings).flatMap((finding) => formatFinding(finding, stage)),
];

const titleOf = ({ endsAt, name, place, vocabulary }: EventDiagnosis): string => {
  const what = [vocabulary, name].filter((word) => word !== undefined).join(" ");
  const end = endsAt === undefined ? "arrives" : `ends at ${endsAt.name}`;
  return `line ${place.line}${what === "" ? "" : `: ${what}`}: ${end}`;
};

/** Returns the diagnosis of an event as lines: its end, and each stage with its findings. */
export const formatDiagnosis = (event: EventDiagnosis): readonly string[] => [
  titleOf(event),
  ...event.stages.flatMap(formatStage),
];

/** Returns how many events end in which way, a line each. */
export const formatKinds = (events: readonly EventDiagnosis[]): readonly string[] =>
  formatCounts(groupByKind(events).map(({ kind, count }) => [kind, count]));
