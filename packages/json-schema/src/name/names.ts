import { posix } from "node:path";
import { pointerTokens } from "../json-pointer.ts";
import type { SchemaNode } from "../json-schema.ts";
import type { AnyNode } from "../resolve/addresses.ts";
import { fieldsOf } from "../resolve/unchecked.ts";
import { toTypeName } from "./type-name.ts";

const pathOf = (file: string): string => file.split(/[?#]/)[0] ?? "";

const fileName = (file: string): string => posix.basename(pathOf(file)).replace(/(\.schema)?\.(?:json|ya?ml)$/, "");

/** The folders of a file, the nearest first. */
const foldersOf = (file: string): readonly string[] =>
  posix
    .dirname(pathOf(file))
    .split("/")
    .filter((folder) => folder !== "node_modules" && toTypeName(folder) !== "")
    .toReversed();

const isDefinition = (tokens: readonly string[]): boolean =>
  tokens.length % 2 === 0 && tokens.every((token, index) => index % 2 === 1 || /^(\$defs|definitions)$/.test(token));

/** The way from a document to a place: the names of definitions, or all tokens where another keyword is among them. */
const wayTo = (pointer: string): { readonly words: string; readonly isDefinition: boolean } => {
  const tokens = pointerTokens(pointer);
  if (!isDefinition(tokens)) return { words: tokens.join(" "), isDefinition: false };
  return { words: tokens.filter((_, index) => index % 2 === 1).join(" "), isDefinition: true };
};

const titleOf = ({ schema }: AnyNode): string => {
  const title = fieldsOf(schema)?.get("title");
  return typeof title === "string" ? toTypeName(title) : "";
};

/** What an untitled place is called: by its file, by its definition, or by its file and the way to it. */
const untitledName = ({ file, pointer }: AnyNode): string => {
  const way = wayTo(pointer);
  const own = way.isDefinition && way.words !== "" ? way.words : `${fileName(file)} ${way.words}`;
  return toTypeName(own) || toTypeName(`${fileName(file)} ${pointer}`) || "Schema";
};

/** The TypeScript name that a place asks for: its title, or else its place in words. */
export const preferredName = (node: AnyNode): string => titleOf(node) || untitledName(node);

/**
 * The names that a place may get, in the order in which they are tried: what it asks for; then its file before that;
 * then, where a title hides it, the way to the place between the two; then one folder more each.
 */
export const candidateNames = (node: SchemaNode): readonly string[] => {
  const wish = preferredName(node);
  const { words, isDefinition: isDefined } = wayTo(node.pointer);
  const isTitled = titleOf(node) !== "";
  // Those untitled places whose wish has the file in it already.
  const holdsFile = !isTitled && (!isDefined || words === "");
  const file = holdsFile || toTypeName(fileName(node.file)) === wish ? "" : fileName(node.file);
  const inFile = [wish, `${file} ${wish}`, `${file} ${isTitled ? words : ""} ${wish}`];
  const last = inFile.at(-1) ?? wish;
  const folders = foldersOf(node.file);
  const inFolders = folders.map((_, more) => [...folders.slice(0, more + 1).toReversed(), last].join(" "));
  return [...new Set([...inFile, ...inFolders].map(toTypeName))];
};
