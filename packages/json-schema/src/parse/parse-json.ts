import { appendToken } from "../json-pointer.ts";
import { JsonSyntaxError } from "./json-syntax-error.ts";
import { maxDepth } from "./limits.ts";
import { SchemaError } from "../schema-error.ts";

const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

const blanks = /[ \t\n\r]*/y;

/** The end of a string: after the first unescaped quote; -1 if there is none. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text[before - 1] === "\\") before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return -1;
};

/** Sets an own property whatever its name, as `JSON.parse` does. */
const setOwn = (object: object, key: string, value: unknown): void => {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
};

/**
 * Parses a schema document, more strictly than `JSON.parse`: duplicate properties, unpaired surrogates, numbers that
 * JavaScript can't represent and too deep nesting are refused.
 *
 * @param file the name of the document in errors
 * @param onPlace is called with the JSON Pointer of each value below the root and the offset in the text at which it
 *   begins, at its name where it has one
 * @throws SchemaError with the place. It never quotes the document, which may be any file that a reference names
 */
export const parseJson = (text: string, file: string, onPlace?: (pointer: string, offset: number) => void): unknown => {
  const path: (string | number)[] = [];
  // A byte order mark may be ignored (RFC 8259, section 8.1).
  let at = text.startsWith("\uFEFF") ? 1 : 0;

  const refuse = (problem: string): never => {
    throw new SchemaError(file, path.reduce<string>(appendToken, ""), problem);
  };

  const malformed = (): never => {
    const before = text.slice(0, at).split("\n");
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    const what = at >= text.length ? "it ends too early" : "unexpected character";
    throw new JsonSyntaxError(file, `this isn't JSON: ${what} at ${place}`, at);
  };

  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };

  const next = (): string | undefined => {
    skip(blanks);
    return text[at];
  };

  const take = (character: string): void => {
    if (next() !== character) malformed();
    at += 1;
  };

  const readString = (): string => {
    if (next() !== '"') malformed();
    const end = endOfString(text, at);
    let value: unknown;
    try {
      value = JSON.parse(text.slice(at, end < 0 ? at : end));
    } catch {
      malformed();
    }
    at = end;
    return String(value);
  };

  const wellFormed = (value: string): string =>
    /\p{Surrogate}/u.test(value) ? refuse("a string here has an unpaired surrogate") : value;

  const readScalar = (): unknown => {
    const found = skip(scalar);
    if (found === "") malformed();
    const value: unknown = JSON.parse(found);
    const isLost = typeof value === "number" && !Number.isFinite(value);
    return isLost ? refuse("this number is too large for JavaScript") : value;
  };

  /** Reads the members between brackets. */
  const readAll = (close: string, readOne: (index: number, start: number) => void): void => {
    if (path.length >= maxDepth) refuse(`this is nested more than ${maxDepth} levels deep`);
    at += 1;
    if (next() === close) return take(close);
    for (let index = 0; ; index += 1) {
      next();
      readOne(index, at);
      if (next() === close) return take(close);
      take(",");
    }
  };

  const readBelow = (token: string | number, start: number): unknown => {
    path.push(token);
    onPlace?.(path.reduce<string>(appendToken, ""), start);
    const value = readValue();
    path.pop();
    return value;
  };

  const readArray = (): unknown => {
    const items: unknown[] = [];
    readAll("]", (index, start) => items.push(readBelow(index, start)));
    return items;
  };

  const readObject = (): unknown => {
    const object = {};
    readAll("}", (_, start) => {
      const key = wellFormed(readString());
      if (Object.hasOwn(object, key)) refuse(`duplicate property ${JSON.stringify(key)}`);
      take(":");
      setOwn(object, key, readBelow(key, start));
    });
    return object;
  };

  const readValue = (): unknown => {
    const first = next();
    if (first === "{") return readObject();
    if (first === "[") return readArray();
    return first === '"' ? wellFormed(readString()) : readScalar();
  };

  if (next() === undefined) throw new SchemaError(file, "", "this file is empty; a schema is an object, true or false");
  const document = readValue();
  if (next() !== undefined) malformed();
  return document;
};
