import { BudgetError } from "./budget.ts";

/** The alternatives of a pattern or of a group, each a sequence of elements. */
export type Alternatives = readonly (readonly Element[])[];

/** A part of a pattern, with the text of what takes characters. */
export type Element =
  | { readonly kind: "set"; readonly source: string }
  | { readonly kind: "edge"; readonly isStart: boolean }
  | { readonly kind: "look"; readonly isBehind: boolean; readonly isNegated: boolean; readonly inner: Alternatives }
  | { readonly kind: "group"; readonly inner: Alternatives }
  /** A group that is captured under its number, and under its name if it has one. */
  | { readonly kind: "capture"; readonly name: string | undefined; readonly inner: Alternatives }
  /** What the group of a number or a name has matched. */
  | { readonly kind: "reference"; readonly to: string }
  | { readonly kind: "repeat"; readonly element: Element; readonly min: number; readonly max: number };

/** A class, an escape of any length, or one character. A pair of escaped surrogates is one character. */
const set =
  /\[(?:[^\]\\]|\\[^])*\]|\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[a-zA-Z]|[pP]\{[^}]*\}|[^])|[^]/uy;

const edge = /[$^]|\\[bB]/y;
const reference = /\\(?:([1-9]\d*)|k<([^>]*)>)/y;
const opening = /\((?:\?(?:(<?[=!])|(:)|<([^>]*)>)|(?!\?))/y;
const quantifier = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;

const bounds: ReadonlyMap<string, readonly [min: number, max: number]> = new Map([
  ["*", [0, Infinity]],
  ["+", [1, Infinity]],
  ["?", [0, 1]],
]);

/** A name of a group may have its letters escaped. */
const nameOf = (written: string): string =>
  written
    .replaceAll(/\\u\{([\da-fA-F]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/\\u([\da-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/**
 * Parses a pattern that is valid under the u flag. It doesn't detect invalid patterns.
 *
 * @throws BudgetError for groups with modifiers, which change what characters mean, and other groups that aren't known
 * @throws RangeError for groups that are nested deeper than the stack
 */
export const readPatternSyntax = (source: string): Alternatives => {
  let at = 0;
  const take = (form: RegExp): readonly (string | undefined)[] | undefined => {
    form.lastIndex = at;
    const found = form.exec(source);
    if (found === null) return undefined;
    at += found[0].length;
    return found;
  };

  const group = ([, look, plain, name]: readonly (string | undefined)[]): Element => {
    const inner = alternatives();
    // The closing parenthesis.
    at += 1;
    if (look !== undefined)
      return { kind: "look", isBehind: look.startsWith("<"), isNegated: look.endsWith("!"), inner };
    if (plain !== undefined) return { kind: "group", inner };
    return { kind: "capture", name: name === undefined ? undefined : nameOf(name), inner };
  };

  const element = (): Element => {
    const [found] = take(edge) ?? [];
    if (found !== undefined) return { kind: "edge", isStart: found === "^" };
    const referred = take(reference);
    if (referred !== undefined) return { kind: "reference", to: referred[1] ?? nameOf(referred[2] ?? "") };
    const opened = take(opening);
    if (opened !== undefined) return group(opened);
    if (source[at] === "(") throw new BudgetError("this group can't be parsed");
    return { kind: "set", source: take(set)?.[0] ?? "" };
  };

  const repeated = (): Element => {
    const one = element();
    const [found, mark, min, comma, max] = take(quantifier) ?? [];
    if (found === undefined) return one;
    const [least, most] = bounds.get(mark ?? "") ?? [
      Number(min),
      comma === undefined ? Number(min) : max === "" ? Infinity : Number(max),
    ];
    return { kind: "repeat", element: one, min: least, max: most };
  };

  const alternatives = (): Alternatives => {
    const all: Element[][] = [[]];
    while (at < source.length && source[at] !== ")") {
      if (source[at] === "|") {
        at += 1;
        all.push([]);
      } else all.at(-1)?.push(repeated());
    }
    return all;
  };

  return alternatives();
};
