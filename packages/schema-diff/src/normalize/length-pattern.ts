/** What a pattern means that only constrains the length of a string. */
export interface LengthPattern {
  /** In code points, as `minLength` and `maxLength`. */
  readonly min: number;
  readonly max: number | undefined;
  /** Whether it also rejects strings with line breaks, which `.` doesn't match. */
  readonly refusesLineBreaks: boolean;
  /** Whether it is anchored at both ends. */
  readonly isWhole: boolean;
}

const anyCharacter = String.raw`\[\^\]|\[\\s\\S\]|\[\\S\\s\]|\[\\d\\D\]|\[\\D\\d\]|\[\\w\\W\]|\[\\W\\w\]`;

const shape = new RegExp(
  String.raw`^(?<start>\^?)(?<unit>\.|${anyCharacter})(?:(?<sign>[*+?])|\{(?<least>\d+)(?<open>,(?<most>\d*))?\})?\??(?<end>\$?)$`,
);

const signs: Readonly<Record<string, readonly [number, number]>> = {
  "*": [0, Infinity],
  "+": [1, Infinity],
  "?": [0, 1],
};

const repeats = ({
  sign,
  least,
  open,
  most,
}: Readonly<Record<string, string | undefined>>): readonly [number, number] => {
  if (sign !== undefined) return signs[sign] ?? [0, Infinity];
  if (least === undefined) return [1, 1];
  if (open === undefined) return [Number(least), Number(least)];
  return [Number(least), most ? Number(most) : Infinity];
};

/** Reads a pattern that only constrains length, such as `^.{2,5}$` or `[\s\S]+`; `undefined` for any other. */
export const readLengthPattern = (pattern: string): LengthPattern | undefined => {
  const groups = shape.exec(pattern)?.groups;
  if (!groups) return undefined;
  const [min, most] = repeats(groups);
  const isWhole = groups["start"] !== "" && groups["end"] !== "";
  return {
    min,
    max: isWhole && most !== Infinity ? most : undefined,
    refusesLineBreaks: groups["unit"] === "." && (min > 0 || isWhole),
    isWhole,
  };
};

/** Whether every string matches a pattern. */
export const fitsAll = (pattern: string): boolean => {
  if (["", "^", "$"].includes(pattern)) return true;
  const length = readLengthPattern(pattern);
  return length?.min === 0 && length.max === undefined && !length.refusesLineBreaks;
};

/** Whether every string matches a pattern, except those with a line break and perhaps the empty one: `^.*$`, `.+`. */
export const fitsNearlyAll = (pattern: string): boolean => {
  const length = readLengthPattern(pattern);
  return length !== undefined && length.min <= 1 && length.max === undefined && !fitsAll(pattern);
};
