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
  /** The ways to the property inside of each event, such as `properties.link_url`; none for the event itself. */
  readonly paths: readonly string[];
}

/** Schemas that are looked at for one side, so that a large folder of schemas that share everything stays quick. */
const mostSteps = 200_000;

/** Ways to a place that are looked at, for each document. */
const mostWays = 8;

/** A name as a part of a path; quoted where it could be taken for several, or for none. */
const nameStep = (name: string): string => (/^[^\s".]+(?: [^\s".]+)*$/.test(name) ? name : JSON.stringify(name));

/** What a keyword adds to the path of a property; other keywords describe the same value. */
const steps: Readonly<Record<string, (name: string) => string>> = {
  properties: nameStep,
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

/** The path of a property of the value at a path. */
export const pathBelow = (path: string, name: string): string => joined(path, nameStep(name));

interface Reached {
  readonly place: Place;
  readonly path: string;
  /** The targets of the references that lead here. */
  readonly trail: readonly string[];
}

/** The places that a schema describes directly, with their paths; none for a list. */
const nextOf = (reached: Reached, { placeOf }: WrittenPlaces): readonly Reached[] => {
  const { place, path, trail } = reached;
  if (isList(place.schema)) return [];
  const depth = pointerTokens(place.pointer).length;
  const below = schemasBelow(place.pointer, place.schema).flatMap((child): readonly Reached[] => {
    const [keyword = "", name = ""] = pointerTokens(child.pointer).slice(depth).map(String);
    if (declaring.has(keyword)) return [];
    const step = Object.hasOwn(steps, keyword) ? steps[keyword] : undefined;
    return [{ place: { ...place, ...child }, path: step ? joined(path, step(name)) : path, trail }];
  });
  const ref = fieldsOf(place.schema)?.get("$ref");
  const target = typeof ref === "string" ? place.folder.resolve(place, ref) : undefined;
  if (!target || trail.includes(placeOf(target))) return below;
  return [...below, { place: target, path, trail: [...trail, placeOf(target)] }];
};

/** The paths of every place that a document reaches, by where it was written; the shortest first. */
type Walk = ReadonlyMap<string, readonly string[]>;

const walk = (root: Place, budget: { left: number }, written: WrittenPlaces): Walk => {
  const name = written.placeOf(root);
  const ways = new Map<string, readonly string[]>([[name, [""]]]);
  /** Notes the path of a place; returns whether it is a new one. */
  const note = ({ place, path }: Reached): boolean => {
    const at = written.placeOf(place);
    const known = ways.get(at) ?? [];
    if (known.includes(path) || known.length >= mostWays) return false;
    ways.set(at, [...known, path]);
    return true;
  };
  let level: readonly Reached[] = [{ place: root, path: "", trail: [name] }];
  while (level.length > 0 && budget.left > 0) {
    const next: Reached[] = [];
    for (const reached of level) {
      budget.left -= 1;
      for (const one of nextOf(reached, written)) if (note(one)) next.push(one);
    }
    level = next;
  }
  return ways;
};

const titleOf = (documents: SchemaDocuments, file: string): string => {
  const title = fieldsOf(documents.get(file))?.get("title");
  return typeof title === "string" && title.trim() !== "" ? title : file.replace(/(\.schema)?\.(json|ya?ml)$/, "");
};

/** The paths of the innermost place around a pointer that a document reaches; none if it reaches none. */
const pathsIn = (ways: Walk, file: string, pointer: string): readonly string[] => {
  const around = pointersUp(pointer).find((up) => ways.has(`${file}#${up}`));
  return (around === undefined ? undefined : ways.get(`${file}#${around}`)) ?? [];
};

/** The uses of one event: what is said of the event itself is not said of a property. */
const usesOf = (event: string, paths: readonly string[]): readonly PropertyUse[] => {
  const below = paths.filter((path) => path !== "");
  return [
    ...(below.length < paths.length ? [{ events: [event], paths: [] }] : []),
    ...(below.length > 0 ? [{ events: [event], paths: below }] : []),
  ];
};

/** Uses of different events, in which events with the same properties are one. */
const together = (uses: readonly PropertyUse[]): readonly PropertyUse[] => {
  const groups = new Map<string, PropertyUse>();
  for (const { events, paths } of uses) {
    const key = JSON.stringify(paths);
    groups.set(key, { events: [...(groups.get(key)?.events ?? []), ...events], paths });
  }
  return [...groups.values()];
};

/**
 * Creates a function that finds the events and the properties that a place of a schema is about.
 *
 * A schema that no other schema builds on is an event. A change of a base, or of what events share, is one of each event:
 * events with the same properties are one use.
 */
export const createUsesOf = (
  documents: SchemaDocuments,
): ((file: string, pointer: string) => readonly PropertyUse[]) => {
  const folder = createSchemaFolder("new", documents);
  const budget = { left: mostSteps };
  const written = createWrittenPlaces(documents);
  const walks = new Map(
    [...documents].map(
      ([file, schema]) => [file, walk({ folder, file, pointer: "", schema }, budget, written)] as const,
    ),
  );
  const isPart = (file: string): boolean =>
    [...walks].some(([other, ways]) => other !== file && ways.has(`${file}#`) && !isList(documents.get(file)));
  const parts = new Set([...documents.keys()].filter(isPart));
  return (file, pointer) => {
    const found = [...walks].flatMap(([root, walked]): readonly PropertyUse[] =>
      parts.has(root) ? [] : usesOf(titleOf(documents, root), pathsIn(walked, file, pointer)),
    );
    const own = walks.get(file);
    const title = titleOf(documents, file);
    return found.length > 0 ? together(found) : usesOf(title, own ? pathsIn(own, file, pointer) : [""]);
  };
};

/** Whether a document has something where its author wrote it. */
export const hasPlace = (documents: SchemaDocuments, file: string, pointer: string): boolean =>
  documents.has(file) && isWritten(documents.get(file), pointer);
