import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  argument,
  choice,
  defineCommand,
  flag,
  number,
  parse,
  type Program,
  repeated,
  required,
  text,
  UsageError,
  withDefault,
} from "./index.ts";

const send = defineCommand({
  name: "send",
  summary: "Send events",
  usage: "--to WHERE [options]",
  inputs: {
    to: required({ ...text("WHERE", "where events go"), expected: "sandbox or a URL" }),
    report: choice("FORMAT", ["json", "text"], "format of the report"),
    count: withDefault(number("N", { least: 0, most: 100 }, "how many"), "10"),
    wait: number("SECONDS", { least: 0.001, decimals: 3 }, "how long to wait"),
    key: repeated(text("NAME", "a key to keep")),
    check: flag("only compare"),
  },
  environment: { MAIL_KEY: "every --to but sandbox", HTTPS_PROXY: "proxy of requests" },
  examples: ["mail send --to sandbox"],
  run: async (values, io: string[]) => io.push(JSON.stringify(values)),
});

const validate = defineCommand({
  name: "validate",
  summary: "Validate a file",
  usage: "FILE [options]",
  inputs: { file: argument(required(text("FILE", "a file of events"))), strict: flag("refuse more") },
  examples: [],
  run: async (values, io: string[]) => io.push(JSON.stringify(values)),
});

const quote = (word: string): string => (word.length > 20 ? `${word.slice(0, 20)}...` : word);
const program = { name: "mail", summary: "Mail.", version: "1.2.3", commands: [send, validate], quote };

const run = async (...argv: readonly string[]): Promise<unknown> => {
  const call = parse(program, argv);
  if (call.kind !== "run") return call;
  const printed: string[] = [];
  await call.run(printed);
  return JSON.parse(printed[0] ?? "");
};

const refusalOf = (...argv: readonly string[]): string => {
  try {
    return `parsed as ${parse(program, argv).kind}`;
  } catch (error) {
    return error instanceof UsageError ? error.message : `threw ${String(error)}`;
  }
};

const linesOf = (...argv: readonly string[]): readonly string[] => {
  const call = parse(program, argv);
  return call.kind === "run" ? [] : call.lines;
};

const defaults = { to: "x", count: 10, key: [], check: false };

