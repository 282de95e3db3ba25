import { groupBy } from "./group-by.ts";
import { placeOf, type SchemaNode } from "../json-schema.ts";
import { exportedNames, type Names } from "./name-all.ts";
import type { WrittenPlaces } from "../dialects/written-places.ts";
import { packagesFolder } from "../resolve/locate.ts";
import { SchemaError } from "../schema-error.ts";
import { caselessName, toTypeName } from "./type-name.ts";

/** Parses `FILE#POINTER`, or `#POINTER` and `/POINTER` of any file. */
const splitPlace = (text: string): { readonly file: string; readonly pointer: string } => {
  const at = text.indexOf("#");
  return { file: text.slice(0, Math.max(at, 0)), pointer: text.slice(at + 1) };
};

const refuseName = (name: string, { file, pointer }: SchemaNode): void => {
  const spelled = toTypeName(name);
  const better = spelled === "" ? "a type name needs a letter" : `write ${spelled}`;
  if (spelled !== name) throw new SchemaError(file, pointer, `${name} isn't a valid type name; ${better}`);
  if (exportedNames.map(caselessName).includes(caselessName(name)))
    throw new SchemaError(file, pointer, `generated code exports ${name} already; choose another name`);
};

type Known = Pick<WrittenPlaces, "placeOf" | "pointerOf">;

const onlyPlace = (text: string, declared: readonly SchemaNode[], known: Known): SchemaNode => {
  const { file, pointer } = splitPlace(text);
  const isFile = (node: SchemaNode): boolean => [file, `${packagesFolder}${file}`].includes(node.file);
  const isMeant = (node: SchemaNode): boolean => known.pointerOf(node) === pointer && (file === "" || isFile(node));
  const [place, ...others] = declared.filter((node) => known.placeOf(node) === text || isMeant(node));
  if (!place) {
    const problem = "no schema with a name stands here; choose a file, a definition or the target of a $ref";
    throw new SchemaError(file, pointer, problem);
  }
  if (others.length > 0) {
    const files = [place, ...others].slice(0, 10).map(known.placeOf).join(", ");
    throw new SchemaError(file, pointer, `several files have this place; name one of them: ${files}`);
  }
  return place;
};

/**
 * Resolves the names that were chosen for places, as their authors know them.
 *
 * @throws SchemaError for a place that isn't declared or is ambiguous, and for a name that is invalid or chosen twice
 */
export const readChosenNames = (typeNames: Names, declared: readonly SchemaNode[], known: Known): Names => {
  const chosen = [...typeNames].map(([text, name]) => {
    const node = onlyPlace(text, declared, known);
    refuseName(name, node);
    return { node, name };
  });
  for (const [first, second] of groupBy(chosen, ({ name }) => caselessName(name)).values()) {
    if (!first || !second) continue;
    const problem = `the name ${second.name} is chosen for ${known.placeOf(first.node)} as well; choose another`;
    throw new SchemaError(second.node.file, second.node.pointer, problem);
  }
  return new Map(chosen.map(({ node, name }) => [placeOf(node), name]));
};
