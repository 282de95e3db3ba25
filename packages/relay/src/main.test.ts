import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateAirshipEvents } from "@email-events/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sourceVocabularyNames } from "./judging/mappings.ts";
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
    [[], /^Say what to do/],
    [["relais"], /^There is no command "relais"/],
    [["constructor"], /^There is no command/],
    [["relay", ...to], /^Give --from/],
    [["relay", "--from", "-"], /^Give --to/],
    [["relay", "--from", "-", "--to"], /^Give --to a value/],
    [["relay", "--from", "-", ...to, "--form", "x"], /^There is no option --form/],
    [["relay", "--from", "-", "--to", "mars"], /^There is no destination "mars"/],
    [["relay", "--from", "-", "--to", "ftp://x"], /^There is no destination/],
    [["relay", "--from", "-", "--to", "us"], /^Set PIPELINES_WRITE_KEY/],
    [["relay", "--from", "-", "--to", "http://127.0.0.1:1"], /^Set PIPELINES_WRITE_KEY/],
    [["relay", "--from", "-", ...to, "--vocabulary", "latin"], /^There is no vocabulary "latin"/],
    [["relay", "--from", "-", ...to, "--report", "xml"], /^Give --report json/],
    [["relay", "--from", "/no/such/file", ...to], /^Can't read \/no\/such\/file: there is no such file/],
    [["relay", "--from", "/", ...to], /^Can't read \/: it is a folder/],
    [["relay", "--from", "-", ...to, "--rejects", "/no/such/folder/x"], /^Can't write \/no\/such\/folder\/x/],
    [["relay", "extra", "--from", "-", ...to], /^Leave out "extra"/],
    [["validate"], /^Give a file/],
    [["map", "-", "--nope"], /^There is no option --nope/],
  ])("%j ends with 2 and one sentence", async (argv, sentence) => {
    const { exitCode, out, err } = await runCommand(argv);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toMatch(sentence);
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

  it("leaves the rejects of the run before alone", async () => {
    const rejects = await save("kept.ndjson", "kept");
    await runCommand(["relay", "--from", "/no/such/file", ...to, "--rejects", rejects]);
    await runCommand(["relay", "--from", "-", "--to", "mars", "--rejects", rejects]);
    expect(await readFile(rejects, "utf8")).toBe("kept");
  });

  it("does not overwrite the source with the rejects", async () => {
    const file = await save("precious.ndjson", lines);
    const { exitCode, err } = await runCommand(["relay", "--from", file, ...to, "--rejects", file]);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(/^Give --rejects another file/)]);
    expect(await readFile(file, "utf8")).toBe(lines);
  });

  it("stops at a first event that tells no vocabulary", async () => {
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

describe("a wrong value of an option", () => {
  it.each([
    [[...relay, "--start-line", "0"], /^Give --start-line the number of a line; the first one is 1\.$/],
    [[...relay, "--start-line=-1"], /^Give --start-line/],
    [[...relay, "--start-line", "1.5"], /^Give --start-line/],
    [["map", "-", "--start-line", "x"], /^Give --start-line/],
    [["validate", "-", "--start-line", "0x10"], /^Give --start-line/],
    [[...relay, "--deadline", "0"], /^Give --deadline a number of seconds above 0/],
    [[...relay, "--deadline", "soon"], /^Give --deadline/],
    [[...relay, "--deadline", "1e9"], /^Give --deadline/],
    [[...relay, "--deadline", "604801"], /^Give --deadline/],
    [[...relay, "--report", "xml"], /^Give --report json/],
    [[...relay, "--rejects", "/no/such/folder/x"], /^Can't write \/no\/such\/folder\/x \(ENOENT\)/],
    [[...relay, "--rejects", "/"], /^Can't write \/ \(EISDIR\)/],
    [
      [...relay, "--vocabulary", "latin"],
      new RegExp(`^There is no vocabulary "latin"; give --vocabulary ${sourceVocabularyNames.join(" or ")}`),
    ],
  ])("%j ends with 2 and one sentence", async (argv, sentence) => {
    const { exitCode, out, err } = await runCommand(argv, { stdin: lines });
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
