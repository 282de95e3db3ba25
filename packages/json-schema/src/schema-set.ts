import { indexAddresses } from "./resolve/addresses.ts";
import type { UnknownFormats } from "./check/check-keyword.ts";
import { type Checking, checkSchema } from "./check/check-schema.ts";
import { createPatternAnalyzer } from "./regex/pattern-cost.ts";
import { type Dialect, defaultDialect } from "./dialects/dialect.ts";
import type { FormatMode } from "./check/formats.ts";
import { readChosenNames } from "./name/chosen-names.ts";
import { keyOf, placeOf, type SchemaNode } from "./json-schema.ts";
import { nameAll } from "./name/name-all.ts";
import { preferredName } from "./name/names.ts";
import { createNotes, type Notes } from "./check/notes.ts";
import { childOf, childrenOf } from "./resolve/children.ts";
import { createMeaningDigests } from "./resolve/meaning-digest.ts";
import { placingKeywords } from "./resolve/meaning-outline.ts";
import { declaredPlaces, targetsOf } from "./resolve/reach.ts";
import { createReferences, type References } from "./resolve/references.ts";
import { createRefusals, type Refusals } from "./check/refusals.ts";
import { valueAt } from "./resolve/unchecked.ts";
import { refuseCircles } from "./resolve/refuse-circles.ts";
import { createWrittenPlaces, writtenPointer, type WrittenPlaces } from "./dialects/written-places.ts";
import { SchemaError } from "./schema-error.ts";

/** A checked folder of schemas: all keywords are known, all references are resolved, all names are unique. */
export interface SchemaSet {
  /** The root of each file, in the order of their paths. */
  readonly roots: readonly SchemaNode[];
  /** Every place with a declaration of its own: roots, definitions and targets of references. */
  readonly declared: readonly SchemaNode[];
  /** Notes on the schemas of the folder, one sentence each. */
  readonly notes: readonly string[];
  /** Where the authors of the schemas wrote what conversion moved, for messages. */
  readonly written: WrittenPlaces;
  /** How `format` is treated. */
  readonly formats: FormatMode;
  /** The dialect that a place is written in. */
  dialectOf(node: SchemaNode): Dialect;
  /** The TypeScript name of a declared place. */
  nameOf(node: SchemaNode): string;
  /** A digest of the meaning of a place, annotations included: equal for places with the same meaning in any two sets. */
  digestOf(node: SchemaNode): string;
  /** The target of the `$ref` of a place. */
  resolve(node: SchemaNode, ref: string): SchemaNode;
  /** The target of the `$dynamicRef` of a place. */
  resolveDynamic(node: SchemaNode, ref: string): SchemaNode;
  /**
   * Counts steps of work on a place. Following a reference is one step.
   *
   * @throws SchemaError when a set takes many more steps than it has places
   */
  spend(node: SchemaNode, steps: number): void;
  /** A place with its dynamic scope. */
  enter(node: SchemaNode): SchemaNode;
}

export interface SchemaSetOptions {
  /** Referenced documents, by address or path; only what is referred to is declared. */
  readonly library?: ReadonlyMap<string, unknown> | undefined;
  /** Whether `format` is an assertion (the default) or an annotation. */
  readonly formats?: FormatMode | undefined;
  /** How formats that validators can't check are treated; as annotations by default. */
  readonly unknownFormats?: UnknownFormats | undefined;
  /** Whether emitted code executes patterns (the default), so that they must be valid and fast. */
  readonly runsPatterns?: boolean | undefined;
  /** Places at or below which slow patterns are allowed: `FILE#POINTER`, or the pointer alone. */
  readonly allowPatterns?: readonly string[] | undefined;
  /** Chosen names of types by place: `FILE#POINTER`, or `#POINTER` where only one file has it. */
  readonly typeNames?: ReadonlyMap<string, string> | undefined;
}

/** Several times what handwritten sets need; a step takes some microseconds. */
const mostSteps = (places: number): number => 200_000 + 200 * places;

/** Makes a function that checks one document; refusals are collected. */
const createCheck = (
  documents: ReadonlyMap<string, unknown>,
  { formats = "assert", unknownFormats = "annotate", runsPatterns = true, allowPatterns = [] }: SchemaSetOptions,
  notes: Notes,
  refusals: Refusals,
) => {
  const shared = { formats, unknownFormats, runsPatterns, costOf: createPatternAnalyzer(), refuse: refusals.add };
  const allowed = new Set(allowPatterns);
  return ([file, document]: readonly [string, unknown]): SchemaNode => {
    const note: Checking["note"] = (kind, pointer, detail) => {
      if (documents.has(file)) notes.add(kind, { file, pointer }, detail);
    };
    const checking = {
      ...shared,
      file,
      note,
      allowPatterns: allowed,
      writtenPointer: (pointer: string) => writtenPointer(document, pointer),
    };
    const schema = checkSchema(checking, "", document, defaultDialect);
    return { file, pointer: "", schema };
  };
};

