import { escapeName } from "../reading/escape-name.ts";

/** The names and indexes on the way from a value to one inside it. */
export type Path = readonly string[];

/** A value and its place inside another. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** Deeper values are looked at as one. Events have about five levels. */
const maxDepth = 64;

type Container = Readonly<Record<string, unknown>>;

export const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

/** Returns the JSON Pointer (RFC 6901) of a path. */
export const toPointer = (path: Path): string => path.map((name) => `/${escapeName(name)}`).join("");

/** Returns the values inside a value that hold no others, in their order, at most `most` of them. */
export const placesIn = (value: unknown, most = Infinity): readonly Place[] => {
  const places: Place[] = [];
  const visit = (inner: unknown, path: Path): void => {
    if (places.length >= most) return;
    const names = isContainer(inner) && path.length < maxDepth ? Object.keys(inner) : [];
    if (names.length === 0 || !isContainer(inner)) places.push({ path, value: inner });
    else for (const name of names) visit(inner[name], [...path, name]);
  };
  visit(value, []);
  return places;
};

/** Returns the value at a path of own properties; `undefined` where there is none. */
export const valueAt = (value: unknown, path: Path): unknown => {
  let inner = value;
  for (const name of path) inner = isContainer(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined;
  return inner;
};

/** Copies the objects and lists on a path, and has a function change the innermost copy. All other parts are shared. */
const change = (value: unknown, path: Path, edit: (holder: object, name: string) => void): unknown => {
  const [name, ...rest] = path;
  if (name === undefined || !isContainer(value)) return value;
  const copy: object = Array.isArray(value) ? value.slice() : { ...value };
  if (rest.length === 0) edit(copy, name);
  else setOwn(copy, name, change(value[name], rest, edit));
  return copy;
};

/** Sets an own property. Assigning would set the prototype where the name is `__proto__`. */
const setOwn = (holder: object, name: string, value: unknown): void => {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
};

/** Returns a copy with another value at a place. */
export const withValue = (value: unknown, path: Path, replacement: unknown): unknown =>
  change(value, path, (holder, name) => setOwn(holder, name, replacement));

/** Returns a copy without the property at a place. An item of a list becomes empty, so that its successors don't move. */
export const withoutValue = (value: unknown, path: Path): unknown =>
  change(value, path, (holder, name) => {
    if (!Array.isArray(holder)) Reflect.deleteProperty(holder, name);
    else setOwn(holder, name, holder[Number(name)] === null ? "" : null);
  });
