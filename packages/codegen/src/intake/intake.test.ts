import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { readSchemaFolder, SchemaError } from "@email-events/json-schema";
import { temporaryFolder, writeInto } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { generate, type GenerateOptions } from "../generate.ts";

const latest = "https://json-schema.org/draft/2020-12/schema";

const draft04 = "http://json-schema.org/draft-04/schema#";

type Files = Readonly<Record<string, unknown>>;

/** What generating from a folder gives: the text of the types and the notes, or what is refused. */
const outcome = async (files: Files, options: Partial<GenerateOptions> = {}, path = "schemas") => {
  const root = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeInto(root, join("schemas", name), content);
  const mapRef = new Map([...(options.mapRef ?? [])].map(([url, file]) => [url, join(root, file)]));
  const out = join(root, "out");
  try {
    const { notes } = await generate({
      emit: ["types", "validators"],
      ...options,
      mapRef,
      schemas: join(root, path),
      out,
    });
    return { types: await readFile(join(out, "types.ts"), "utf8"), notes };
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    return { refused: error.message, notes: [] };
  }
};

const text = { title: "Text", type: "string" };

describe("a folder of schemas", () => {
  it("may mix drafts and YAML", async () => {
    const { types } = await outcome({
      "a.schema.json": {
        $schema: draft04,
        id: "http://a.test/a",
        type: "object",
        properties: { b: { $ref: "b.schema.yaml" } },
      },
      "b.schema.yaml":
        "$schema: http://json-schema.org/draft-07/schema\ntype: object\nproperties:\n  c: { $ref: c.schema.yml }\n",
      "c.schema.yml":
        "$schema: https://json-schema.org/draft/2019-09/schema#\nitems: [{ type: string }]\nminItems: 1\ntype: array\n",
    });
    expect(types).toContain("b?: B");
    expect(types).toContain("c?: C");
    expect(types).toMatch(/type C = \[string/);
  });

  it("may be one file of any name, with what stands beside it", async () => {
    const files = {
      "event.json": { properties: { a: { $ref: "text.yaml" } } },
      "text.yaml": "title: Text\ntype: string\n",
      "other.json": "{",
    };
    const { types } = await outcome(files, {}, "schemas/event.json");
    expect(types).toContain("a?: Text");
  });

  it("reads nothing beside or above a file by another way than a reference inside its folder", async () => {
    const files = { "sub/event.json": { $ref: "../text.json" }, "text.json": text };
    expect((await outcome(files, {}, "schemas/sub/event.json")).refused).toContain("no schema found at ../text.json");
  });

  it("holds the JSON files that name JSON Schema, where none is named *.schema.json", async () => {
    const files = {
      "event.json": { $schema: draft04, title: "Event", type: "object" },
      "package.json": { $schema: "https://json.schemastore.org/package", name: "a" },
      "tsconfig.json": "{ // with a comment\n}",
    };
    const { types } = await outcome(files);
    expect(types).toContain("Event");
    expect((await outcome({ ...files, "own.schema.json": text })).types).not.toContain("Event");
    expect((await outcome({ "package.json": files["package.json"] })).refused).toContain(
      "holds no schemas: name them *.schema.json",
    );
  });

  it("names the files that say they are schemas and are neither called so nor referred to", async () => {
    const { notes } = await outcome({
      "a.schema.json": { title: "A", properties: { b: { $ref: "b.json" } } },
      "b.json": { $schema: latest, type: "string" },
      "more/c.json": { $schema: draft04, type: "string" },
      "more/d.yaml": `# A comment.\n$schema: ${latest}\ntype: string\n`,
      "e.json": { $schema: "./tool.json", say: "$schema" },
    });
    expect(notes).toEqual([expect.stringContaining("2 file(s) with a $schema aren't read")]);
    expect(notes[0]).toContain("more/c.json, more/d.yaml");
  });

  it("leaves none of them out for the size of all, without a word", async () => {
    const big = { $schema: draft04, description: "x".repeat(9_000_000) };
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${index}.json`, big]));
    expect((await outcome(files)).refused).toContain("7.json: with this file, all schemas together are larger");
  });

  it("reads schemas without $schema, and a vendor's, in the dialect that is asked for", async () => {
    const list = { type: "array", items: [{ type: "string" }], minItems: 1 };
    expect((await outcome({ "a.schema.json": list })).refused).toContain("#/items: should be a schema");
    expect((await outcome({ "a.schema.json": list }, { dialect: "draft-07" })).types).toContain("type A = [string");
    const vendor = { "a.schema.json": { $schema: "https://vendor.test/meta#", ...list } };
    expect(await outcome(vendor, { dialect: "2019-09" })).toMatchObject({
      types: expect.stringContaining("type A = [string") as unknown,
      notes: ["https://vendor.test/meta# is read as 2019-09 (a.schema.json); --dialect names another"],
    });
  });

  it("reads OpenAPI 3.0's schema objects when asked to", async () => {
    const schema = { type: "object", properties: { a: { type: "string", nullable: true, example: "x" } } };
    expect((await outcome({ "a.schema.json": schema }, { dialect: "openapi-3.0" })).types).toContain(
      "a?: string | null",
    );
  });
});

describe("a reference", () => {
  it.each<[string, Files]>([
    [
      "a relative $id of another folder",
      { "x/a.schema.json": { $id: "a.json", $ref: "b.json" }, "y/b.schema.json": { $id: "b.json", ...text } },
    ],
    [
      "a relative $id, relative to its own",
      { "a.schema.json": { $id: "s/a.json", $ref: "../t/b.json" }, "y/b.schema.json": { $id: "t/b.json", ...text } },
    ],
    [
      "the $id of a file of another name",
      {
        "a.schema.json": { $ref: "https://a.test/text#/$defs/t" },
        "lib/t.json": { $id: "https://a.test/text", $defs: { t: text } },
      },
    ],
    [
      "a draft-04 id of such a file",
      {
        "a.schema.json": { $ref: "https://a.test/text#" },
        "t.json": { $schema: draft04, id: "https://a.test/text#", ...text },
      },
    ],
    [
      "a URN",
      { "a.schema.json": { $ref: "urn:example:text" }, "t.yaml": "$id: urn:example:text\ntitle: Text\ntype: string\n" },
    ],
    [
      "a path that is relative to an $id",
      { "a.schema.json": { $id: "https://a.test/x/a", $ref: "../t" }, "t.json": { $id: "https://a.test/t", ...text } },
    ],
    [
      "itself, by an address that is also a metaschema's",
      { "a.schema.json": { $id: "http://json-schema.org/draft-07/schema", $ref: "#/$defs/t", $defs: { t: text } } },
    ],
  ])("leads to %s", async (_, files) => {
    expect((await outcome(files)).types).toContain("Text");
  });

  it("leads to no relative $id that two files have", async () => {
    const files = {
      "a.schema.json": { $ref: "t.json" },
      "x/t.schema.json": { $id: "t.json" },
      "y/u.schema.json": { $id: "t.json" },
    };
    expect((await outcome(files)).refused).toContain("no schema found at t.json");
  });

  it("refuses an $id that is another file's path, which would be read for it", async () => {
    const files = {
      "a.schema.json": { $id: "b.schema.json", $ref: "#/$defs/t", $defs: { t: text } },
      "b.schema.json": {},
    };
    expect((await outcome(files)).refused).toMatch(/is already used by b\.schema\.json$/);
  });

  it("leads to the file or the folder that --map-ref gives for its address", async () => {
    const files = {
      "a.schema.json": { properties: { a: { $ref: "https://a.test/s/t.json#/$defs/t" } } },
      "../vendor/t.json": { $defs: { t: text } },
    };
    const mapped = (url: string, file: string) => outcome(files, { mapRef: new Map([[url, file]]) });
    expect((await mapped("https://a.test/s/t.json", "vendor/t.json")).types).toContain("a?: Text");
    expect((await mapped("https://a.test/s/", "vendor")).types).toContain("a?: Text");
    expect((await mapped("https://a.test/s/t.json", "vendor/none.json")).refused).toContain(
      "names a file that doesn't exist",
    );
    expect((await mapped("https://a.test/s/", "none")).refused).toContain("names a folder that doesn't exist");
    expect((await mapped("https://a.test/", "vendor")).refused).toContain("--map-ref https://a.test/s/t.json=FILE");
  });

  it.each(["..%2Fsecret.json", "%2e%2e/secret.json", "link.json"])(
    "leads out of no mapped folder by %s",
    async (ref) => {
      const root = await temporaryFolder({ "secret.json": { title: "Secret" }, "vendor/t.json": text });
      await symlink(join(root, "secret.json"), join(root, "vendor/link.json"));
      await writeInto(root, "schemas/a.schema.json", { $ref: `https://a.test/s/${ref}` });
      const mapRef = new Map([["https://a.test/s/", join(root, "vendor")]]);
      const run = generate({ schemas: join(root, "schemas"), out: join(root, "out"), mapRef });
      await expect(run).rejects.toThrow(/no schema found at|leads out of the folder/);
    },
  );

  it.each([
    ["@team/events/schemas/a.json", "npm install --save-dev @team/events"],
    ["events/a.json#/$defs/x", "npm install --save-dev events"],
    ["./events/a.json", "no schema found at ./events/a.json"],
  ])("to %s says what to install, if that is a package", async ($ref, words) => {
    const { refused = "" } = await outcome({ "a.schema.json": { $ref } });
    expect(refused.endsWith(words)).toBe(true);
  });
});

describe("contains of 2019-09", () => {
  const $schema = "https://json-schema.org/draft/2019-09/schema";
  const containing = { $schema, type: "array", contains: { type: "string" } };

  it("leaves items unevaluated for a schema in another file", async () => {
    const user = { $schema, $ref: "b.json", unevaluatedItems: { type: "number" } };
    const root = await temporaryFolder({ "a.schema.json": user, "b.json": containing });
    const { documents, library } = await readSchemaFolder(root);
    const hidden = { allOf: [{ not: { not: { contains: { type: "string" } } } }] };
    expect(documents.get("a.schema.json")).toMatchObject({ unevaluatedItems: { type: "number" } });
    expect(library.get("b.json")).toEqual({ $schema: latest, type: "array", ...hidden });
  });

  it("stays what it is where nothing asks what was evaluated", async () => {
    const root = await temporaryFolder({ "a.schema.json": { ...containing, properties: { unevaluatedItems: {} } } });
    const { documents } = await readSchemaFolder(root);
    expect(documents.get("a.schema.json")).toMatchObject({ $schema: latest, contains: { type: "string" } });
  });
});

describe("the self-contained schema of a YAML file", () => {
  it("is JSON, and called so", async () => {
    const root = await temporaryFolder({ "schemas/a.schema.yaml": "type: string\n" });
    const out = join(root, "out");
    const { files } = await generate({ schemas: join(root, "schemas"), out, emit: ["schemas"] });
    expect(files).toContain("a.schema.json");
    expect(JSON.parse(await readFile(join(out, "a.schema.json"), "utf8"))).toMatchObject({ type: "string" });
  });
});
