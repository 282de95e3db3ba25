import {
  type Discriminator,
  disjointnessOf,
  findDiscriminator,
  placesOf,
  type SchemaNode,
} from "@email-events/json-schema";
import { literal, literalKey, textLiteral } from "../source-text/literals.ts";
import { identifier, js, type Source } from "../source-text/source.ts";
import { helperCall } from "./helper-call.ts";
import { chain, type Code, group, labelled, nullCode, tallGroup } from "./code.ts";
import type { PlaceWriter } from "./place-writer.ts";

/** The first of some codes that a value fits; null beside others is said with a method. */
export const unionCode = (branches: readonly Code[]): Code => {
  const others = branches.filter((branch) => branch !== nullCode);
  if (others.length < branches.length && others.length > 0) return chain(unionCode(others), js`.nullable()`);
  return branches.length === 1 ? branches[0]! : group(js`z.union([`, branches, js`])`);
};

/** Tags are always quoted. */
const tagKey = (tag: string): Source => (tag === "__proto__" ? literalKey(tag) : textLiteral(tag));

const taggedOf = ({ path, branches }: Discriminator, codeOf: PlaceWriter["codeOf"]): Code => {
  const entries = branches.flatMap(({ tags, node }) => tags.map((tag) => labelled(js`${tagKey(tag)}: `, codeOf(node))));
  return tallGroup(js`${identifier("tagged")}(${literal(path)}, {`, entries, js`})`);
};

/** Writes a choice among schemas. */
export const choiceOf = ({ set, codeOf }: PlaceWriter, node: SchemaNode, keyword: "anyOf" | "oneOf"): Code => {
  const discriminator = findDiscriminator(set, node, keyword);
  if (discriminator) return taggedOf(discriminator, codeOf);
  const branches = placesOf(node, keyword);
  const overlap = keyword === "oneOf" ? disjointnessOf(set).overlapOf(branches) : undefined;
  const codes = branches.map(codeOf);
  return overlap ? helperCall("exactlyOne", [group(js`[`, codes, js`]`)]) : unionCode(codes);
};
