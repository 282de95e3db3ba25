import { joined, js, Source } from "../source-text/source.ts";

/** Emitted code that is laid out on one line or on several. */
export type Code = Source | Group | Chain | Labelled;

/** Items between brackets, on one line if they fit, otherwise one per line. */
interface Group {
  readonly kind: "group";
  /** The code before the items, at an indentation; it may have several lines. */
  readonly open: (indent: number) => Source;
  readonly items: readonly Code[];
  readonly close: Source;
  /** Whether each item is on its own line even if all would fit on one, like the entries of an object. */
  readonly isTall: boolean;
}

/** A value and the methods called on it. */
interface Chain {
  readonly kind: "chain";
  readonly first: Code;
  readonly calls: readonly Code[];
}

interface Labelled {
  readonly kind: "labelled";
  readonly label: Source;
  readonly value: Code;
}

export const group = (open: Source, items: readonly Code[], close: Source): Code =>
  hangingGroup(() => open, items, close);

/** A group whose opening code may have several lines. */
export const hangingGroup = (open: (indent: number) => Source, items: readonly Code[], close: Source): Code => ({
  kind: "group",
  open,
  items,
  close,
  isTall: false,
});

export const tallGroup = (open: Source, items: readonly Code[], close: Source): Code => ({
  kind: "group",
  open: () => open,
  items,
  close,
  isTall: items.length > 0,
});

export const labelled = (label: Source, value: Code): Code => ({ kind: "labelled", label, value });

/** A value with more methods called on it. */
export const chain = (value: Code, ...calls: readonly Code[]): Code => {
  if (calls.length === 0) return value;
  if (value instanceof Source || value.kind !== "chain") return { kind: "chain", first: value, calls };
  return { ...value, calls: [...value.calls, ...calls] };
};

const width = 120;
const step = 2;

/** The code on one line; `undefined` if it always takes several. */
const flat = (code: Code): Source | undefined => {
  if (code instanceof Source) return code;
  if (code.kind === "labelled") return flatAll([code.label, code.value], "");
  if (code.kind === "chain") return flatAll([code.first, ...code.calls], "");
  if (code.isTall) return undefined;
  const items = flatAll(code.items, ", ");
  const open = code.open(0);
  return items === undefined || !isOfOneLine(open) ? undefined : js`${open}${items}${code.close}`;
};

const flatAll = (codes: readonly Code[], separator: string): Source | undefined => {
  const sources: Source[] = [];
  for (const code of codes) {
    const source = flat(code);
    if (source === undefined) return undefined;
    sources.push(source);
  }
  return joined(sources, separator);
};

const isOfOneLine = ({ text }: Source): boolean => !text.includes("\n");

const line = (indent: number): Source => joined([js`\n`, ...Array.from({ length: indent }, () => js` `)], "");

/**
 * Lays out code in lines of 120 characters, as far as possible.
 *
 * @param indent columns of indentation
 * @param taken columns of the first line that are used before and after the code
 */
export const layOut = (code: Code, indent = 0, taken = 0): Source => {
  if (code instanceof Source) return code;
  const single = flat(code);
  if (single !== undefined && single.text.length <= width - indent - taken) return single;
  switch (code.kind) {
    case "labelled":
      return js`${code.label}${layOut(code.value, indent, taken + code.label.text.length)}`;
    case "group": {
      const items = code.items.map((item) => js`${line(indent + step)}${layOut(item, indent + step, 1)},`);
      return js`${code.open(indent)}${joined(items, "")}${line(indent)}${code.close}`;
    }
    case "chain": {
      const first = layOut(code.first, indent, taken);
      const isShort = isOfOneLine(first);
      const below = indent + (isShort ? step : 0);
      const calls = code.calls.map((call) => js`${isShort ? line(below) : js``}${layOut(call, below, 1)}`);
      return js`${first}${joined(calls, "")}`;
    }
    default:
      return code satisfies never;
  }
};
