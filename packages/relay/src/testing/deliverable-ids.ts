import { createPayloadJudge, identify, toItem } from "../running/judge-payloads.ts";
import type { SourceName } from "../running/settings.ts";

/** The ids under which events of a source are delivered, each once; events that are skipped have none. */
export const deliverableIds = (source: SourceName, events: Iterable<unknown>): readonly string[] => {
  const items = [...events].map((event) => toItem(Buffer.from(JSON.stringify(event))));
  const ids = createPayloadJudge(source)(items).flatMap(({ step }) =>
    step.status === "valid" ? [identify(step.value).messageId] : [],
  );
  return [...new Set(ids)].toSorted();
};
