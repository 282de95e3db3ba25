import { dirname, join, normalize } from "node:path";
import { loadSources } from "../../shared/load-sources.mjs";
import { eventPage, pageOf } from "./event-page.mjs";
import { readSchema } from "./read-properties.mjs";
import { traceEventPage } from "./trace-event-page.mjs";

/** The files of all events that a union holds, unions inside of it followed. */
export const eventFilesOf = (file) => {
  const refs = (readSchema(file).oneOf ?? []).flatMap(({ $ref }) =>
    typeof $ref === "string" ? [join(dirname(file), $ref)] : [],
  );
  return refs.length === 0 ? [normalize(file).replaceAll("\\", "/")] : refs.flatMap(eventFilesOf);
};

/** A page per event of each vocabulary, by its path below `docs/`. */
export const eventPages = async (vocabularies) => {
  const diagnose = {
    ...(await loadSources("@email-events/diagnose")),
    ...(await loadSources("@email-events/diagnose/sources")),
  };
  const pages = vocabularies.flatMap((name) =>
    eventFilesOf(`${name}/event.schema.json`).map((file) => traceEventPage(name, file, diagnose)),
  );
  return Object.fromEntries(pages.map((page) => [pageOf(page.file), eventPage(page, pages)]));
};
