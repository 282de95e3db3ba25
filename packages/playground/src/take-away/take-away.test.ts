import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { diagnose } from "@email-events/diagnose";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { readSamples } from "../../build/samples.ts";
import { noSettings, type Settings } from "../options/settings.ts";
import { takeAway } from "./take-away.ts";

const textsOf = async (
  text: string,
  settings: Settings = noSettings,
  number = 1,
): Promise<ReadonlyMap<string, string>> => {
  const { texts } = await takeAway(text, { number, origin: undefined, settings });
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
    const source = (await textsOf(text)).get("Test") ?? "";
    expect(source).toContain('import { diagnose } from "@email-events/diagnose";');
    expect(await run(source, `${events.findIndex(([one]) => one === name)}.mjs`)).toHaveLength(1);
  });

  it("has the options of the mappers in it", async () => {
    const sample = readSamples().find(({ name, vocabulary }) => vocabulary === "airship" && name === "open");
    const source = (await textsOf(sample?.text ?? "", new Map([["airship.opens", ["both"]]]))).get("Test") ?? "";
    expect(source).toContain('opens: "both"');
    expect(await run(source, "options.mjs")).toEqual(["open arrives"]);
    await expect(run(source.replace('opens: "both",', ""), "without.mjs")).rejects.toThrow(/expected/);
  });
});

describe("the types to take away", () => {
  it("are those of the vocabulary, which core exports", async () => {
    const [sample] = readSamples().filter(
      ({ name, vocabulary }) => vocabulary === "airship" && name === "initial-open",
    );
    expect((await textsOf(sample?.text ?? "")).get("TypeScript type")).toBe(
      `import type { AirshipInitialOpenEvent, EmailOpened } from "@email-events/core";

/** The event as it comes. */
export type GivenEvent = AirshipInitialOpenEvent;

/** The call that is sent for it. */
export type SentCall = EmailOpened;
`,
    );
  });

  it.each(readSamples())("are exported by core for the sample $vocabulary $name", async ({ text, vocabulary }) => {
    const source = (await textsOf(text)).get("TypeScript type") ?? "";
    const [, imported = ""] = /^import type \{ (.*) \} from "@email-events\/core";$/m.exec(source) ?? [];
    expect(imported.split(", ").length).toBeGreaterThan(0);
    const read = (name: string): string =>
      readFileSync(new URL(`../../../core/src/generated/${name}/types.ts`, import.meta.url), "utf8");
    const types = `${read(vocabulary)}${read("semantic")}`;
    for (const name of imported.split(", "))
      expect(types).toMatch(new RegExp(`^export (?:type|interface) ${name}\\b`, "m"));
  });

  it("are made of the values of an event that no vocabulary has", async () => {
    const text = JSON.stringify({ a: 1, "b c": [1, "x", null], d: {}, e: [], f: { g: true } });
    expect((await textsOf(text)).get("TypeScript type")).toBe(`/** The event as it comes. */
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

  it.each(events)("are TypeScript for %s", async (_name, text) => {
    const source = (await textsOf(text)).get("TypeScript type") ?? "";
    expect(ts.transpileModule(source, { reportDiagnostics: true }).diagnostics).toEqual([]);
  });
});

describe("taking away", () => {
  it("takes the event of the number, wherever it is in the text", async () => {
    const one = JSON.stringify({ type: "track", event: "Email Opened", userId: "å😀", messageId: "1" });
    const two = one.replace('"1"', '"2"');
    for (const text of [`${one}\n\n  ${two}`, `[${one}, ${two}]`, `{"batch": [${one},\n${two}]}`])
      expect(JSON.parse((await textsOf(text, noSettings, 2)).get("Semantic JSON") ?? "")).toEqual(JSON.parse(two));
    const none = await takeAway(one, { number: 2, origin: undefined, settings: noSettings });
    expect(none.texts).toEqual([]);
  });

  it("says that nothing is sent for an event that is skipped, and still has its test and report", async () => {
    const sample = readSamples().find(({ name, vocabulary }) => vocabulary === "airship" && name === "open");
    const { sentence } = await takeAway(sample?.text ?? "", { number: 1, origin: undefined, settings: noSettings });
    expect(sentence).toContain("Nothing is sent for it");
    expect([...(await textsOf(sample?.text ?? "")).keys()]).toEqual(["Test", "TypeScript type", "Report for a ticket"]);
  });

  it("cuts the name of an event in sentences and titles, and no address in it", async () => {
    const event = `${"x".repeat(195)} nora@example.com ${"y".repeat(9_000)}`;
    const text = JSON.stringify({ type: "track", event, userId: "u" });
    const { sentence } = await takeAway(text, { number: 1, origin: undefined, settings: noSettings });
    expect(sentence).toMatch(/^Event 1, x+ \[address\]\.\.\.\.$/);
    expect((await textsOf(text)).get("Report for a ticket")?.split("\n")[0]).toMatch(/^# An email event: x+ /);
  });

  it("shows hidden characters as escapes", async () => {
    const hidden = "\u{e0041}\u00ad\u180e\u200d\u206f\ufff9\u{1d173}";
    const call = { type: "track", event: `Bought ${hidden}`, userId: "u", properties: { [hidden]: hidden } };
    const texts = await textsOf(JSON.stringify(call));
    for (const text of texts.values()) expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(texts.get("Semantic JSON") ?? "")).toEqual(call);
    for (const text of (await textsOf(odd[3][1])).values()) expect(text).not.toMatch(/[\u2028\u202e]/);
  });

  it("has only a report of an event that is too large", async () => {
    const text = JSON.stringify({ type: "track", event: "Email Opened", userId: "a", x: "y".repeat(300_000) });
    expect([...(await textsOf(text)).keys()]).toEqual(["Report for a ticket"]);
  });
});
