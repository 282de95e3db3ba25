import {
  definitionKeywords,
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
  /**
   * The ways to the property inside of each event, such as `properties.link_url`; none for the event itself. Those of a
   * definition that nothing refers to begin with its place, such as `$defs.link`.
   */
  readonly paths: readonly string[];
}

/** Schemas that are looked at for one side, so that a large folder of schemas that share everything stays quick. */
const mostSteps = 200_000;

/** Ways to a place that are looked at, for each document: one more than a line lists. */
const mostWays = 5;

/** A name as a part of a path; quoted where it could be taken for several, or for none. */
const nameStep = (name: string): string => (/^[^\s".]+(?: [^\s".]+)*$/.test(name) ? name : JSON.stringify(name));

/** What a keyword adds to the path of a property; other keywords describe the same value. */
const steps: Readonly<Record<string, (name: string) => string>> = {
  properties: nameStep,
  patternProperties: () => "*",
  additionalProperties: () => "*",
  unevaluatedProperties: () => "*",
  items: () => "[]",
  prefixItems: () => "[]",
  additionalItems: () => "[]",
  unevaluatedItems: () => "[]",
  contains: () => "[]",
  $defs: (name) => `$defs.${nameStep(name)}`,
  definitions: (name) => `definitions.${nameStep(name)}`,
};

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
  /** Whether it is in a definition, and no reference leads here. */
  readonly isDeclared: boolean;
}

/** The places that a schema describes or declares directly, with their paths; none for a list. */
const nextOf = (reached: Reached, { placeOf }: WrittenPlaces): readonly Reached[] => {
  const { place, path, trail } = reached;
  if (isList(place.schema)) return [];
  const depth = pointerTokens(place.pointer).length;
  const below = schemasBelow(place.pointer, place.schema).flatMap((child): readonly Reached[] => {
    const [keyword = "", name = ""] = pointerTokens(child.pointer).slice(depth).map(String);
    // It describes no value.
    if (keyword === "propertyNames") return [];
    const step = Object.hasOwn(steps, keyword) ? steps[keyword] : undefined;
    const isDeclared = reached.isDeclared || definitionKeywords.has(keyword);
    return [{ place: { ...place, ...child }, path: step ? joined(path, step(name)) : path, trail, isDeclared }];
  });
  const ref = fieldsOf(place.schema)?.get("$ref");
  const target = typeof ref === "string" ? place.folder.resolve(place, ref) : undefined;
  if (!target || trail.includes(placeOf(target))) return below;
  if (reached.isDeclared && target.file !== place.file) return below;
  return [...below, { ...reached, place: target, trail: [...trail, placeOf(target)] }];
};

/** Paths of places, by where they were written; the shortest first. */
type Ways = ReadonlyMap<string, readonly string[]>;

/** What a document reaches. */
interface Walk {
  readonly described: Ways;
  /** Places of definitions where they stand; those that a reference leads to are described, too. */
  readonly declared: Ways;
}

const walk = (root: Place, budget: { left: number }, written: WrittenPlaces): Walk => {
  const name = written.placeOf(root);
  const described = new Map<string, readonly string[]>([[name, [""]]]);
  const declared = new Map<string, readonly string[]>();
  /** Notes the path of a place; returns whether it is a new one. */
  const note = ({ place, path, isDeclared }: Reached): boolean => {
    const [at, ways] = [written.placeOf(place), isDeclared ? declared : described];
    const known = ways.get(at) ?? [];
    if (known.includes(path) || known.length >= mostWays) return false;
    ways.set(at, [...known, path]);
    return true;
  };
  const later: Reached[] = [];
  let level: readonly Reached[] = [{ place: root, path: "", trail: [name], isDeclared: false }];
  while (level.length > 0 && budget.left > 0) {
    const next: Reached[] = [];
    for (const reached of level) {
      budget.left -= 1;
      for (const one of nextOf(reached, written)) {
        if (one.isDeclared && !reached.isDeclared) later.push(one);
        else if (note(one)) next.push(one);
      }
    }
    level = next.length > 0 ? next : later.splice(0).filter(note);
  }
  return { described, declared };
};

const titleOf = (documents: SchemaDocuments, file: string): string => {
  const title = fieldsOf(documents.get(file))?.get("title");
  return typeof title === "string" && title.trim() !== "" ? title : file.replace(/(\.schema)?\.(json|ya?ml)$/, "");
};

/** Whether a document describes or declares the innermost known place around a pointer, and its paths. */
const findIn = ({ described, declared }: Walk, file: string, pointer: string) => {
  const names = pointersUp(pointer).map((up) => `${file}#${up}`);
  const name = names.find((one) => described.has(one) || declared.has(one)) ?? "";
  return { described: described.get(name) ?? [], declared: declared.get(name) ?? [] };
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
    [...walks].some(([other, { described }]) => other !== file && described.has(`${file}#`)) &&
    !isList(documents.get(file));
  const parts = new Set([...documents.keys()].filter(isPart));
  return (file, pointer) => {
    const found = [...walks].flatMap(([root, walked]): readonly PropertyUse[] =>
      parts.has(root) ? [] : usesOf(titleOf(documents, root), findIn(walked, file, pointer).described),
    );
    if (found.length > 0) return together(found);
    const own = walks.get(file);
    const { described, declared } = own ? findIn(own, file, pointer) : { described: [""], declared: [] };
    return usesOf(titleOf(documents, file), described.length > 0 ? described : declared);
  };
};

/** Whether a document has something where its author wrote it. */
export const hasPlace = (documents: SchemaDocuments, file: string, pointer: string): boolean =>
  documents.has(file) && isWritten(documents.get(file), pointer);
