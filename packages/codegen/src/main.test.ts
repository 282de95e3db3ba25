import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { run } from "./testing/run-main.ts";

describe("main", () => {
  it.each([
    ["no command", [], "Say what to do: generate"],
    ["an unknown command", ["make"], 'There is no command "make"'],
    ["an unknown flag", ["generate", "--schema", "x"], "--schema"],
    ["no schemas", ["generate", "--out", "x"], "--schemas DIR"],
    ["no output", ["generate", "--schemas", "x"], "--out DIR"],
    ["an unknown kind", ["generate", "--schemas", "x", "--out", "y", "--emit", "types,go"], `doesn't know "go"`],
    [
      "an unknown format mode",
      ["generate", "--schemas", "x", "--out", "y", "--formats", "maybe"],
      "assert or annotate",
    ],
    ["an unknown source of types", ["generate", "--schemas", "x", "--out", "y", "--types", "copy"], "import or inline"],
    ["an unknown language", ["generate", "--schemas", "x", "--out", "y", "--validators", "tsx"], "it takes ts or js"],
    ["schemas without a name", ["generate", "--schemas", "", "--out", "y"], "The folder of schemas has no name"],
    ["an output without a name", ["generate", "--schemas", "x", "--out", ""], "The folder to write to has no name"],
    ["types from nowhere", ["generate", "--schemas", "x", "--out", "y", "--types-from", ""], "--types-from MODULE"],
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
    ["both modes", ["generate", "--schemas", "x", "--out", "y", "--check", "--watch"], "--check or --watch"],
  ])("exits with 2 and the usage for %s", async (_, args, words) => {
    const { exitCode, error } = await run(args);
    expect(exitCode).toBe(2);
    expect(error).toContain(words);
    expect(error).toContain("Usage: email-events-codegen generate --schemas DIR --out DIR");
  });

  it.each([[["--help"]], [["-h"]], [["help"]], [["generate", "--help"]], [["--help", "diff"]], [["diff", "a", "-h"]]])(
    "prints the usage when asked for it by %j",
    async (args) => {
      const { exitCode, out, error } = await run(args);
      expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
      expect(out).toContain("Usage: email-events-codegen generate --schemas DIR --out DIR");
      expect(out).toContain("Usage: email-events-codegen diff OLD NEW");
    },
  );

  it("prints its version when asked for it", async () => {
    const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(await run(["--version"])).toEqual({ exitCode: 0, out: manifest.version, error: "" });
  });
});