describe("parse", () => {
  it.each([
    ["values after blanks and after =", ["send", "--to", "x", "--count=5"], { ...defaults, count: 5 }],
    ["a value with = in it", ["send", "--to=a=b"], { ...defaults, to: "a=b" }],
    ["the last of repeated values", ["send", "--to", "y", "--to", "x"], defaults],
    [
      "each of values that are repeatable",
      ["send", "--to=x", "--key", "b", "--key=a"],
      { ...defaults, key: ["b", "a"] },
    ],
    ["a flag once or twice", ["send", "--to=x", "--check", "--check"], { ...defaults, check: true }],
    ["a value that begins with - after =", ["send", "--to=--check"], { ...defaults, to: "--check" }],
    ["- as a value", ["send", "--to", "-"], { ...defaults, to: "-" }],
    ["decimals", ["send", "--to=x", "--wait", "0.25"], { ...defaults, wait: 0.25 }],
    ["- as an argument", ["validate", "-"], { strict: false, file: "-" }],
    ["options behind an argument", ["validate", "a", "--strict"], { strict: true, file: "a" }],
    [
      "a file that is called like an option, behind --",
      ["validate", "--", "--strict"],
      { strict: false, file: "--strict" },
    ],
    ["help as a file, behind --", ["validate", "--", "--help"], { strict: false, file: "--help" }],
    ["a file that is called like a number, behind --", ["validate", "--", "-1"], { strict: false, file: "-1" }],
  ])("takes %s", async (_, argv, values) => {
    expect(await run(...argv)).toEqual(values);
  });

  it.each([
    [[], "Missing command (send or validate; run mail --help)"],
    [["--"], "Missing command (send or validate; run mail --help)"],
    [["valdiate", "x"], 'Unknown command "valdiate" (did you mean validate?)'],
    [["publish"], 'Unknown command "publish" (send or validate; run mail --help)'],
    [[""], 'Unknown command "" (send or validate; run mail --help)'],
    [["constructor"], 'Unknown command "constructor" (send or validate; run mail --help)'],
    [["help", "sned"], 'Unknown command "sned" (did you mean send?)'],
    [["--to", "x", "send"], "Unknown option --to (run mail --help)"],
    [["--verison"], "Unknown option --verison (did you mean --version?)"],
    [["send", "--version"], "Unknown option --version (run mail send --help)"],
    [["send", "--ot", "x"], "Unknown option --ot (did you mean --to?)"],
    [["send", "--cuont", "5"], "Unknown option --cuont (did you mean --count?)"],
    [["send", "--cou", "5"], "Unknown option --cou (did you mean --count?)"],
    [["send", "--cuont=5"], "Unknown option --cuont (did you mean --count?)"],
    [["send", "-to", "x"], "Unknown option -to (did you mean --to?)"],
    [["validate", "--file"], "Unknown option --file (run mail validate --help)"],
    [["send", "-x"], "Unknown option -x (run mail send --help)"],
    [["send", "--constructor", "x"], "Unknown option --constructor (run mail send --help)"],
    [["send", "--__proto__=x"], "Unknown option --__proto__ (run mail send --help)"],
    [["send", "--no-check"], "Unknown option --no-check (did you mean --check?)"],
    [["send", "--check=yes"], "--check takes no value (run mail send --help)"],
    [["send", "--to"], "--to requires a value (sandbox or a URL)"],
    [["send", "--to", "--check"], "--to requires a value (sandbox or a URL)"],
    [["send", "--count", "-1"], "--count requires a value (a whole number from 0 to 100)"],
    [["send", "--to", "--", "x"], "--to requires a value (sandbox or a URL)"],
    [["send"], "--to is required (sandbox or a URL)"],
    [["send", "--to", ""], "--to must not be empty"],
    [["send", "--to="], "--to must not be empty"],
    [["send", "--to=x", "--report", "jsn"], '--report must be json or text, not "jsn" (did you mean json?)'],
    [["send", "--to=x", "--report", "JSON"], '--report must be json or text, not "JSON" (did you mean json?)'],
    [["send", "--to=x", "--report", ""], '--report must be json or text, not ""'],
    [["send", "--to=x", "--report", "toString"], '--report must be json or text, not "toString"'],
    [["send", "--to=x", "more"], 'Unexpected argument "more" (run mail send --help)'],
    [["validate"], "FILE is required (a file of events)"],
    [["validate", ""], "FILE must not be empty"],
    [["validate", "a", "b", "c"], 'Unexpected argument "b" (run mail validate --help)'],
    [["validate", "--", "a", "-b"], 'Unexpected argument "-b" (run mail validate --help)'],
    [["validate", "-1"], "Unknown option -1 (run mail validate --help)"],
  ])("refuses %j", (argv, message) => {
    expect(refusalOf(...argv)).toBe(message);
  });

  it.each([
    "1e3",
    "-1",
    " 5",
    "5 ",
    "+5",
    "0x10",
    "1.5",
    "1_000",
    "1,000",
    "Infinity",
    "NaN",
    "",
    "٣",
    "101",
    "9".repeat(400),
  ])("refuses the number %j", (written) => {
    expect(refusalOf("send", "--to=x", `--count=${written}`)).toBe(
      `--count must be a whole number from 0 to 100, not "${quote(written)}"`,
    );
  });

  it.each(["0", "0.0001", ".5", "1.", "1e1"])("refuses the number with decimals %j", (written) => {
    expect(refusalOf("send", "--to=x", `--wait=${written}`)).toBe(
      `--wait must be a number, 0.001 or more, with at most 3 decimals, not "${written}"`,
    );
  });

  it("reads values in the order of the options, and refuses the first that is wrong", () => {
    expect(refusalOf("send", "--count=x", "--report=x", "--to=x")).toMatch(/^--report/);
    expect(refusalOf("send", "--count=x", "--nope")).toMatch(/^Unknown option/);
  });

  it("refuses or takes any words, and throws nothing else", () => {
    const word = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "send",
        "validate",
        "help",
        "--",
        "-",
        "--to",
        "--count",
        "--to=x",
        "--check",
        "-h",
        "-1",
        "\ud800",
      ),
    );
    fc.assert(fc.property(fc.array(word, { maxLength: 6 }), (argv) => !refusalOf(...argv).startsWith("threw")));
  });

  it("refuses more words than the parser can take", () => {
    const words = Array.from({ length: 300_000 }, () => "a");
    expect(() => parse(program, words)).toThrow("Too many arguments (300000)");
    expect(refusalOf("validate", ...Array.from({ length: 40_000 }, () => "a"))).toMatch(/^Unexpected argument/);
  });

  it("takes no time for words of 10 MB, and repeats only their beginning", () => {
    const long = "-".repeat(10) + "x".repeat(10_000_000);
    const startedAt = process.cpuUsage().user;
    for (const argv of [
      [long.slice(10)],
      [long],
      ["send", long],
      ["send", "--report", long.slice(10)],
      ["help", long],
    ]) {
      expect(refusalOf(...argv).length).toBeLessThan(200);
    }
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(10_000);
  });
});

