import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeInto } from "@email-events/json-schema/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../testing/run-main.ts";

const nothing = "there is no such folder or file; give the path of a folder of schemas, or of one schema";
const noSchemas =
  "this folder holds no schemas: name them *.schema.json or *.schema.yaml, or let their $schema name JSON Schema";
const notUtf8 = "this isn't UTF-8; save the file in that encoding";
const lost = "this is a link that leads nowhere, in a circle or to a folder";
const unknown = "this keyword isn't supported in 2020-12";

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "places-"));
  const files: Readonly<Record<string, unknown>> = {
    "good/a.schema.json": { title: "A", type: "string" },
    "good too/a.schema.json": { title: "A", type: "string" },
    "empty/notes.md": "",
    "unknown/a.schema.json": { colour: 1 },
    "latin/a.schema.json": Buffer.from([0x22, 0xe9, 0x22]),
    "wide/a.schema.json": Buffer.from('\uFEFF{"title":"A"}', "utf16le"),
    "mapped/a.schema.json": { $ref: "https://example.com/b.json" },
    "b.json": { colour: 1 },
    "c.json": { pattern: "^(a|a)*$" },
    "a schema without an ending": { title: "A", type: "string" },
    "file.txt": "hello",
  };
  for (const [name, content] of Object.entries(files)) await writeInto(root, name, content);
  await symlink("circle", join(root, "circle"));
  await symlink("nowhere", join(root, "gone"));
  await symlink("b.schema.json", join(root, "good too/b.schema.json"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const at = (path: string): string => join(root, path);

const generate = (paths: readonly string[], ...flags: readonly string[]) =>
  run([
    "generate",
    "--out",
    at("out"),
    "--emit",
    "validators",
    ...paths.flatMap((path) => ["--schemas", at(path)]),
    ...flags,
  ]);

/** What a run says, with the root left out. */
const said = async (running: ReturnType<typeof run>) => {
  const { exitCode, error } = await running;
  return { exitCode, error: error.replaceAll(`${root}/`, "") };
};

describe("a message on schemas that can't be read", () => {
  it.each([
    ["none", `none: ${nothing}`],
    ["none.json", `none.json: ${nothing}`],
    ["none/a.schema.json", `none/a.schema.json: ${nothing}`],
    ["file.txt/a.schema.json", `file.txt/a.schema.json: ${nothing}`],
    ["gone", `gone: ${nothing}`],
    ["circle", "circle: this is a circular link"],
    ["empty", `empty: ${noSchemas}`],
    ["file.txt", "file.txt: this isn't JSON: unexpected character at line 1, column 1"],
    ["latin", `a.schema.json: ${notUtf8}`],
    ["wide", `a.schema.json: ${notUtf8}`],
    ["good too", `b.schema.json: ${lost}`],
    ["x".repeat(5000), /^\.\.\. \(\d+ in all\): there is no such folder or file;/],
  ])("names %j and what to do", async (path, message) => {
    const { exitCode, error } = await said(generate([path]));
    const shown = error.replace(/^.*(?=\.\.\. \()/, "");
    expect([exitCode, shown]).toEqual([1, typeof message === "string" ? message : expect.stringMatching(message)]);
  });

  it.each([
    [["good", "none"], `none: ${nothing}`],
    [["good", "empty"], `empty: ${noSchemas}`],
    [["good", "latin"], `latin/a.schema.json: ${notUtf8}`],
    [["good", "unknown"], `unknown/a.schema.json#/colour: ${unknown}`],
  ])("names the folder among several: %j", async (paths, message) => {
    expect(await said(generate(paths))).toEqual({ exitCode: 1, error: expect.stringContaining(message) });
    expect((await said(generate(paths))).error.indexOf(message)).toBe(0);
  });

  it("names an address, with which --allow-pattern takes the place", async () => {
    const mapped = ["--map-ref", `https://example.com/b.json=${at("c.json")}`];
    const place = "mapped/https://example.com/b.json#/pattern";
    const { error } = await said(generate(["good", "mapped"], ...mapped));
    expect(error).toContain(`${place}: `);
    expect(await generate(["good", "mapped"], ...mapped, "--allow-pattern", place)).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ["none", "--map-ref names a file that doesn't exist: none"],
    ["empty", "--map-ref names a folder, where it needs a file; end the address in / to map all below it: empty"],
  ])("names the address of --map-ref: %s", async (path, message) => {
    const { error } = await said(generate(["mapped"], "--map-ref", `https://example.com/b.json=${at(path)}`));
    expect(error).toBe(`https://example.com/b.json: ${message}`);
  });

  it.each([
    [["unknown", "latin"], `latin/a.schema.json: ${notUtf8}`],
    [["latin", "unknown"], `latin/a.schema.json: ${notUtf8}`],
    [["good", "none"], `none: ${nothing}`],
    [["good", "latin/a.schema.json"], `latin/a.schema.json: ${notUtf8}`],
  ])("names the side of a diff: %j", async (paths, message) => {
    expect(await said(run(["diff", ...paths.map(at)]))).toEqual({ exitCode: 2, error: message });
  });
});

// A file that even root can't read.
it.runIf(existsSync("/proc/self/mem"))("says what the system says of a file that can't be read", async () => {
  const args = ["generate", "--schemas", "/proc/self/mem", "--out", at("out")];
  expect(await run(args)).toEqual({ exitCode: 1, out: "", error: "EIO: i/o error, read" });
});

it("generates from one schema, whatever it is called", async () => {
  expect(await generate(["a schema without an ending"])).toMatchObject({ exitCode: 0, error: "" });
});
