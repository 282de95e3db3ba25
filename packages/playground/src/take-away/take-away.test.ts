import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { diagnose } from "@email-events/diagnose";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { readSamples } from "../../build/samples.ts";
import { noSettings, type Settings } from "../options/settings.ts";
import { eventMaps } from "./event-type.ts";
import { takeAway } from "./take-away.ts";

const textsOf = (text: string, settings: Settings = noSettings, number = 1): ReadonlyMap<string, string> => {
  const { texts } = takeAway(text, { number, origin: undefined, settings });
  return new Map(texts.map((one) => [one.name, one.text]));
};

const odd = [
  ["no JSON", '{"type": "track", '],
  ["a repeated key", '{"type":"track","event":"Email Opened","userId":"a","userId":"b","messageId":"m"}'],
  ["__proto__", '{"type":"track","event":"Email Opened","userId":"a","properties":{"__proto__":{"x":1}}}'],
  [
    "quotes, lines and hidden characters",
    JSON.stringify({ type: "track", event: "`${1}'\"\n\u202e\u2028", userId: "a" }),
  ],
  ["a custom name", JSON.stringify({ type: "track", event: "Email Open", userId: "ada", messageId: "m" })],
  ["a number out of range", '{"type":"track","event":"Email Opened","userId":"a","properties":{"email_id":1e999}}'],
  ["no event", "7"],
  ["half a surrogate pair", String.raw`{"type":"track","event":"\ud800","userId":"a"}`],
] as const;
const events = [...odd, ...readSamples().map(({ name, text, vocabulary }) => [`${vocabulary} ${name}`, text] as const)];

describe("the test to take away", () => {
  const folder = mkdtempSync(join(tmpdir(), "email-events-taken-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a test that was written; returns the names of the tests in it. */
  const run = async (source: string, file: string): Promise<readonly string[]> => {
    const path = join(folder, file);
    const body = source.replaceAll(/^import .*$/gm, "");
    writeFileSync(path, `export const run = ({ diagnose, expect, it }) => {${body}};`);
    const loaded: { readonly run: (given: object) => void } = await import(pathToFileURL(path).href);
    const names: string[] = [];
    const own = (name: string, test: () => void): void => {
      names.push(name);
      test();
    };
    loaded.run({ diagnose, expect, it: own });
    return names;
  };

  it.each(events)("passes for %s", async (name, text) => {
    const source = textsOf(text).get("Test") ?? "";
    expect(source).toContain('import { diagnose } from "@email-events/diagnose";');
    expect(await run(source, `${events.findIndex(([one]) => one === name)}.mjs`)).toHaveLength(1);
  });

  it("has the options of the mappers in it", async () => {
    const sample = readSamples().find(({ name, vocabulary }) => vocabulary === "airship" && name === "open");
    const source = textsOf(sample?.text ?? "", new Map([["airship.opens", ["both"]]])).get("Test") ?? "";
    expect(source).toContain('opens: "both"');
    expect(await run(source, "options.mjs")).toEqual(["open arrives"]);
    await expect(run(source.replace('opens: "both",', ""), "without.mjs")).rejects.toThrow(/expected/);
  });
});

describe("the types to take away", () => {
  it("are those of the vocabulary, which core exports", () => {
    const [sample] = readSamples().filter(
      ({ name, vocabulary }) => vocabulary === "airship" && name === "initial-open",
    );
    expect(textsOf(sample?.text ?? "").get("TypeScript type")).toBe(
      `import type { AirshipEmailEventMap, SemanticEmailEventMap } from "@email-events/core";

/** The event as it comes. */
export type GivenEvent = AirshipEmailEventMap["initial_open"];

/** The call that is sent for it. */
export type SentCall = SemanticEmailEventMap["Email Opened"];
`,
    );
    const names = ["airship", "bulk-tracking", "semantic"].map((vocabulary) =>
      readFileSync(new URL(`../../../core/src/generated/${vocabulary}/names.ts`, import.meta.url), "utf8"),
    );
    for (const { map } of eventMaps) expect(names.join("\n")).toContain(`export interface ${map} {`);
  });

  it("are made of the values of an event that no vocabulary has", () => {
    const text = JSON.stringify({ a: 1, "b c": [1, "x", null], d: {}, e: [], f: { g: true } });
    expect(textsOf(text).get("TypeScript type")).toBe(`/** The event as it comes. */
export type GivenEvent = {
  readonly a: number;
  readonly "b c": readonly (number | string | null)[];
  readonly d: object;
  readonly e: readonly (unknown)[];
  readonly f: {
    readonly g: boolean;
  };
};
`);
  });

  it.each(events)("are TypeScript for %s", (_name, text) => {
    const source = textsOf(text).get("TypeScript type") ?? "";
    expect(ts.transpileModule(source, { reportDiagnostics: true }).diagnostics).toEqual([]);
  });
});

describe("taking away", () => {
  it("takes the event of the number, wherever it is in the text", () => {
    const one = JSON.stringify({ type: "track", event: "Email Opened", userId: "å😀", messageId: "1" });
    const two = one.replace('"1"', '"2"');
    for (const text of [`${one}\n\n  ${two}`, `[${one}, ${two}]`, `{"batch": [${one},\n${two}]}`])
      expect(JSON.parse(textsOf(text, noSettings, 2).get("Semantic JSON") ?? "")).toEqual(JSON.parse(two));
    expect(takeAway(one, { number: 2, origin: undefined, settings: noSettings }).texts).toEqual([]);
  });

  it("says that nothing is sent for an event that is skipped, and still has its test and report", () => {
    const sample = readSamples().find(({ name, vocabulary }) => vocabulary === "airship" && name === "open");
    const { sentence } = takeAway(sample?.text ?? "", { number: 1, origin: undefined, settings: noSettings });
    expect(sentence).toContain("Nothing is sent for it");
    expect([...textsOf(sample?.text ?? "").keys()]).toEqual(["Test", "TypeScript type", "Report for a ticket"]);
  });

  it("shows hidden characters as escapes", () => {
    for (const text of textsOf(odd[3][1]).values()) expect(text).not.toMatch(/[\u2028\u202e]/);
  });

  it("has only a report of an event that is too large", () => {
    const text = JSON.stringify({ type: "track", event: "Email Opened", userId: "a", x: "y".repeat(300_000) });
    expect([...textsOf(text).keys()]).toEqual(["Report for a ticket"]);
  });
});
