// One character each of kinds that sets tell apart: letters with and without case, digits, blanks, marks, wide ones.
const strangers = [
  "\u00a0",
  "é",
  "ß",
  "İ",
  "ǅ",
  "ª",
  "\u0301",
  "٠",
  "Ⅷ",
  "²",
  "—",
  "€",
  "中",
  "\u2028",
  "\ufeff",
  "😀",
];

const plain = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

const neighboursOf = (character: string): readonly string[] => {
  const code = character.codePointAt(0) ?? 0;
  return [code - 1, code, code + 1]
    .filter((near) => near >= 0 && near <= 0x10ffff)
    .map((near) => String.fromCodePoint(near));
};

const escapes = /\\u\{([0-9a-f]+)\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi;

/** Characters that tell the sets of a pattern apart: whatever the pattern names, and its neighbours. */
const samplesOf = (source: string): readonly string[] => {
  const named = Array.from(source).filter((character) => character > "\u007f");
  const escaped = [...source.matchAll(escapes)].map((match) =>
    String.fromCodePoint(Number.parseInt(match[1] ?? match[2] ?? match[3] ?? "0", 16)),
  );
  return [...new Set([...plain, ...strangers, ...[...named, ...escaped].flatMap(neighboursOf)])];
};

/** Tells of two sets of characters of one pattern whether a character is in both. */
export const createOverlap = (source: string): ((a: string, b: string) => boolean) => {
  const samples = samplesOf(source);
  const members = new Map<string, ReadonlySet<string>>();
  const membersOf = (set: string): ReadonlySet<string> => {
    const matches = new RegExp(`^(?:${set})$`, "u");
    const found = members.get(set) ?? new Set(samples.filter((sample) => matches.test(sample)));
    members.set(set, found);
    return found;
  };
  return (a, b) => {
    if (a === b) return true;
    const others = membersOf(b);
    return [...membersOf(a)].some((sample) => others.has(sample));
  };
};
