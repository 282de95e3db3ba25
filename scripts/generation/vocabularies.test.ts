import { expect, it } from "vitest";
import { toTypeName } from "../../packages/json-schema/src/name/type-name.ts";
import { toPascalCase } from "./vocabularies.mjs";

const parts = ["mail", "b", "2", "2go", "Sha256hash", "é", "größe", "e\u0301", "注文", "(all)", "it's", "_"];

const titles = parts.flatMap((one) =>
  parts.flatMap((other) => [`${one}${other}`, `a-${one}-${other}`, `a ${one} ${other}`]),
);

it("names types as codegen does", () => {
  // A type begins with a letter, and so does the name of a vocabulary.
  const named = titles.filter((title) => /^\p{L}/u.test(title));
  expect(named.map((title) => [title, toPascalCase(title)])).toEqual(named.map((title) => [title, toTypeName(title)]));
  expect(named.length).toBeGreaterThan(300);
});
