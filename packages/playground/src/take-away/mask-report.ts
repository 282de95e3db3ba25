import { redact } from "@email-events/core/mapping";

/** Last words of names whose values identify a person, a message or a device. */
const identifying = new Set(
  "address channel email guid guids id ids ip key msisdn password phone recipient secret token udid url user uuid".split(
    " ",
  ),
);

const joined = /(?:account|contact|customer|device|event|mail|message|person|profile|session|user)ids?$/;

/** Names of a person, and numbers that belong to one, as a sender's own data has them. */
const ofPerson =
  /(?:(?:first|last|full|given|family|middle|nick|sur|fore|user|display)name|(?:phone|mobile|cell)number|telephone|login|birthday|birthdate|ssn)$/;

/** Members that hold what is known of a person. */
const personal = new Set(["traits"]);

const isIdentifying = (name: string): boolean => {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  return identifying.has(last) || joined.test(last) || ofPerson.test(words.join(""));
};

const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;
const longWord = /[\w-]{20,}/g;
const ipv4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
const ipv6 = /(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/gi;
const query = /(https?:\/\/[^\s"'<>?#]{0,2000})[?#][^\s"'<>]*/gi;
const phone = /(?<![\w.:-])\+\d[\d ()./-]{6,18}\d/g;

/** Long words with letters and digits, or with letters of both cases, are tokens, whatever they encode. */
const isToken = (word: string): boolean =>
  /[a-z]/i.test(word) && (/\d/.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word)));

const maxDepth = 100;

/** How many different ids are found in texts. */
const maxIds = 500;

/** Replaces what identifies anybody, the same by the same. */
export interface Mask {
  readonly text: (text: string) => string;
  readonly value: (value: unknown) => unknown;
}

/** Ids that are shorter would be found in most texts: they are only found in quotes. */
const minIdChars = 3;

const isLeaf = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";

/** Numbers what identifies anybody in values, in the order in which it comes. */
const collectIds = (values: readonly unknown[]): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>();
  const add = (id: string | number): void => {
    if (String(id) !== "" && !ids.has(String(id))) ids.set(String(id), `[id ${ids.size + 1}]`);
  };
  const visit = (value: unknown, isId: boolean, depth: number): void => {
    if (isLeaf(value) && isId) add(value);
    if (typeof value !== "object" || value === null || depth > maxDepth) return;
    for (const [name, member] of Object.entries(value))
      visit(member, (isId && Array.isArray(value)) || isIdentifying(name), depth + 1);
  };
  for (const value of values) visit(value, false, 0);
  return ids;
};

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/** Finds ids as whole words. */
const patternOf = (ids: ReadonlyMap<string, string>): RegExp | undefined => {
  const forms = [...ids.keys()]
    .slice(0, maxIds)
    .toSorted((one, other) => other.length - one.length)
    .map((id) => (id.length < minIdChars ? `(?<=")${escapePattern(id)}(?=")` : escapePattern(id)));
  return forms.length === 0 ? undefined : new RegExp(`(?<!\\w)(?:${forms.join("|")})(?!\\w)`, "g");
};

/**
 * Creates a mask for texts about some values: addresses, ids and what else identifies a person, a message or a device.
 *
 * @param values - Where ids are looked for by the names of their members.
 */
export const createMask = (values: readonly unknown[]): Mask => {
  const ids = collectIds(values);
  const known = patternOf(ids);
  const text = (given: string): string => {
    const withoutIds = known === undefined ? given : given.replaceAll(known, (id) => ids.get(id) ?? "[id]");
    return redact(withoutIds)
      .replaceAll(query, "$1[query]")
      .replaceAll(uuid, "[uuid]")
      .replaceAll(longWord, (word) => (isToken(word) ? "[token]" : word))
      .replaceAll(ipv4, "[ip]")
      .replaceAll(ipv6, "[ip]")
      .replaceAll(phone, "[phone]");
  };
  const mask = (value: unknown, kind: "id" | "personal" | "other", depth: number): unknown => {
    if (isLeaf(value) && kind === "id") return ids.get(String(value)) ?? (value === "" ? "" : "[id]");
    if (isLeaf(value) && kind === "personal") return "[personal]";
    if (typeof value === "string") return text(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth > maxDepth) return "[nested too deep]";
    if (Array.isArray(value)) return value.map((member: unknown) => mask(member, kind, depth + 1));
    const members = Object.entries(value).map(([name, member]) => {
      const isPersonal = kind === "personal" || personal.has(name.toLowerCase());
      const own = isIdentifying(name) ? "id" : isPersonal ? "personal" : "other";
      return [text(name), mask(member, own, depth + 1)] as const;
    });
    return Object.fromEntries(members);
  };
  return { text, value: (value) => mask(value, "other", 0) };
};
