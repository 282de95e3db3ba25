import { basename, dirname } from "node:path/posix";
import { pointerTokens } from "../json-pointer.ts";
import type { SchemaNode } from "../json-schema.ts";
import type { AnyNode } from "../resolve/addresses.ts";
import { fieldsOf } from "../resolve/unchecked.ts";
import { toTypeName } from "./type-name.ts";

const pathOf = (file: string): string => file.split(/[?#]/)[0] ?? "";

const fileName = (file: string): string => basename(pathOf(file)).replace(/(\.schema)?\.(?:json|ya?ml)$/, "");

/** The folders of a file, the nearest first. */
const foldersOf = (file: string): readonly string[] =>
  dirname(pathOf(file))
    .split("/")
    .filter((folder) => folder !== "node_modules" && toTypeName(folder) !== "")
    .toReversed();

const isDefinition = (tokens: readonly string[]): boolean =>
  tokens.length % 2 === 0 && tokens.every((token, index) => index % 2 === 1 || /^(\$defs|definitions)$/.test(token));

/** The words of a pointer: the names of definitions, or all tokens where it leads through another keyword. */
const wayTo = (pointer: string): { readonly words: string; readonly isDefinition: boolean } => {
  const tokens = pointerTokens(pointer);
  if (!isDefinition(tokens)) return { words: tokens.join(" "), isDefinition: false };
  return { words: tokens.filter((_, index) => index % 2 === 1).join(" "), isDefinition: true };
};

const titleOf = ({ schema }: AnyNode): string => {
  const title = fieldsOf(schema)?.get("title");
  return typeof title === "string" ? toTypeName(title) : "";
};

/** The name of an untitled place: its definition, its file, or its file and pointer. */
const untitledName = ({ file, pointer }: AnyNode): string => {
  const way = wayTo(pointer);
  const own = way.isDefinition && way.words !== "" ? way.words : `${fileName(file)} ${way.words}`;
  return toTypeName(own) || toTypeName(`${fileName(file)} ${pointer}`) || "Schema";
};

/** The preferred TypeScript name of a place: its title, or else its place in words. */
export const preferredName = (node: AnyNode): string => titleOf(node) || untitledName(node);

/**
 * The candidates for the name of a place, in order: the preferred name; with its file before it; for titled places, with
 * the words of the pointer in between; then with one more folder each.
 */
export const candidateNames = (node: SchemaNode): readonly string[] => {
  const wish = preferredName(node);
  const { words, isDefinition: isDefined } = wayTo(node.pointer);
  const isTitled = titleOf(node) !== "";
  // Untitled places whose preferred name contains the file already.
  const holdsFile = !isTitled && (!isDefined || words === "");
  const file = holdsFile || toTypeName(fileName(node.file)) === wish ? "" : fileName(node.file);
  const inFile = [wish, `${file} ${wish}`, `${file} ${isTitled ? words : ""} ${wish}`];
  const last = inFile.at(-1) ?? wish;
  const folders = foldersOf(node.file);
  const inFolders = folders.map((_, more) => [...folders.slice(0, more + 1).toReversed(), last].join(" "));
  return [...new Set([...inFile, ...inFolders].map(toTypeName))];
};