/** Two places with a dynamic reference always differ, since its target depends on the scope. */
const createDigests = (references: References, dialectOf: SchemaSet["dialectOf"]): SchemaSet["digestOf"] => {
  const { digestOf } = createMeaningDigests<SchemaNode>({
    keyOf,
    childOf: (node, keyword, token) => references.enter(childOf(node, keyword, token), node),
    resolve: references.locate,
    scopeOf: keyOf,
    dialectOf,
    counts: (keyword) => !placingKeywords.has(keyword),
  });
  return (node) => `sha256-${digestOf(references.enter(node))}`;
};

const checkTogether = (
  documents: ReadonlyMap<string, unknown>,
  options: SchemaSetOptions,
  written: WrittenPlaces,
): SchemaSet => {
  const { library = new Map<string, unknown>(), formats = "assert", typeNames = new Map<string, string>() } = options;
  const [notes, refusals] = [createNotes(written.placeOf), createRefusals()];
  const toNode = createCheck(documents, options, notes, refusals);
  const roots = [...documents].map(toNode).toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const checked = [...[...library].map(toNode), ...roots];
  const refuse = (error: SchemaError): never => {
    throw error;
  };
  const addresses =
    refusals.attempt(() => indexAddresses(checked, { childrenOf, refuse, placeInWords: written.inWords })) ??
    refusals.throwAll();
  const references = createReferences(addresses, ({ file, pointer }) =>
    valueAt(documents.has(file) ? documents.get(file) : library.get(file), pointer),
  );
  const all = declaredPlaces(references, roots, addresses.places, refusals);
  refusals.throwIfAny();
  const walk = {
    keyOf,
    targetsOf: (node: SchemaNode) => targetsOf(references, node),
    childrenOf: (node: SchemaNode) => childrenOf(node).map((child) => references.enter(child, node)),
  };
  refuseCircles(
    walk,
    roots.map((root) => references.enter(root)),
  );

  const isForeign = (node: SchemaNode): boolean => library.has(node.file);
  const digestOf = createDigests(references, addresses.dialectOf);
  const chosen = readChosenNames(typeNames, all, written);
  const { names, twins } = nameAll(all, { chosen, isForeign, digestOf });
  const twinOf = (node: SchemaNode): SchemaNode => {
    const twin = twins.get(placeOf(node));
    return twin ? references.enter(twin, node) : node;
  };

  let left = mostSteps(addresses.places.size);
  const spend = (node: SchemaNode, steps: number): void => {
    left -= steps;
    if (left >= 0) return;
    const problem = "these schemas are combined in too many ways; combine fewer of them";
    throw new SchemaError(node.file, node.pointer, problem);
  };
  const resolve = (node: SchemaNode, target: SchemaNode): SchemaNode => {
    spend(node, 1);
    return twinOf(target);
  };

  const declared = all.filter((node) => names.has(placeOf(node)));
  for (const node of declared) {
    const name = names.get(placeOf(node));
    if (!isForeign(node) && !chosen.has(placeOf(node)) && name !== preferredName(node))
      notes.add("renamed", node, name);
  }

  return {
    roots,
    notes: notes.sentences(),
    written,
    declared,
    formats,
    dialectOf: addresses.dialectOf,
    digestOf,
    nameOf: (node) => names.get(placeOf(twinOf(node))) ?? preferredName(node),
    resolve: (node, ref) => resolve(node, references.locate(node, ref)),
    resolveDynamic: (node, ref) => resolve(node, references.locateDynamic(node, ref)),
    spend,
    enter: (node) => references.enter(node),
  };
};

/**
 * Checks a folder of schemas as a whole.
 *
 * @param documents path inside the folder (with `/`) to parsed schema
 * @throws SchemaError for a refused schema, SchemaErrors for several
 */
export const createSchemaSet = (documents: ReadonlyMap<string, unknown>, options: SchemaSetOptions = {}): SchemaSet => {
  const written = createWrittenPlaces(documents, options.library ?? new Map<string, unknown>());
  try {
    return checkTogether(documents, options, written);
  } catch (error) {
    // References can follow each other deeper than the stack, through schemas that are flat.
    if (!(error instanceof RangeError)) throw written.inError(error);
    const [file = ""] = documents.keys();
    const problem = "these schemas together are too deep or too large";
    throw new SchemaError(file, "", `${problem}: ${error.message}`, { cause: error });
  }
};
