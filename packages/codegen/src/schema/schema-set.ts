import { indexAddresses } from "./addresses.ts";
import { checkSchema } from "./check-schema.ts";
import { createPatternJudge } from "../pattern/pattern-cost.ts";
import { type Dialect, defaultDialect } from "./dialect.ts";
import type { FormatMode } from "./formats.ts";
import { type JsonSchema, placeOf, type SchemaNode } from "./json-schema.ts";
import { readChosenNames } from "./chosen-names.ts";
import { nameAll } from "./name-all.ts";
import { wishedName } from "./names.ts";
import { declaredPlaces } from "./reach.ts";
import { createReferences } from "./references.ts";
import { refuseCircles } from "./refuse-circles.ts";
import { SchemaError } from "./schema-error.ts";
import { createLikeness } from "./same-meaning.ts";

export { childOf, childrenOf, keywordsOf } from "./children.ts";

/** A folder of schemas, checked: every keyword is known, every reference leads somewhere, every name is its own. */
export interface SchemaSet {
  /** The root of each file, in the order of their paths. */
  readonly roots: readonly SchemaNode[];
  /** Every place that gets a declaration of its own: the roots, the definitions and what references lead to. */
  readonly declared: readonly SchemaNode[];
  /** The places of the roots whose patterns take time that grows with the square of a text's length. */
  readonly quadraticPatterns: readonly string[];
  /** The declared places that couldn't get the name they ask for, since something else asks for it as well. */
  readonly renamed: readonly SchemaNode[];
  /** What becomes of `format`. */
  readonly formats: FormatMode;
  /** The dialect that a place is written in. */
  dialectOf(node: SchemaNode): Dialect;
  /** The TypeScript name of a declared place. */
  nameOf(node: SchemaNode): string;
  /** Where the `$ref` of a place leads. */
  resolve(node: SchemaNode, ref: string): SchemaNode;
  /** Where the `$dynamicRef` of a place leads. */
  resolveDynamic(node: SchemaNode, ref: string): SchemaNode;
  /**
   * Counts steps of work on a place. Following a reference is one; what grows in other ways counts for itself.
   *
   * @throws SchemaError when a set takes many more steps than it has places
   */
  spend(node: SchemaNode, steps: number): void;
  /** A place as evaluation finds it, with its dynamic scope. */
  enter(node: SchemaNode): SchemaNode;
}

export interface SchemaSetOptions {
  /** Documents that may be referred to, by address or by path; only what is referred to is generated. */
  readonly library?: ReadonlyMap<string, unknown>;
  /** Whether `format` is a demand (the default) or only a remark. */
  readonly formats?: FormatMode;
  /** Names of types by the places they are chosen for: `FILE#POINTER`, or `#POINTER` where one file alone has it. */
  readonly typeNames?: ReadonlyMap<string, string>;
}

/** Enough for every set that people write, some times over; a step takes some microseconds. */
const mostSteps = (places: number): number => 200_000 + 200 * places;

/**
 * Checks a folder of schemas as a whole.
 *
 * @param documents path inside the folder (with `/`) to parsed schema
 * @throws SchemaError at the first thing that generation couldn't stand behind
 */
export const createSchemaSet = (
  documents: ReadonlyMap<string, unknown>,
  { library = new Map(), formats = "assert", typeNames = new Map() }: SchemaSetOptions = {},
): SchemaSet => {
  const costOf = createPatternJudge();
  const quadratic: string[] = [];
  const toNode = ([file, document]: readonly [string, unknown]): SchemaNode => {
    const noteQuadratic = (pointer: string): void => {
      if (documents.has(file)) quadratic.push(placeOf({ file, pointer }));
    };
    const checking = { file, formats, costOf, noteQuadratic };
    const schema: JsonSchema = checkSchema(checking, "", document, defaultDialect);
    return { file, pointer: "", schema };
  };
  const roots = [...documents].map(toNode).toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const addresses = indexAddresses([...[...library].map(toNode), ...roots]);
  const references = createReferences(addresses);
  const all = declaredPlaces(references, roots, addresses.places);
  refuseCircles(references, roots);

  const isForeign = (node: SchemaNode): boolean => library.has(node.file);
  const likeness = createLikeness(references);
  const isSame = (a: SchemaNode, b: SchemaNode): boolean =>
    addresses.dialectOf(a) === addresses.dialectOf(b) && likeness.isSame(a, b);
  const chosen = readChosenNames(typeNames, all);
  const { names, twins } = nameAll(all, { chosen, isForeign, isSame, outlineOf: likeness.outlineOf });
  const twinOf = (node: SchemaNode): SchemaNode => {
    const twin = twins.get(placeOf(node));
    return twin ? references.enter(twin, node) : node;
  };

  let left = mostSteps(addresses.places.size);
  const spend = (node: SchemaNode, steps: number): void => {
    left -= steps;
    if (left >= 0) return;
    const problem = "the schemas here are combined in too many ways to be generated from; combine fewer of them";
    throw new SchemaError(node.file, node.pointer, problem);
  };
  const resolve = (node: SchemaNode, target: SchemaNode): SchemaNode => {
    spend(node, 1);
    return twinOf(target);
  };

  const declared = all.filter((node) => names.has(placeOf(node)));
  const isRenamed = (node: SchemaNode): boolean =>
    !chosen.has(placeOf(node)) && names.get(placeOf(node)) !== wishedName(node);

  return {
    roots,
    quadraticPatterns: quadratic.toSorted(),
    declared,
    renamed: declared.filter(isRenamed),
    formats,
    dialectOf: addresses.dialectOf,
    nameOf: (node) => names.get(placeOf(twinOf(node))) ?? wishedName(node),
    resolve: (node, ref) => resolve(node, references.locate(node, ref)),
    resolveDynamic: (node, ref) => resolve(node, references.locateDynamic(node, ref)),
    spend,
    enter: (node) => references.enter(node),
  };
};
