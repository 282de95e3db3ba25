import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listWords } from "@email-events/cli";
import { sourceVocabularyNames, vocabularyNames } from "@email-events/diagnose/sources";
import { relayTo, runCommand, toLines } from "./testing/run-command.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-usage-"));
});
afterAll(() => rm(folder, { recursive: true }));

const save = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const lines = toLines(generateAirshipEvents({ seed: 2, count: 300 }));
const relay = relayTo("sandbox");

describe("wrong usage", () => {
  const to = ["--to", "sandbox"];
  it.each([
    [
      [],
      /^error: Missing command \(relay, run, ingest, deliver, validate, map, explain, rejects, offset, state, queue or config; run email-events --help\)$/,
    ],
    [["relais"], /^error: Unknown command "relais" \(did you mean relay\?\)$/],
    [["valdiate", "-"], /^error: Unknown command "valdiate" \(did you mean validate\?\)$/],
    [
      ["constructor"],
      /^error: Unknown command "constructor" \(relay, run, ingest, deliver, validate, map, explain, rejects, offset, state, queue or config; run email-events --help\)$/,
    ],
    [["relay", ...to], /^error: --from is required \(a file of events, or - for standard input\)$/],
    [["relay", "--from", "-"], /^error: --to is required \(sandbox, us, eu or a URL\)$/],
    [["relay", "--from", "-", "--to"], /^error: --to requires a value \(sandbox, us, eu or a URL\)$/],
    [["relay", "--from", "-", ...to, "--form", "x"], /^error: Unknown option --form \(did you mean --from\?\)$/],
    [["relay", "--from", "-", "--to", "mars"], /^error: There is no destination "mars"/],
    [["relay", "--from", "-", "--to", "ftp://x"], /^error: There is no destination/],
    [["relay", "--from", "-", "--to", "us"], /^error: Set PIPELINES_WRITE_KEY/],
    [["relay", "--from", "-", "--to", "http://127.0.0.1:1"], /^error: Set PIPELINES_WRITE_KEY/],
    [
      ["relay", "--from", "-", ...to, "--vocabulary", "latin"],
      new RegExp(`^error: --vocabulary must be ${listWords(vocabularyNames)}, not "latin"$`),
    ],
    [["relay", "--from", "-", ...to, "--report", "xml"], /^error: --report must be json, not "xml"$/],
    [["relay", "--from", "/no/such/file", ...to], /^error: Can't read \/no\/such\/file: there is no such file/],
    [["relay", "--from", "/", ...to], /^error: Can't read \/: it is a folder/],
    [["relay", "--from", "-", ...to, "--rejects", "/no/such/folder/x"], /^error: Can't write \/no\/such\/folder\/x/],
    [
      ["relay", "extra", "--from", "-", ...to],
      /^error: Unexpected argument "extra" \(run email-events relay --help\)$/,
    ],
    [["validate"], /^error: FILE is required \(a file of events, or - for standard input\)$/],
    [["relay", "--from", "-", "--to", "--report", "json"], /^error: --to requires a value/],
    [["relay", "--from", "", ...to], /^error: --from must not be empty$/],
    [["relay", "--from", "-", "--to", ""], /^error: --to must not be empty$/],
    [["relay", "--from", "-", ...to, "--rejects", ""], /^error: --rejects must not be empty$/],
    [
      ["relay", "--from", "-", ...to, "--vocab", "airship"],
      /^error: Unknown option --vocab \(did you mean --vocabulary\?\)$/,
    ],
    [["relay", "--version"], /^error: Unknown option --version/],
    [["--report", "json", "relay"], /^error: Unknown option --report/],
    [["help", "rely"], /^error: Unknown command "rely" \(did you mean relay\?\)$/],
    [["validate", "a", "b"], /^error: Unexpected argument "b" \(run email-events validate --help\)$/],
    [["map", "-1"], /^error: Unknown option -1/],
    [["map", "-", "--nope"], /^error: Unknown option --nope \(run email-events map --help\)$/],
  ])("%j ends with 2 and one sentence", async (argv, sentence) => {
    const { exitCode, out, err } = await runCommand(argv);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  it.each([
    ["http://127.0.0.1:1/path", /origin/],
    ["http://user:pass@127.0.0.1:1", /credentials/],
  ])("refuses %s as a destination", async (url, words) => {
    const argv = ["relay", "--from", "-", "--to", url];
    const { exitCode, err } = await runCommand(argv, { env: { PIPELINES_WRITE_KEY: "key" } });
    expect(exitCode).toBe(2);
    expect(err).toMatch(words);
  });

  it("doesn't change the rejects of the run before", async () => {
    const rejects = await save("kept.ndjson", "kept");
    await runCommand(["relay", "--from", "/no/such/file", ...to, "--rejects", rejects]);
    await runCommand(["relay", "--from", "-", "--to", "mars", "--rejects", rejects]);
    expect(await readFile(rejects, "utf8")).toBe("kept");
  });

  it("does not overwrite the source with the rejects", async () => {
    const file = await save("precious.ndjson", lines);
    const { exitCode, err } = await runCommand(["relay", "--from", file, ...to, "--rejects", file]);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/^error: --rejects and --from are the same file/)]);
    expect(await readFile(file, "utf8")).toBe(lines);
  });

  it("stops at a first event without a known vocabulary", async () => {
    const { exitCode, err } = await runCommand(["relay", "--from", "-", ...to], { stdin: '{"hello":1}' });
    expect([exitCode, err]).toEqual([
      2,
      expect.stringContaining(`pass --vocabulary ${sourceVocabularyNames.join(" or ")}`),
    ]);
  });

  it.each([["--help"], ["relay", "--help"], ["--version"]])("answers %s", async (...argv) => {
    const { exitCode, out, err } = await runCommand(argv);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out.length).toBeGreaterThan(4);
  });
});

describe("help", () => {
  it.each([["relay"], ["validate"], ["map"]])(
    "of %s is the same by each way to it, and has examples that parse",
    async (name) => {
      const { exitCode, out, err } = await runCommand([name, "--help"]);
      expect([exitCode, err]).toEqual([0, ""]);
      for (const argv of [
        ["help", name],
        [name, "-h"],
        [name, "--nope", "--help"],
        [name, "--vocabulary", "--help"],
      ])
        expect(await runCommand(argv)).toEqual({ exitCode, out, err });
      const examples = [...out.matchAll(/^ {2}\$ (?:.*\| )?npx @email-events\/relay ([^|>\n]*)/gm)].map(
        ([, words = ""]) => words,
      );
      expect(examples.length).toBeGreaterThan(1);
      for (const words of examples) {
        const { err: said } = await runCommand(words.trim().split(/\s+/));
        // Without the file or the key that it names, and nothing else, an example can't be run.
        expect(said).toMatch(/^error: (Can't read events|Set PIPELINES_WRITE_KEY)|^No event was read/);
      }
    },
  );

  it("of the program lists the commands, and of a command what its options take", async () => {
    const { out } = await runCommand(["--help"]);
    expect(out).toMatch(/^Usage: email-events COMMAND \[options\]\n/);
    expect(out).toMatch(/^ {2}relay +\S[^]*^ {2}validate +\S[^]*^ {2}map +\S/m);
    expect(await runCommand(["help"])).toMatchObject({ exitCode: 0, out });
    const { out: relayHelp } = await runCommand(["help", "relay"]);
    expect(relayHelp.replace(/\s+/g, " ")).toContain(`(${listWords(vocabularyNames)})`);
    expect(relayHelp).toMatch(/^ {2}--to WHERE +where events go \(sandbox, us, eu or a URL; required\)$/m);
  });

  it("is printed to standard error where standard output is closed, and ends with 2", async () => {
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" })),
    });
    const { exitCode, err } = await runCommand(["--help"], { stdout });
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/\(EPIPE\); this is the help:\nUsage: /)]);
  });
});

