import { createHash } from "node:crypto";
import { appendToken, pointersUp, schemasBelow, stableText, valueAt } from "@email-events/json-schema";
import { isAnnotation } from "./annotations.ts";
import type { Place, SchemaFolder } from "./schema-folder.ts";

const dynamicKeywords: ReadonlySet<string> = new Set(["$dynamicRef", "$recursiveRef"]);

/** The places that a document refers to, and whether it has a dynamic reference. */
interface Links {
  readonly targets: readonly Place[];
  readonly isDynamic: boolean;
}

/** Reads references anywhere in a document, since some lead through groups that are no keyword. */
const linksIn = (folder: SchemaFolder, file: string, document: unknown): Links => {
  const targets: Place[] = [];
  let isDynamic = false;
  const waiting = [{ pointer: "", schema: document }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { pointer, schema } = next;
    if (typeof schema !== "object" || schema === null) continue;
    for (const [key, value] of Object.entries(schema) as readonly (readonly [string, unknown])[]) {
      isDynamic ||= dynamicKeywords.has(key);
      const isReference = (key === "$ref" || dynamicKeywords.has(key)) && typeof value === "string";
      const target = isReference ? folder.resolve({ folder, file, pointer, schema }, value) : undefined;
      if (target) targets.push(target);
      waiting.push({ pointer: appendToken(pointer, key), schema: value });
    }
  }
  return { targets, isDynamic };
};

/** Some files or places, and all that they lead to. */
const reach = (starts: readonly string[], next: (one: string) => Iterable<string>): ReadonlySet<string> => {
  const found = new Set(starts);
  // The set grows while it is walked.
  for (const one of found) for (const other of next(one)) found.add(other);
  return found;
};

type AllLinks = ReadonlyMap<string, Links>;

/** The documents with a dynamic reference, those that lead to one, and all that they refer to. */
const filesAround = (links: AllLinks): ReadonlySet<string> => {
  const filesOf = (file: string) => new Set(links.get(file)?.targets.map((target) => target.file));
  const next = new Map([...links.keys()].map((file) => [file, filesOf(file)]));
  const usersOf = (file: string) => [...next].flatMap(([user, files]) => (files.has(file) ? [user] : []));
  const dynamic = [...links].flatMap(([file, { isDynamic }]) => (isDynamic ? [file] : []));
  return reach([...reach(dynamic, usersOf)], (file) => next.get(file) ?? []);
};

/** The pointers of the schemas of a document: its own, and those that references find where no keyword has schemas. */
const schemasIn = (document: unknown, targets: readonly string[]): ReadonlySet<string> =>
  reach(["", ...targets], (pointer) => schemasBelow(pointer, valueAt(document, pointer)).map((below) => below.pointer));

/** An annotation that names no schema, and no dialect. */
const isForReaders = (keyword: string): boolean =>
  isAnnotation(keyword) && !["$schema", "$id", "$anchor", "$vocabulary"].includes(keyword);

const words: ReadonlySet<string> = new Set(["title", "description", "$comment"]);

const constants: ReadonlySet<string> = new Set(["const", "enum"]);

/**
 * A document without annotations, except those that a reference leads into. What is no schema loses only texts for readers,
 * and a constant nothing: there, such a text is a value.
 */
const withoutAnnotations = (document: unknown, targets: readonly string[]): unknown => {
  const schemas = schemasIn(document, targets);
  const around = new Set([...schemas].flatMap(pointersUp));
  const written = (value: unknown, pointer: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const below = Object.entries(value).map(([key, inner]) => [key, inner, appendToken(pointer, key)] as const);
    if (Array.isArray(value)) return below.map(([, inner, at]) => written(inner, at));
    const isSchema = schemas.has(pointer);
    const isDropped = (key: string, inner: unknown): boolean =>
      isSchema ? isForReaders(key) : words.has(key) && typeof inner === "string";
    const isConstant = (key: string, at: string): boolean => constants.has(key) && (isSchema || !schemas.has(at));
    return Object.fromEntries(
      below
        .filter(([key, inner, at]) => around.has(at) || !isDropped(key, inner))
        .map(([key, inner, at]) => [key, isConstant(key, at) ? inner : written(inner, at)]),
    );
  };
  return written(document, "");
};

const known = new WeakMap<SchemaFolder, string>();

/**
 * A digest of the documents around dynamic references. Such a reference can lead to any schema on the way to it, so it is
 * unchanged only where none of these documents is.
 */
export const dynamicDigest = (folder: SchemaFolder): string => {
  const compute = (): string => {
    const links = new Map([...folder.documents].map(([file, schema]) => [file, linksIn(folder, file, schema)]));
    const targets = [...links.values()].flatMap((one) => one.targets);
    const targetsIn = (file: string) => targets.filter((target) => target.file === file).map(({ pointer }) => pointer);
    // Keys, since their order doesn't count.
    const byFile = Object.fromEntries(
      [...filesAround(links)].map((file) => [file, withoutAnnotations(folder.documents.get(file), targetsIn(file))]),
    );
    return createHash("sha256").update(stableText(byFile)).digest("base64");
  };
  const digest = known.get(folder) ?? compute();
  known.set(folder, digest);
  return digest;
};
