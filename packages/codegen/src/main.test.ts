import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { run } from "./testing/run-main.ts";

describe("main", () => {
  it.each([
    ["no command", [], "Missing command (generate, diff or gate; run email-events-codegen --help)"],
    ["an unknown command", ["make"], 'Unknown command "make"'],
    ["a misspelled command", ["genrate"], "(did you mean generate?)"],
    ["a misspelled command to help with", ["help", "dif"], "(did you mean diff?)"],
    ["an unknown flag", ["generate", "--schema", "x"], "Unknown option --schema (did you mean --schemas?)"],
    ["an unknown flag like no other", ["generate", "--quiet"], "(run email-events-codegen generate --help)"],
    ["an option without a value", ["generate", "--schemas", "--out", "y"], "--schemas requires a value"],
    ["a flag with a value", ["generate", "--check=yes"], "--check takes no value"],
    ["an argument", ["generate", "x"], 'Unexpected argument "x"'],
    ["no schemas", ["generate", "--out", "x"], "--schemas is required (folder of schemas, or one schema)"],
    ["no output", ["generate", "--schemas", "x"], "--out is required (output folder"],
    [
      "an unknown kind",
      ["generate", "--schemas", "x", "--out", "y", "--emit", "types,go"],
      `--emit must be types, names, validators, commonjs, zod or schemas, not "go"`,
    ],
    [
      "an unknown format mode",
      ["generate", "--schemas", "x", "--out", "y", "--formats", "maybe"],
      "--formats must be assert or annotate, not",
    ],
    [
      "an unknown source of types",
      ["generate", "--schemas", "x", "--out", "y", "--types", "copy"],
      "--types must be import or inline, not",
    ],
    [
      "an unknown language",
      ["generate", "--schemas", "x", "--out", "y", "--validators", "tsx"],
      "--validators must be ts or js, not",
    ],
    ["schemas without a name", ["generate", "--schemas", "", "--out", "y"], "The folder of schemas has no name"],
    ["an output without a name", ["generate", "--schemas", "x", "--out", ""], "The folder to write to has no name"],
    [
      "types from nowhere",
      ["generate", "--schemas", "x", "--out", "y", "--types-from", ""],
      "--types-from must not be empty",
    ],
    [
      "a watch without a name",
      ["generate", "--schemas", "", "--out", "y", "--watch"],
      "The folder of schemas has no name",
    ],
    ["a name without a place", ["generate", "--schemas", "x", "--out", "y", "--name", "Foo=Bar"], "FILE#POINTER=NAME"],
    [
      "a place without a name",
      ["generate", "--schemas", "x", "--out", "y", "--name", "#/$defs/a="],
      "FILE#POINTER=NAME",
    ],
    [
      "both modes",
      ["generate", "--schemas", "x", "--out", "y", "--check", "--watch"],
      "--check and --watch are mutually exclusive",
    ],
  ])("exits with 2 and one sentence for %s", async (_, args, words) => {
    const { exitCode, out, error } = await run(args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(error).toMatch(/^error: [^\n]+$/);
    expect(error).toContain(words);
  });

  it.each([[["--help"]], [["-h"]], [["help"]], [["--help", "diff"]]])("lists its commands for %j", async (args) => {
    const { exitCode, out, error } = await run(args);
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
    expect(out).toMatch(/^Usage: email-events-codegen COMMAND \[options\]\n/);
    expect(out).toMatch(/^ {2}generate +\S[^]*^ {2}diff +\S[^]*^ {2}gate +\S/m);
  });

  it.each([
    [
      "generate --schemas DIR --out DIR",
      [
        ["generate", "--help"],
        ["help", "generate"],
        ["generate", "--out", "-h"],
      ],
    ],
    [
      "diff OLD NEW",
      [
        ["diff", "a", "-h"],
        ["help", "diff"],
        ["diff", "--nope", "--help"],
      ],
    ],
    [
      "gate --schemas DIR --package DIR",
      [
        ["gate", "-h"],
        ["help", "gate"],
      ],
    ],
  ])("prints the usage of %s, with choices and examples", async (usage, calls) => {
    for (const args of calls) {
      const { exitCode, out, error } = await run(args);
      expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
      expect(out).toContain(`Usage: email-events-codegen ${usage}`);
      expect(out).toMatch(/\bor \w+(; default: \w+)?\)/);
      expect(out).toMatch(/^Examples:\n {2}\$ npx @email-events\/codegen \w/m);
    }
  });

  it("has examples in its help that can be parsed", async () => {
    for (const command of ["generate", "diff", "gate"]) {
      const { out } = await run(["help", command]);
      for (const [, words = ""] of out.matchAll(/^ {2}\$ npx @email-events\/codegen (.*)$/gm)) {
        // Paths that lead nowhere: what is written is all right, and what is read isn't there.
        const args = words
          .split(" ")
          .map((word) => (/^(schemas|old|new|packages\/core)$/.test(word) ? "none/such" : word));
        expect((await run(args)).error).not.toMatch(/^error: (?!none)/);
      }
    }
  });

  it("has the options of its help in the documentation, and no others", async () => {
    const read = (path: string): Promise<string> => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");
    const namesIn = (text: string): readonly string[] =>
      [...new Set(Array.from(text.matchAll(/--([a-z][\w-]+)/g), ([, name = ""]) => name))].toSorted();
    const helps = await Promise.all(["generate", "diff", "gate"].map(async (name) => (await run(["help", name])).out));
    const options = helps.join("\n").match(/^ {2}(?:-h, )?--[\w-]+/gm) ?? [];
    const [, cli = ""] = /^## CLI$([^]*?)^## API$/m.exec(await read("packages/codegen/README.md")) ?? [];
    const [, flags = ""] = /^## Flags$([^]*)/m.exec(await read("docs/decisions/which-schemas.md")) ?? [];
    expect(namesIn(`${cli}${flags}--help`)).toEqual(namesIn(options.join("\n")));
  });

  it("prints its version when asked for it", async () => {
    const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await run(["--version"])).toEqual({ exitCode: 0, out: manifest.version, error: "" });
  });
});