describe("help", () => {
  it("of the program lists its commands", () => {
    expect(linesOf("--help")).toEqual([
      "Usage: mail COMMAND [options]",
      "",
      "Mail.",
      "",
      "Options:",
      "  --version   show the version",
      "  -h, --help  show this help",
      "",
      "Commands:",
      "  send        Send events",
      "  validate    Validate a file",
      "  help        Show the help of a command",
      "",
      "Run mail COMMAND --help for the options of a command.",
    ]);
  });

  it("of a command lists its options with what they take, its variables, and examples", () => {
    expect(linesOf("send", "--help")).toEqual([
      "Usage: mail send --to WHERE [options]",
      "",
      "Send events.",
      "",
      "Options:",
      "  --to WHERE       where events go (sandbox or a URL; required)",
      "  --report FORMAT  format of the report (json or text)",
      "  --count N        how many (a whole number from 0 to 100; default: 10)",
      "  --wait SECONDS   how long to wait (a number, 0.001 or more, with at most 3 decimals)",
      "  --key NAME       a key to keep (repeatable)",
      "  --check          only compare",
      "  -h, --help       show this help",
      "",
      "Environment:",
      "  MAIL_KEY     every --to but sandbox",
      "  HTTPS_PROXY  proxy of requests",
      "",
      "Examples:",
      "  $ mail send --to sandbox",
    ]);
    expect(linesOf("validate", "-h").slice(4, 6)).toEqual(["Arguments:", "  FILE        a file of events (required)"]);
  });

  it.each([[["-h"]], [["help"]], [["--help", "send"]], [["--nope", "-h"]], [["help", "--help"]], [["help", "help"]]])(
    "of the program is shown by %j",
    (argv) => {
      expect(linesOf(...argv)).toEqual(linesOf("--help"));
    },
  );

  it.each([
    [["help", "send"]],
    [["send", "-h"]],
    [["send", "--nope", "--help"]],
    [["send", "--to", "--help"]],
    [["send", "--to", "--count", "5", "--help"]],
    [["send", "-1", "-h"]],
    [["send", "x", "y", "--help"]],
    [["send", "--count=x", "-h"]],
  ])("of a command is shown by %j", (argv) => {
    expect(linesOf(...argv)).toEqual(linesOf("send", "--help"));
  });

  it("is no answer to --version", () => {
    expect(parse(program, ["--version"])).toEqual({ kind: "version", lines: ["1.2.3"] });
    expect(parse(program, ["--version", "send"])).toEqual({ kind: "version", lines: ["1.2.3"] });
  });
});

it("requires one at least of an option that may be repeated", () => {
  const command = defineCommand({
    name: "make",
    summary: "Make",
    usage: "",
    inputs: { from: required(repeated(text("DIR", "a folder"))) },
    examples: [],
    run: async () => 0,
  });
  const made: Program<null> = {
    name: "maker",
    summary: "",
    version: "1.0.0",
    commands: [command],
    quote: (word) => word,
  };
  expect(() => parse(made, ["make"])).toThrow("--from is required (a folder)");
  expect(parse(made, ["make", "--from", "a", "--from", "b"]).kind).toBe("run");
});
