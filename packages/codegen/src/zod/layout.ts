/** A piece of emitted source that may be laid out on one line or on several. */
export type Code = string | Group | Chain | Labelled;

/** Items between brackets, on one line where they fit and else each on its own. */
interface Group {
  readonly kind: "group";
  readonly open: string;
  readonly items: readonly Code[];
  readonly close: string;
  /** Whether each item stands on its own line even where all would fit on one, as the entries of an object do. */
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
  readonly label: string;
  readonly value: Code;
}

export const group = (open: string, items: readonly Code[], close: string): Code => ({
  kind: "group",
  open,
  items,
  close,
  isTall: false,
});

export const tallGroup = (open: string, items: readonly Code[], close: string): Code => ({
  kind: "group",
  open,
  items,
  close,
  isTall: items.length > 0,
});

export const labelled = (label: string, value: Code): Code => ({ kind: "labelled", label, value });

/** A value with more methods called on it. */
export const chain = (value: Code, ...calls: readonly Code[]): Code => {
  if (calls.length === 0) return value;
  if (typeof value === "string" || value.kind !== "chain") return { kind: "chain", first: value, calls };
  return { ...value, calls: [...value.calls, ...calls] };
};

const width = 120;
const step = 2;

/** The code on one line; nothing where a part of it never stands on one. */
const flat = (code: Code): string | undefined => {
  if (typeof code === "string") return code;
  if (code.kind === "labelled") return joined([code.label, code.value], "");
  if (code.kind === "chain") return joined([code.first, ...code.calls], "");
  if (code.isTall) return undefined;
  const items = joined(code.items, ", ");
  return items === undefined ? undefined : `${code.open}${items}${code.close}`;
};

const joined = (codes: readonly Code[], separator: string): string | undefined => {
  const texts = codes.map(flat);
  return texts.includes(undefined) ? undefined : texts.join(separator);
};

const line = (indent: number): string => `\n${" ".repeat(indent)}`;

/**
 * Lays code out in lines of 120 characters, as far as it can be broken.
 *
 * @param indent columns before the line that the code begins on
 * @param taken columns of that line that are used before and after the code
 */
export const layOut = (code: Code, indent = 0, taken = 0): string => {
  const single = flat(code);
  if (typeof code === "string") return code;
  if (single !== undefined && single.length <= width - indent - taken) return single;
  switch (code.kind) {
    case "labelled":
      return `${code.label}${layOut(code.value, indent, taken + code.label.length)}`;
    case "group": {
      const items = code.items.map((item) => `${line(indent + step)}${layOut(item, indent + step, 1)},`);
      return `${code.open}${items.join("")}${line(indent)}${code.close}`;
    }
    case "chain": {
      const first = layOut(code.first, indent, taken);
      const isShort = !first.includes("\n");
      const below = indent + (isShort ? step : 0);
      const calls = code.calls.map((call) => `${isShort ? line(below) : ""}${layOut(call, below, 1)}`);
      return `${first}${calls.join("")}`;
    }
    default:
      return code satisfies never;
  }
};
