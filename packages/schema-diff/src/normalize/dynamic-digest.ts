import { createHash } from "node:crypto";
import { appendToken, stableText } from "@email-events/json-schema";
import type { SchemaFolder } from "./schema-folder.ts";

const dynamicKeywords: ReadonlySet<string> = new Set(["$dynamicRef", "$recursiveRef"]);

/** The documents that a document refers to, and whether it has a dynamic reference. */
interface Links {
  readonly targets: ReadonlySet<string>;
  readonly isDynamic: boolean;
}

/** Reads references anywhere in a document, since some lead through groups that are no keyword. */
const linksIn = (folder: SchemaFolder, file: string, document: unknown): Links => {
  const targets = new Set<string>();
  let isDynamic = false;
  const waiting = [{ pointer: "", schema: document }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { pointer, schema } = next;
    if (typeof schema !== "object" || schema === null) continue;
    for (const [key, value] of Object.entries(schema) as readonly (readonly [string, unknown])[]) {
      isDynamic ||= dynamicKeywords.has(key);
      const isReference = (key === "$ref" || dynamicKeywords.has(key)) && typeof value === "string";
      const target = isReference ? folder.resolve({ folder, file, pointer, schema }, value) : undefined;
      if (target) targets.add(target.file);
      waiting.push({ pointer: appendToken(pointer, key), schema: value });
    }
  }
  return { targets, isDynamic };
};

/** Some files and all that they lead to. */
const reach = (starts: readonly string[], next: (file: string) => Iterable<string>): ReadonlySet<string> => {
  const found = new Set(starts);
  // The set grows while it is walked.
  for (const file of found) for (const other of next(file)) found.add(other);
  return found;
};

/** The documents with a dynamic reference, those that lead to one, and all that they refer to. */
const filesAround = (folder: SchemaFolder): ReadonlySet<string> => {
  const links = new Map([...folder.documents].map(([file, schema]) => [file, linksIn(folder, file, schema)]));
  const files = [...links.keys()];
  const usersOf = (file: string): readonly string[] => files.filter((user) => links.get(user)?.targets.has(file));
  const leading = reach(
    files.filter((file) => links.get(file)?.isDynamic),
    usersOf,
  );
  return reach([...leading], (file) => links.get(file)?.targets ?? []);
};

const words: ReadonlySet<string> = new Set(["title", "description", "$comment"]);

const constants: ReadonlySet<string> = new Set(["const", "enum"]);

/** A document without texts for readers. In a constant, such a text is a value; as a property, it has a schema. */
const withoutWords = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, below]) => !(words.has(key) && typeof below === "string"))
      .map(([key, below]) => [key, constants.has(key) ? below : withoutWords(below)]),
  );
};

const known = new WeakMap<SchemaFolder, string>();

/**
 * A digest of the documents around dynamic references. Such a reference can lead to any schema on the way to it, so it is
 * unchanged only where none of these documents is.
 */
export const dynamicDigest = (folder: SchemaFolder): string => {
  const compute = (): string => {
    const files = filesAround(folder);
    const documents = [...folder.documents].filter(([file]) => files.has(file));
    // Keys, since their order doesn't count.
    const byFile = Object.fromEntries(documents.map(([file, document]) => [file, withoutWords(document)]));
    return createHash("sha256").update(stableText(byFile)).digest("base64");
  };
  const digest = known.get(folder) ?? compute();
  known.set(folder, digest);
  return digest;
};
