import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toSettings } from "../src/queue/settings.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

const {
  origin: _o,
  authorization: _a,
  redact: _r,
  random: _f,
  maxInFlightFar,
  ...defaults
} = toSettings({ writeKey: "key" });

/** The numbers and words of a text, as settings have them. */
const valuesIn = (text: string): readonly unknown[] =>
  [...text.matchAll(/\d[\d,]*|true|false|batch/g)].map(([word]) =>
    /\d/.test(word) ? Number(word.replaceAll(",", "")) : word === "batch" ? word : word === "true",
  );

/** The options in the order of a row of the README: `a`, `b` with the defaults 1, 2. */
const rows = read("README.md")
  .split("\n")
  .flatMap((line) => {
    const [, names = "", values = ""] = line.split("|");
    const options = [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
    return options.map((name, index) => [name, valuesIn(values)[index]] as const);
  });

const docs = read("src/client-options.ts");

describe.each(Object.entries(defaults))("the option %s", (name, value) => {
  it("has the default that the README says", () => {
    expect(rows).toContainEqual([name, value]);
  });

  it("has the default that its description says", () => {
    const description = docs
      .slice(0, docs.indexOf(`  readonly ${name}?:`))
      .split("/**")
      .at(-1)
      ?.replace(/\s+\*\s+/g, " ");
    const [, said = ""] = /Default:? `?([\w,]+)/.exec(description ?? "") ?? [];
    expect(valuesIn(said)).toEqual([value]);
  });
});

it("the most requests in flight for a far server are what both say", () => {
  expect(rows.filter(([name]) => name === "maxInFlight")).toHaveLength(1);
  expect(read("README.md")).toContain(`${defaults.maxInFlight}, up to ${maxInFlightFar} for a far server`);
  expect(docs.replace(/\s+\*\s+/g, " ")).toContain(
    `Default ${defaults.maxInFlight}, and for a far server up to ${maxInFlightFar}`,
  );
});
