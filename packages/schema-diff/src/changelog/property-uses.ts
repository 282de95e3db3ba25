import {
  fieldsOf,
  itemsOf,
  pointersUp,
  pointerTokens,
  schemasBelow,
  isWritten,
  createWrittenPlaces,
  type WrittenPlaces,
} from "@email-events/json-schema";
import { createSchemaFolder, type Place, type SchemaDocuments } from "../normalize/schema-folder.ts";

/** A place of a schema, as code that handles events sees it. */
export interface PropertyUse {
  /** The titles of the events that have the place; the title of its own schema where no event has it. */
  readonly events: readonly string[];
  /** The way to the property inside of an event, such as `properties.link_url`; empty for the event itself. */
  readonly path: string;
}

/** Schemas that are looked at for one side, so that a large folder of schemas that share everything stays quick. */
const mostSteps = 200_000;

/** What a keyword adds to the path of a property; other keywords describe the same value. */
const steps: Readonly<Record<string, (name: string) => string>> = {
  properties: (name) => name,
  patternProperties: () => "*",
  additionalProperties: () => "*",
  items: () => "[]",
  prefixItems: () => "[]",
  additionalItems: () => "[]",
  contains: () => "[]",
};

/** They declare, and describe no value themselves. */
const declaring: ReadonlySet<string> = new Set(["$defs", "definitions", "propertyNames"]);

const isOtherDocument = (branch: unknown): boolean => {
  const ref = fieldsOf(branch)?.get("$ref");
  return typeof ref === "string" && !ref.startsWith("#");
};

/** Whether a schema only lists others: what changes in one of them is no change of the list. */
const isList = (schema: unknown): boolean =>
  ["oneOf", "anyOf"].some((keyword) => {
    const branches = itemsOf(fieldsOf(schema)?.get(keyword)) ?? [];
    return branches.length > 0 && branches.every(isOtherDocument);
  });

const joined = (path: string, step: string): string => (path === "" ? step : `${path}.${step}`);

interface Reached {
  readonly place: Place;
  readonly path: string;
}

/** The places that a schema describes directly, with their paths; none for a list. */
const nextOf = ({ place, path }: Reached): readonly Reached[] => {
  if (isList(place.schema)) return [];
  const depth = pointerTokens(place.pointer).length;
  const below = schemasBelow(place.pointer, place.schema).flatMap((child): readonly Reached[] => {
    const [keyword = "", name = ""] = pointerTokens(child.pointer).slice(depth).map(String);
    if (declaring.has(keyword)) return [];
    const step = Object.hasOwn(steps, keyword) ? steps[keyword] : undefined;
    return [{ place: { ...place, ...child }, path: step ? joined(path, step(name)) : path }];
  });
  const ref = fieldsOf(place.schema)?.get("$ref");
  const target = typeof ref === "string" ? place.folder.resolve(place, ref) : undefined;
  return target ? [...below, { place: target, path }] : below;
};

/** The path of every place that a document reaches, by where it was written; the shortest where there are several. */
const walk = (root: Place, budget: { left: number }, { placeOf }: WrittenPlaces): ReadonlyMap<string, string> => {
  const paths = new Map<string, string>([[placeOf(root), ""]]);
  /** Notes the path of a place; returns whether it is the first one. */
  const note = ({ place, path }: Reached): boolean => {
    const name = placeOf(place);
    if (paths.has(name)) return false;
    paths.set(name, path);
    return true;
  };
  let level: readonly Reached[] = [{ place: root, path: "" }];
  while (level.length > 0 && budget.left > 0) {
    const next: Reached[] = [];
    for (const reached of level) {
      budget.left -= 1;
      for (const one of nextOf(reached)) if (note(one)) next.push(one);
    }
    level = next;
  }
  return paths;
};

const titleOf = (documents: SchemaDocuments, file: string): string => {
  const title = fieldsOf(documents.get(file))?.get("title");
  return typeof title === "string" && title.trim() !== "" ? title : file.replace(/(\.schema)?\.(json|ya?ml)$/, "");
};

/** The path of the innermost place around a pointer that a document reaches; `undefined` if it reaches none. */
const pathIn = (paths: ReadonlyMap<string, string>, file: string, pointer: string): string | undefined => {
  const around = pointersUp(pointer).find((up) => paths.has(`${file}#${up}`));
  return around === undefined ? undefined : paths.get(`${file}#${around}`);
};

/**
 * Creates a function that finds the events and the property that a place of a schema is about.
 *
 * A schema that no other schema builds on is an event. A change of a base, or of what events share, is one of each event.
 */
export const createUsesOf = (documents: SchemaDocuments): ((file: string, pointer: string) => PropertyUse) => {
  const folder = createSchemaFolder("new", documents);
  const budget = { left: mostSteps };
  const written = createWrittenPlaces(documents);
  const walks = new Map(
    [...documents].map(
      ([file, schema]) => [file, walk({ folder, file, pointer: "", schema }, budget, written)] as const,
    ),
  );
  const isPart = (file: string): boolean =>
    [...walks].some(([other, paths]) => other !== file && paths.has(`${file}#`) && !isList(documents.get(file)));
  const parts = new Set([...documents.keys()].filter(isPart));
  return (file, pointer) => {
    const found = [...walks].flatMap(([root, paths]) => {
      const reaches = paths.has(`${file}#`) || [...paths.keys()].some((name) => name.startsWith(`${file}#`));
      const path = reaches && !parts.has(root) ? pathIn(paths, file, pointer) : undefined;
      return path === undefined ? [] : [{ title: titleOf(documents, root), path }];
    });
    const [first] = found;
    if (!first)
      return { events: [titleOf(documents, file)], path: pathIn(walks.get(file) ?? new Map(), file, pointer) ?? "" };
    return { events: found.map(({ title }) => title), path: first.path };
  };
};

/** Whether a document has something where its author wrote it. */
export const hasPlace = (documents: SchemaDocuments, file: string, pointer: string): boolean =>
  documents.has(file) && isWritten(documents.get(file), pointer);
