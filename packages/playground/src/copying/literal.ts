import { toEscapes } from "../masking/unseen.ts";

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Characters that an editor or a terminal hides, or obeys. The joints of emojis can hide in other words. */
const unseen = /(?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** Writes what can't be seen as its escape in JSON, which is the same value. */
export const escapeUnseen = (json: string): string => json.replaceAll(unseen, toEscapes);

/** Writes the name of a member. */
export const keyOf = (name: string): string => {
  // Without brackets, it would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return identifier.test(name) ? name : escapeUnseen(JSON.stringify(name));
};

/** Writes a value of JSON as TypeScript, indented by two blanks for each level. */
export const toLiteral = (value: unknown, indent = ""): string => {
  if (typeof value !== "object" || value === null) return escapeUnseen(JSON.stringify(value) ?? "undefined");
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const lines = isList
    ? value.map((member: unknown) => toLiteral(member, inner))
    : Object.entries(value).map(([name, member]) => `${keyOf(name)}: ${toLiteral(member, inner)}`);
  const [start, end] = isList ? ["[", "]"] : ["{", "}"];
  if (lines.length === 0) return `${start}${end}`;
  return `${start}\n${lines.map((line) => `${inner}${line},\n`).join("")}${indent}${end}`;
};
