import type { MapperOptions } from "@email-events/diagnose/sources";
import { identify } from "../destination/identify.ts";
import { createPayloadJudge, toItem } from "../handling/judge-payloads.ts";
import type { SourceName } from "../lifecycle/settings.ts";

/** The ids under which events of a source are delivered, each once; events that are skipped have none. */
export const deliverableIds = (
  source: SourceName,
  events: Iterable<unknown>,
  mapperOptions?: MapperOptions,
): readonly string[] => {
  const items = [...events].map((event) => toItem(Buffer.from(JSON.stringify(event))));
  const ids = createPayloadJudge(
    source,
    mapperOptions,
  )(items).flatMap(({ step }) => (step.status === "valid" ? [identify(step.value).messageId] : []));
  return [...new Set(ids)].toSorted();
};
