import type { EventDiagnosis, StageStatus } from "@email-events/diagnose";
import type { EditorIssue } from "../editor/event-editor.ts";

const severities: Readonly<Record<StageStatus, EditorIssue["severity"]>> = {
  fails: "error",
  "stops on purpose": "warning",
  passes: "info",
};

/** How many issues are underlined. */
const maxIssues = 1_000;

/** Returns what the stages of events found, with its place in the text. */
export const issuesOf = ({ events }: { readonly events: readonly EventDiagnosis[] }): readonly EditorIssue[] =>
  events
    .flatMap(({ stages }) =>
      stages.flatMap(({ findings, name, status }) =>
        findings.map(({ next, place, sentence }) => ({
          offset: place.offset,
          severity: severities[status],
          message: `${name}: ${sentence}${next === undefined ? "" : ` Next step: ${next}`}`,
        })),
      ),
    )
    .slice(0, maxIssues);
