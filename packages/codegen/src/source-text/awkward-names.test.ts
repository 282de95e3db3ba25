import { describe, expect, it } from "vitest";
import { validatorOf } from "../testing/validator-of.ts";
import { placements } from "./testing/hostile-documents.ts";
import { make } from "./testing/make.ts";
import { syntaxOf } from "./testing/syntax.ts";

const inherited = [
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
  "length",
  "name",
  "arguments",
  "caller",
];

const reserved = "await class default enum get import new null this type yield z v sink check".split(" ");

const names = [...inherited, ...reserved, "", " ", "0", "-1", "1e3", "$", "_", "\ud800", "__proto__ "];

/** The places at which a name makes a difference. */
const naming = ["values and names", "keywords of validators", "a title", "a definition's name", "a file's name"];

describe.each(names)("something called %j", (name) => {
  it("is generated from at every place", async () => {
    for (const place of naming) {
      if (name === "" && place.endsWith("name")) continue;
      for (const [path, text] of (await make(placements[place]!(name))).files) {
        expect({ place, path, complaints: syntaxOf(path, text).complaints }).toEqual({ place, path, complaints: [] });
      }
    }
  });

  it("is a property like others", () => {
    const withName = (value: unknown) => Object.fromEntries([[name, value]]);
    const { is, issuesOf } = validatorOf({
      type: "object",
      required: [name],
      properties: withName({ type: "string" }),
      additionalProperties: false,
      minProperties: 1,
      dependentRequired: withName([name]),
    });
    expect(is(withName("a"))).toBe(true);
    expect(is(withName(1))).toBe(false);
    expect(is({})).toBe(false);
    expect(issuesOf({})[0]).toMatchObject({ code: "required", received: "nothing" });
  });

  it("is a tag and a constant like others", () => {
    const branch = (tag: string) => ({
      type: "object",
      required: [name],
      properties: Object.fromEntries([[name, { const: tag }]]),
    });
    const { is } = validatorOf({ oneOf: [branch(name), branch(`${name} 2`)] });
    const tagged = (tag: unknown) => Object.fromEntries([[name, tag]]);
    expect([name, `${name} 2`, "other", 1, undefined].map((tag) => is(tagged(tag)))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    const constant = validatorOf({ enum: [Object.fromEntries([[name, name]]), name] });
    expect([tagged(name), name, tagged("other"), "other"].map((value) => constant.is(value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
