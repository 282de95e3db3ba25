import { createDocumentCheck } from "./check/create-document-check.ts";
import type { FormatMode } from "./check/formats.ts";
import { createNotes } from "./check/notes.ts";
import { createRefusals } from "./check/refusals.ts";
import type { Dialect } from "./dialects/dialect.ts";
import { createWrittenPlaces, type WrittenPlaces } from "./dialects/written-places.ts";
import { keyOf, placeOf, type SchemaNode } from "./json-schema.ts";
import { readChosenNames } from "./name/chosen-names.ts";
import { nameAll } from "./name/name-all.ts";
import { preferredName } from "./name/names.ts";
import { indexAddresses } from "./resolve/addresses.ts";
import { childrenOf } from "./resolve/children.ts";
import { createNodeDigests } from "./resolve/node-digests.ts";
import { declaredPlaces, targetsOf } from "./resolve/reach.ts";
import { createReferences } from "./resolve/references.ts";
import { refuseCircles } from "./resolve/refuse-circles.ts";
import { valueAt } from "./resolve/unchecked.ts";
import { SchemaError } from "./schema-error.ts";
import type { SchemaSetOptions } from "./schema-set-options.ts";
import { createStepBudget } from "./step-budget.ts";

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

const checkTogether = (
  documents: ReadonlyMap<string, unknown>,
  options: SchemaSetOptions,
  written: WrittenPlaces,
): SchemaSet => {
  const { library = new Map<string, unknown>(), formats = "assert", typeNames = new Map<string, string>() } = options;
  const [notes, refusals] = [createNotes(written.placeOf), createRefusals()];
  const toNode = createDocumentCheck({ options, isNoted: (file) => documents.has(file), notes, refusals });
  const roots = [...documents].map(toNode).toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const checked = [...[...library].map(toNode), ...roots];
  const addresses = indexAddresses(checked, { childrenOf, refuse: refusals.add, placeInWords: written.inWords });
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
    refusals.add,
  );
  refusals.throwIfAny();

  const isForeign = (node: SchemaNode): boolean => library.has(node.file);
  const digestOf = createNodeDigests(references, addresses.dialectOf);
  const chosen = readChosenNames(typeNames, all, written);
  const { names, twins } = nameAll(all, { chosen, isForeign, digestOf });
  const twinOf = (node: SchemaNode): SchemaNode => {
    const twin = twins.get(placeOf(node));
    return twin ? references.enter(twin, node) : node;
  };

  const spend = createStepBudget(addresses.places.size);
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
