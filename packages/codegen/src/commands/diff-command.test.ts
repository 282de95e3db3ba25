import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
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

const text = { type: "string" };
const common = { title: "Opened", $ref: "common.json" };
/** A schema that extends one of a package, and one of the package's own. */
const extending = (properties: object) =>
  JSON.stringify({ title: "Sale", type: "object", allOf: [{ $ref: "@shop/events/order.json" }], properties });
const order = (id: object) =>
  JSON.stringify({
    title: "Order",
    type: "object",
    required: ["id"],
    properties: { id, note: { $ref: "#/$defs/note" } },
    $defs: { note: text },
  });
const shop = "node_modules/@shop/events/order.json";
const property = (schema: unknown) => ({ title: "Opened", type: "object", properties: { a: schema } });
const wordy = (description: string) => ({
  title: "Opened",
  properties: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, { description }])),
});
/** Definitions that refer to each other one after the other. */
const chain = (length: number) =>
  Object.fromEntries(
    Array.from({ length }, (_, index) => [`d${index}`, index === 0 ? text : { $ref: `#/$defs/d${index - 1}` }]),
  );

/** Files by their name, of folders that hold more than one or hold no schema. */
const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "with text": { "opened.schema.json": JSON.stringify(common), "common.json": JSON.stringify(text) },
  "with count": { "opened.schema.json": JSON.stringify(common), "common.json": '{ "type": "number" }' },
  "with text further off": {
    "opened.schema.json": JSON.stringify({ ...common, $id: "https://example.com/opened" }),
    "common.json": '{ "$ref": "./deep/further.json#/$defs/a" }',
    "deep/further.json": JSON.stringify({ $defs: { a: text } }),
  },
  "with count further off": {
    "opened.schema.json": JSON.stringify({ ...common, $id: "https://example.com/opened" }),
    "common.json": '{ "$ref": "./deep/further.json#/$defs/a" }',
    "deep/further.json": JSON.stringify({ $defs: { a: { type: "number" } } }),
  },
  "with nothing": { "opened.schema.json": JSON.stringify(common) },
  "an array": { "opened.schema.json": "[]" },
  "an array below": { "opened.schema.json": JSON.stringify(property([])) },
  "a circle": { "opened.schema.json": JSON.stringify(property({ anyOf: [{ $ref: "#/properties/a" }, text] })) },
  nowhere: { "opened.schema.json": JSON.stringify(property({ $ref: "#/$defs/none" })) },
  "no file": { "opened.schema.json": JSON.stringify(property({ $ref: "./none.schema.json" })) },
  overflow: { "opened.schema.json": '{ "title": "Opened", "const": 1e400 }' },
  nested: { "opened.schema.json": `${'{"not":'.repeat(3_000)}{}${"}".repeat(3_000)}` },
  "a long chain": { "opened.schema.json": JSON.stringify({ $ref: "#/$defs/d29999", $defs: chain(30_000) }) },
  package: { "opened.schema.json": JSON.stringify(property({ $ref: "@x/core/y.json" })) },
  extending: { "sale.schema.json": extending({ z: text }), [shop]: order(text) },
  "extending by more": { "sale.schema.json": extending({ z: text, coupon: text }) },
  "extending tighter": { "sale.schema.json": extending({ z: text, id: { type: "string", maxLength: 3 } }) },
  "extending a newer release": { "sale.schema.json": extending({ z: text }), [shop]: order({ type: "integer" }) },
  "grouped before": { "opened.schema.json": JSON.stringify(property(text), null, 2) },
  "grouped after": {
    "opened.schema.json": JSON.stringify(property({ minLength: 1, description: "A.", ...text }), null, 2),
  },
  "wordy before": { "opened.schema.json": JSON.stringify(wordy("A.")) },
  "wordy after": { "opened.schema.json": JSON.stringify(wordy("B.")) },
  defined: {
    "opened.schema.json": JSON.stringify({ title: "Opened", $defs: { outer: { $defs: { one: text, two: text } } } }),
  },
  undefined: { "opened.schema.json": JSON.stringify({ title: "Opened" }) },
  "marked up": { "opened.schema.json": JSON.stringify({ title: "Opened", const: "[a](b)|<img>@team" }) },
  percent: { "opened.schema.json": JSON.stringify({ title: "Opened", const: "100%" }) },
  "bad pattern": { "opened.schema.json": JSON.stringify(property({ pattern: "(" })) },
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "diff-"));
  for (const [name, files] of Object.entries(folders)) {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(join(root, name, dirname(file)), { recursive: true });
      await writeFile(join(root, name, file), content);
    }
  }
  for (const [name, schema] of Object.entries(schemas)) {
    await mkdir(join(root, name));
    await writeFile(join(root, name, "opened.schema.json"), JSON.stringify(schema));
  }
  await mkdir(join(root, "empty"));
  await mkdir(join(root, "broken"));
  await writeFile(join(root, "broken", "opened.schema.json"), "{");
});