describe("a file that is called like an option", () => {
  it("is read behind --", async () => {
    const { exitCode, err } = await runCommand(["validate", "--", "--nope"]);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/^error: Can't read --nope: there is no such file/)]);
    expect(await runCommand(["relay", "--from=--nope", "--to", "sandbox"])).toEqual({ exitCode, out: "", err });
  });
});

describe("a wrong value of an option", () => {
  it.each([
    [[...relay, "--start-line", "0"], /^error: --start-line must be a whole number, 1 or more, not "0"$/],
    [[...relay, "--start-line=-1"], /^error: --start-line must be a whole number/],
    [[...relay, "--start-line", "-1"], /^error: --start-line requires a value \(a whole number, 1 or more\)$/],
    [[...relay, "--start-line", "1e3"], /^error: --start-line must be a whole number, 1 or more, not "1e3"$/],
    [[...relay, "--start-line", " 5"], /^error: --start-line must be a whole number/],
    [[...relay, "--max-rejects-bytes", "0"], /^error: --max-rejects-bytes must be a whole number, 1 or more, not "0"$/],
    [["map", "-", "--vocabulary", "bulktracking"], /\(did you mean bulk-tracking\?\)$/],
    [[...relay, "--start-line", "1.5"], /^error: --start-line must be a whole number/],
    [["map", "-", "--start-line", "x"], /^error: --start-line must be a whole number/],
    [["validate", "-", "--start-line", "0x10"], /^error: --start-line must be a whole number/],
    [
      [...relay, "--deadline", "0"],
      /^error: --deadline must be a number from 0\.001 to 604800, with at most 3 decimals, not "0"$/,
    ],
    [[...relay, "--deadline", "soon"], /^error: --deadline must be a number/],
    [[...relay, "--deadline", "1e9"], /^error: --deadline must be a number/],
    [[...relay, "--deadline", "604801"], /^error: --deadline must be a number/],
    [[...relay, "--report", "xml"], /^error: --report must be json, not "xml"$/],
    [[...relay, "--rejects", "/no/such/folder/x"], /^error: Can't write \/no\/such\/folder\/x \(ENOENT\)/],
    [[...relay, "--rejects", "/"], /^error: Can't write \/ \(EISDIR\)/],
    [
      [...relay, "--vocabulary", "latin"],
      new RegExp(`^error: --vocabulary must be ${listWords(vocabularyNames)}, not "latin"$`),
    ],
  ])("%j ends with 2 and one sentence", async (argv, sentence) => {
    const { exitCode, out, err } = await runCommand(argv, { stdin: lines });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
