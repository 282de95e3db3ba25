import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../main.ts";

let root: string;

const schemas: Readonly<Record<string, unknown>> = {
  old: { title: "Opened", type: "object", properties: { id: { type: "string" } }, required: ["id"] },
  stricter: { title: "Opened", type: "object", properties: { id: { type: "string", minLength: 1 } }, required: ["id"] },
  looser: { title: "Opened", type: "object", properties: { id: { type: "string" } } },
  more: { title: "Opened", type: "object", properties: { id: { type: "string" }, b: {} }, required: ["id"] },
  odd: { title: "Opened", type: "object", properties: { id: { type: "string", startsWith: "x" } }, required: ["id"] },
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "diff-"));
  for (const [name, schema] of Object.entries(schemas)) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, "opened.schema.json"), JSON.stringify(schema));
  }
  await mkdir(join(root, "empty"));
  await mkdir(join(root, "broken"));
  await writeFile(join(root, "broken", "opened.schema.json"), "{");
});

afterAll(() => rm(root, { recursive: true, force: true }));

const run = async (...args: readonly string[]) => {
  const out: string[] = [];
  const errors: string[] = [];
  const terminal = { out: (line: string) => out.push(line), error: (line: string) => errors.push(line) };
  const exitCode = await main(
    ["diff", ...args.map((arg) => (arg in schemas || /^(empty|broken|none)$/.test(arg) ? join(root, arg) : arg))],
    terminal,
  );
  return { exitCode, out: out.join("\n"), errors: errors.join("\n") };
};

describe("email-events-codegen diff", () => {
  it.each([
    ["old", "old", "both", 0],
    ["old", "more", "both", 0],
    ["old", "stricter", "both", 1],
    ["old", "stricter", "producer", 1],
    ["old", "stricter", "consumer", 0],
    ["old", "looser", "producer", 0],
    ["old", "looser", "consumer", 1],
    ["old", "odd", "consumer", 1],
    ["old", "odd", "producer", 1],
  ])("from %s to %s exits for the role %s with its code", async (was, is, role, exitCode) => {
    expect((await run(was, is, "--role", role)).exitCode).toBe(exitCode);
  });

  it("prints a table, the largest bump first, and what it comes to", async () => {
    const { out } = await run("old", "stricter");
    expect(out.split("\n")).toEqual([
      "bump   hurts     old data, new schema  new data, old schema  change",
      "major  producer  may fail              valid                 bound-tightened",
      "    opened.schema.json#/properties/id/minLength: was no limit, is minLength 1",
      "",
      "1 change asks for a major version.",
      "1 may hurt producers or consumers.",
    ]);
  });

  it("prints nothing but JSON with --json", async () => {
    const { out } = await run("old", "stricter", "--json", "--role", "consumer");
    expect(JSON.parse(out)).toEqual({
      role: "consumer",
      hurts: false,
      bump: "major",
      changes: [
        {
          file: "opened.schema.json",
          pointer: "/properties/id/minLength",
          change: "bound-tightened",
          detail: "was no limit, is minLength 1",
          oldDataUnderNew: "may fail",
          newDataUnderOld: "valid",
          hurts: "producer",
          bump: "major",
        },
      ],
    });
  });

  it.each([
    [["old"], "Name two folders of schemas"],
    [["old", "more", "odd"], "Name two folders of schemas"],
    [["old", "more", "--role", "reader"], '--role is one of both, consumer, producer, not "reader"'],
    [["old", "more", "--roles", "both"], "--roles"],
    [["old", "none"], "there is no such folder"],
    [["old", "empty"], "holds no *.schema.json file"],
    [["old", "broken"], "this isn't JSON"],
  ])("exits with 2 for %j", async (args, message) => {
    const { exitCode, out, errors } = await run(...args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(errors).toContain(message);
  });
});