afterAll(() => rm(root, { recursive: true, force: true }));

const pathOf = (folder: string): string =>
  relative(process.cwd(), join(root, folder, "opened.schema.json")).replaceAll("\\", "/");

const run = async (...args: readonly string[]) => {
  const out: string[] = [];
  const errors: string[] = [];
  const terminal = { out: (line: string) => out.push(line), error: (line: string) => errors.push(line) };
  const exitCode = await main(
    [
      "diff",
      ...args.map((arg) =>
        arg in schemas || arg in folders || /^(empty|broken|none)$/.test(arg) ? join(root, arg) : arg,
      ),
    ],
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
    ["with text", "with text", "both", 0],
    ["with text", "with count", "both", 1],
    ["with text further off", "with count further off", "both", 1],
    ["odd", "odd", "both", 0],
    ["bad pattern", "bad pattern", "both", 0],
    ["package", "package", "both", 0],
    ["extending", "extending", "both", 0],
    ["extending", "extending by more", "both", 0],
    ["extending by more", "extending", "both", 1],
    ["extending", "extending tighter", "producer", 1],
    ["extending tighter", "extending", "producer", 0],
    ["extending", "extending a newer release", "both", 1],
  ])("from %s to %s exits for the role %s with its code", async (was, is, role, exitCode) => {
    expect((await run(was, is, "--role", role)).exitCode).toBe(exitCode);
  });

  it("prints a table, the largest bump first, and what it comes to", async () => {
    const { out } = await run("old", "stricter");
    expect(out.split("\n")).toEqual([
      "  bump   breaking for  backward  forward  change",
      `${pathOf("stricter")}:1:71  #/properties/id`,
      "  major  producer      may fail  valid    bound-tightened: was no limit, is minLength 1",
      "",
      "1 change requires a major version.",
      "1 is breaking for producers or consumers.",
    ]);
  });

  it("looks into the packages that schemas extend, also where one side alone has them", async () => {
    const { out } = await run("extending", "extending tighter", "--json");
    expect(JSON.parse(out)).toMatchObject({
      changes: [{ pointer: "/properties/id/maxLength", change: "bound-tightened", breakingFor: "producer" }],
    });
    const newer = await run("extending", "extending a newer release", "--json");
    expect(JSON.parse(newer.out)).toMatchObject({ bump: "major", breakingFor: true });
    const more = await run("extending by more", "extending", "--json");
    expect(JSON.parse(more.out)).toMatchObject({ changes: [{ change: "property-removed" }] });
  });

  it.each([[["--json"]], [["--format", "json"]]])("prints nothing but JSON with %j", async (flags) => {
    const { out } = await run("old", "stricter", ...flags, "--role", "producer");
    expect(JSON.parse(out)).toEqual({
      role: "producer",
      breakingFor: true,
      bump: "major",
      changes: [
        {
          path: pathOf("stricter"),
          line: 1,
          column: 71,
          file: "opened.schema.json",
          pointer: "/properties/id/minLength",
          change: "bound-tightened",
          detail: "was no limit, is minLength 1",
          oldDataUnderNew: "may fail",
          newDataUnderOld: "valid",
          breakingFor: "producer",
          bump: "major",
        },
      ],
    });
  });

  it.each([
    ["consumer", 0, ["For consumers, 1 change requires a minor version.", "Nothing is breaking for consumers."]],
    ["producer", 1, ["For producers, 1 change requires a major version.", "1 is breaking for producers."]],
  ])(
    "speaks of the role %s in its summary, and counts what is breaking for the other one",
    async (role, code, words) => {
      const { exitCode, out } = await run("old", "stricter", "--role", role);
      expect(exitCode).toBe(code);
      for (const line of words) expect(out).toContain(line);
      expect(out.includes("1 change breaking only for producers.")).toBe(role === "consumer");
      const json = await run("old", "stricter", "--role", role, "--json");
      expect(JSON.parse(json.out)).toMatchObject({ bump: role === "consumer" ? "minor" : "major" });
    },
  );

  it("puts together what changed about one property", async () => {
    const { out } = await run("grouped before", "grouped after");
    const lines = out.split("\n");
    const at = lines.findIndex((line) => line.endsWith("  #/properties/a"));
    expect(lines.slice(at, at + 3).map((line) => line.replace(/^.*opened/, "opened").replace(/ +/g, " "))).toEqual([
      "opened.schema.json:6:7 #/properties/a",
      " major producer may fail valid bound-tightened: was no limit, is minLength 1",
      " patch nobody valid valid annotation-changed: description was added",
    ]);
  });

  it("counts many changes of words file by file, and lists them with --all", async () => {
    const short = await run("wordy before", "wordy after");
    expect(short.out).toContain("patch: 40 changes without effect on data or types (--all lists them)\n");
    expect(short.out).toContain(`${pathOf("wordy after")}: 40`);
    expect(short.out).not.toContain("description was changed");
    const long = await run("wordy before", "wordy after", "--all");
    expect(long.out.match(/description was changed/g)).toHaveLength(40);
  });

  it("finds what was removed with its file in the old folder", async () => {
    const { out } = await run("with text further off", "with text", "--json");
    const { changes } = JSON.parse(out) as { changes: readonly { path: string; line?: number; change: string }[] };
    const gone = changes.find(({ change }) => change === "schema-removed");
    expect(gone).toMatchObject({ path: expect.stringContaining("with text further off/deep/further.json"), line: 1 });
  });

  it("reports a removed definition, and all inside of it, in one row", async () => {
    const { out } = await run("defined", "undefined", "--json");
    expect(JSON.parse(out)).toMatchObject({ changes: [{ change: "definition-removed", pointer: "/$defs/outer" }] });
  });

  it("writes a Markdown table in which nothing of a schema is markup", async () => {
    const { out } = await run("old", "marked up", "--format", "markdown");
    const lines = out.split("\n");
    expect(lines.slice(0, 2)).toEqual(["| bump | breaking for | where | change |", "| --- | --- | --- | --- |"]);
    expect(lines[2]).toContain(String.raw`: limited to \`[a](b)\|<img>@team\` |`.replaceAll("\\`", "`"));
    expect(lines.at(-1)).toContain("2 are breaking for producers or consumers.");
  });

  it("writes annotations of GitHub, with nothing of a schema as a command", async () => {
    const { out } = await run("old", "stricter", "--format", "github");
    expect(out.split("\n")[0]).toBe(
      `::error file=${pathOf("stricter")},line=1,col=71,title=bound-tightened%2C breaking for producer::#/properties/id/minLength: was no limit, is minLength 1`,
    );
    const more = await run("old", "more", "--format", "github");
    expect(more.out).toMatch(/^::notice file=/);
    const odd = await run("old", "percent", "--format", "github");
    expect(odd.out).toContain("100%25");
  });

  it.each([
    [["old"], "Name two folders of schemas"],
    [["old", "more", "--format", "xml"], '--format must be text, json, markdown or github, not "xml"'],
    [["--against", "HEAD"], "Name one folder of schemas: diff --against GITREF FOLDER"],
    [["--against", "HEAD", "old", "more"], "Name one folder of schemas: diff --against GITREF FOLDER"],
    [["--against", "", "old"], "--against takes a branch, a tag or a commit"],
    [["--against", "HEAD", "old"], "isn't part of a git repository"],
    [["old", ""], "Name two folders of schemas"],
    [["old", "more", "odd"], "Name two folders of schemas"],
    [["old", "more", "--role", "reader"], '--role must be both, consumer or producer, not "reader"'],
    [["old", "more", "--roles", "both"], "--roles"],
    [["old", "none"], "there is no such folder"],
    [["old", "empty"], "this folder holds no schemas: name them *.schema.json"],
    [["old", "broken"], "this isn't JSON"],
    [["with text", "with nothing"], "opened.schema.json#/$ref: no schema found at common.json"],
    [["with nothing", "with nothing"], "opened.schema.json#/$ref: no schema found at common.json"],
    [["old", "an array"], "opened.schema.json: a schema is an object, true or false"],
    [["an array below", "old"], "opened.schema.json#/properties/a: a schema is an object, true or false"],
    [["a circle", "a circle"], "opened.schema.json#/properties/a/anyOf/0/$ref: this reference is circular"],
    [["nowhere", "nowhere"], "opened.schema.json#/properties/a/$ref: no schema found at #/$defs/none"],
    [["no file", "old"], "opened.schema.json#/properties/a/$ref: no schema found at ./none.schema.json"],
    [["overflow", "overflow"], "opened.schema.json#/const: this number is too large for JavaScript"],
    [["nested", "nested"], `opened.schema.json#${"/not".repeat(256)}: this is nested more than 256 levels deep`],
    [["a long chain", "a long chain"], "These schemas are too deep to be compared."],
  ])("exits with 2 for %j", async (args, message) => {
    const { exitCode, out, errors } = await run(...args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(errors).toContain(message);
  });
});
