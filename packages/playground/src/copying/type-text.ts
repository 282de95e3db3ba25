import { keyOf } from "./literal.ts";

const typeOfMembers = (members: readonly unknown[], indent: string): string => {
  const types = [...new Set(members.map((member) => toType(member, indent)))];
  const [only = "unknown"] = types;
  return types.length <= 1 ? only : types.join(" | ");
};

/** Writes the TypeScript type that a value of JSON has, indented by two blanks for each level. */
export const toType = (value: unknown, indent = ""): string => {
  if (typeof value !== "object") return typeof value;
  if (value === null) return "null";
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `readonly (${typeOfMembers(value, indent)})[]`;
  const lines = Object.entries(value).map(
    ([name, member]) => `${inner}readonly ${keyOf(name)}: ${toType(member, inner)};\n`,
  );
  return lines.length === 0 ? "object" : `{\n${lines.join("")}${indent}}`;
};
