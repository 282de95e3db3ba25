import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
      "bump   hurts     old data, new schema  new data, old schema  change",
      "major  producer  may fail              valid                 bound-tightened",
      "    opened.schema.json#/properties/id/minLength: was no limit, is minLength 1",
      "",
      "1 change asks for a major version.",
      "1 may hurt producers or consumers.",
    ]);
  });

  it("looks into the packages that schemas extend, also where one side alone has them", async () => {
    const { out } = await run("extending", "extending tighter", "--json");
    expect(JSON.parse(out)).toMatchObject({
      changes: [{ pointer: "/properties/id/maxLength", change: "bound-tightened", hurts: "producer" }],
    });
    const newer = await run("extending", "extending a newer release", "--json");
    expect(JSON.parse(newer.out)).toMatchObject({ bump: "major", hurts: true });
    const more = await run("extending by more", "extending", "--json");
    expect(JSON.parse(more.out)).toMatchObject({ changes: [{ change: "property-removed" }] });
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
    [["old", ""], "Name two folders of schemas"],
    [["old", "more", "odd"], "Name two folders of schemas"],
    [["old", "more", "--role", "reader"], '--role is one of both, consumer, producer, not "reader"'],
    [["old", "more", "--roles", "both"], "--roles"],
    [["old", "none"], "there is no such folder"],
    [["old", "empty"], "holds no *.schema.json file"],
    [["old", "broken"], "this isn't JSON"],
    [["with text", "with nothing"], "opened.schema.json#/$ref: no schema stands at common.json"],
    [["with nothing", "with nothing"], "opened.schema.json#/$ref: no schema stands at common.json"],
    [["old", "an array"], "opened.schema.json#: a schema is an object, true or false"],
    [["an array below", "old"], "opened.schema.json#/properties/a: a schema is an object, true or false"],
    [["a circle", "a circle"], "opened.schema.json#/properties/a/anyOf/0/$ref: this reference leads in a circle"],
    [["nowhere", "nowhere"], "opened.schema.json#/properties/a/$ref: no schema stands at #/$defs/none"],
    [["no file", "old"], "opened.schema.json#/properties/a/$ref: no schema stands at ./none.schema.json"],
    [["overflow", "overflow"], "opened.schema.json#/const: this number is too large to be read"],
    [["nested", "nested"], `opened.schema.json#${"/not".repeat(256)}: this is nested more than 256 levels deep`],
    [["a long chain", "a long chain"], "These schemas are too deep to be compared."],
  ])("exits with 2 for %j", async (args, message) => {
    const { exitCode, out, errors } = await run(...args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(errors).toContain(message);
  });
});
