import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  argument,
  defineCommand,
  flag,
  number,
  parse,
  repeated,
  required,
  text,
  UsageError,
  type Group,
} from "./index.ts";

const run = (name: string) => async (values: unknown, io: string[]) => io.push(`${name} ${JSON.stringify(values)}`);

const list = defineCommand({
  name: "list",
  summary: "List letters",
  usage: "[options]",
  inputs: { limit: number("N", { least: 1 }, "how many") },
  examples: ["mail letters list --limit 5"],
  run: run("list"),
});
const drop = defineCommand({
  name: "drop",
  summary: "Forget letters",
  usage: "ID...",
  inputs: { ids: argument(repeated(number("ID", { least: 1 }, "number of a letter"))), all: flag("all of them") },
  examples: [],
  run: run("drop"),
});
const send = defineCommand({
  name: "send",
  summary: "Send a file",
  usage: "FILE",
  inputs: { file: argument(required(text("FILE", "a file"))) },
  examples: [],
  run: run("send"),
});
const old: Group<string[]> = { name: "old", summary: "Old letters", commands: [list] };
const letters: Group<string[]> = { name: "letters", summary: "List and forget letters", commands: [list, drop, old] };
const quote = (word: string): string => word.slice(0, 20);
const program = { name: "mail", summary: "Mail.", version: "1.2.3", commands: [send, letters], quote };

const printed = async (...argv: readonly string[]): Promise<readonly string[]> => {
  const call = parse(program, argv);
  if (call.kind !== "run") return call.lines;
  const lines: string[] = [];
  await call.run(lines);
  return lines;
};

const refusalOf = (...argv: readonly string[]): string => {
  try {
    return `parsed as ${parse(program, argv).kind}`;
  } catch (error) {
    return error instanceof UsageError ? error.message : `threw ${String(error)}`;
  }
};

describe("a group of commands", () => {
  it.each([
    [["letters", "list"], "list {}"],
    [["letters", "list", "--limit=5"], 'list {"limit":5}'],
    [["letters", "drop", "3", "--all", "4"], 'drop {"ids":[3,4],"all":true}'],
    [["letters", "old", "list", "--limit", "2"], 'list {"limit":2}'],
    [["send", "letters"], 'send {"file":"letters"}'],
  ])("takes %j", async (argv, line) => {
    expect(await printed(...argv)).toEqual([line]);
  });

  it.each([
    [["letters"], "Missing command (list, drop or old; run mail letters --help)"],
    [["letters", "--"], "Missing command (list, drop or old; run mail letters --help)"],
    [["letters", "lsit"], 'Unknown command "lsit" (did you mean list?)'],
    [["letters", "publish"], 'Unknown command "publish" (list, drop or old; run mail letters --help)'],
    // A command of the program isn't one of the group.
    [["letters", "send"], 'Unknown command "send" (list, drop or old; run mail letters --help)'],
    [["list"], 'Unknown command "list" (send or letters; run mail --help)'],
    [["letters", "help", "dorp"], 'Unknown command "dorp" (did you mean drop?)'],
    [["help", "letters", "dorp"], 'Unknown command "dorp" (did you mean drop?)'],
    [["lettres", "list"], 'Unknown command "lettres" (did you mean letters?)'],
    [["letters", "--limit", "5", "list"], "Unknown option --limit (run mail letters --help)"],
    [["letters", "--hlep"], "Unknown option --hlep (did you mean --help?)"],
    [["letters", "--version"], "Unknown option --version (run mail letters --help)"],
    [["letters", "list", "--limt", "5"], "Unknown option --limt (did you mean --limit?)"],
    [["letters", "list", "--nope"], "Unknown option --nope (run mail letters list --help)"],
    [["letters", "list", "x"], 'Unexpected argument "x" (run mail letters list --help)'],
    [["letters", "drop", "x"], 'ID must be a whole number, 1 or more, not "x"'],
    [["letters", "drop", "-1"], "Unknown option -1 (run mail letters drop --help)"],
    [["letters", "old"], "Missing command (list; run mail letters old --help)"],
    [["letters", "constructor"], 'Unknown command "constructor" (list, drop or old; run mail letters --help)'],
  ])("refuses %j", (argv, message) => {
    expect(refusalOf(...argv)).toBe(message);
  });

  it("stands in the help of the program by its summary", async () => {
    expect((await printed("--help")).slice(8, 12)).toEqual([
      "Commands:",
      "  send        Send a file",
      "  letters     List and forget letters",
      "  help        Show the help of a command",
    ]);
  });

  it("has a help of its own", async () => {
    expect(await printed("letters", "--help")).toEqual([
      "Usage: mail letters COMMAND [options]",
      "",
      "List and forget letters.",
      "",
      "Options:",
      "  -h, --help  show this help",
      "",
      "Commands:",
      "  list        List letters",
      "  drop        Forget letters",
      "  old         Old letters",
      "  help        Show the help of a command",
      "",
      "Run mail letters COMMAND --help for the options of a command.",
    ]);
  });

  it.each([
    [["letters", "-h"]],
    [["letters", "help"]],
    [["help", "letters"]],
    [["letters", "help", "--help"]],
    [["letters", "--nope", "--help"]],
    [["letters", "nope", "--help"]],
  ])("shows its help for %j", async (argv) => {
    expect(await printed(...argv)).toEqual(await printed("letters", "--help"));
  });

  it.each([[["letters", "help", "list"]], [["help", "letters", "list"]], [["letters", "list", "--nope", "-h"]]])(
    "shows the help of a command for %j",
    async (argv) => {
      const lines = await printed("letters", "list", "--help");
      expect(lines[0]).toBe("Usage: mail letters list [options]");
      expect(await printed(...argv)).toEqual(lines);
    },
  );

  it("shows the help of a group inside of a group", async () => {
    const lines = await printed("help", "letters", "old");
    expect(lines[0]).toBe("Usage: mail letters old COMMAND [options]");
    expect((await printed("help", "letters", "old", "list"))[0]).toBe("Usage: mail letters old list [options]");
  });

  it("refuses or takes any words, and throws nothing else", () => {
    const word = fc.constantFrom(
      "letters",
      "old",
      "list",
      "drop",
      "send",
      "help",
      "--",
      "-h",
      "--help",
      "--limit",
      "7",
      "",
    );
    fc.assert(fc.property(fc.array(word, { maxLength: 6 }), (argv) => !refusalOf(...argv).startsWith("threw")));
  });
});
