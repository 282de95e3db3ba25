import { execFileSync } from "node:child_process";
import { mkdir, symlink, truncate } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder, writeInto } from "../testing/temporary-folder.ts";
import { maxFileBytes } from "../parse/limits.ts";
import { readSchemaFolder } from "./read-schemas.ts";
import { SchemaError } from "../schema-error.ts";
import { createSourceFiles } from "../files/source-files.ts";

const secret = "top-secret-4711";

/** A folder `schemas` with the given files, next to `secret.json` and `outside/x.schema.json`, which it mustn't read. */
const folderWith = async (files: Readonly<Record<string, unknown>>, links: Readonly<Record<string, string>> = {}) => {
  const root = await temporaryFolder({
    "secret.json": secret,
    "outside/x.schema.json": secret,
    "schemas/own.schema.json": {},
  });
  for (const [name, content] of Object.entries(files)) await writeInto(root, join("schemas", name), content);
  for (const [name, target] of Object.entries(links)) {
    await mkdir(join(root, "schemas", name, ".."), { recursive: true });
    await symlink(target.replace("ROOT", root), join(root, "schemas", name));
  }
  return { root, schemas: join(root, "schemas") };
};

/** The result of reading: the names of all documents, or the refusal. */
const outcomeOf = async (schemas: string): Promise<string> => {
  try {
    const { documents, library } = await readSchemaFolder(schemas);
    expect(JSON.stringify([...documents, ...library])).not.toContain(secret);
    return [...documents.keys(), ...library.keys()].join(" ");
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    expect(error.message).not.toContain(secret);
    return error.message;
  }
};

const read = async (...given: Parameters<typeof folderWith>) => outcomeOf((await folderWith(...given)).schemas);

describe("readSchemaFolder", () => {
  it.each([
    ["an absolute path behind packages", "file:///node_modules/ROOT/secret.json"],
    ["the same with more slashes", "file:///node_modules///ROOT/secret.json"],
    ["an absolute path as a package's", "./node_modules/ROOT/secret.json"],
    ["a package's file that leads out", "file:///node_modules/p/%2e%2e/%2e%2e/%2e%2e/secret.json"],
    ["an absolute address", "file://ROOT/secret.json"],
    ["an absolute path", "ROOT/secret.json"],
    ["the folder above", "../secret.json"],
    ["the folder above, encoded", "%2e%2e/secret.json"],
    ["the folder above, with an encoded slash", "..%2fsecret.json"],
    ["the folder above, with a backslash", "..\\secret.json"],
    ["the folder above, with an encoded backslash", "..%5csecret.json"],
    ["the folder above from a package that isn't one", "node_modules/../secret.json"],
    ["a zero byte", "secret.json%00.json"],
    ["a host", "file://localhost/secret.json"],
    ["a device", "file:///dev/zero.json"],
    ["one of Node's modules", "fs/promises"],
  ])("reads nothing for a reference to %s", async (_, ref) => {
    const { root, schemas } = await folderWith({});
    await writeInto(schemas, "own.schema.json", { $ref: ref.replace("ROOT", root) });
    expect(await outcomeOf(schemas)).toBe("own.schema.json");
  });

  it.each([
    ["out of the folder", "../secret.json", "b.json: this is a link that leads out of the schema folder"],
    ["to a device", "/dev/zero", "b.json: this is a link that leads out of the schema folder"],
    ["to the system's files", "/proc/self/environ", "b.json: this is a link that leads out"],
    ["nowhere", "none.json", "own.schema.json"],
    ["in a circle", "b.json", "own.schema.json"],
    ["to a folder with schemas", ".", "b.json: this is a link to a folder with schemas"],
    ["to a folder without", "parts", "own.schema.json"],
    ["to another file of the folder", "c.json", "own.schema.json b.json"],
    ["to a schema that is read by its own name", "own.schema.json", "b.json: this is the same file as own.schema.json"],
  ])("follows a reference to a link %s as far as the folder goes", async (_, target, outcome) => {
    const files = { "own.schema.json": { $ref: "b.json" }, "c.json": {}, "parts/d.json": {} };
    expect(await read(files, { "b.json": target })).toContain(outcome);
  });

  it.each([
    ["to a file of the folder", "shared/b.json", "link.schema.json own.schema.json"],
    ["over another link", "other.json", "link.schema.json own.schema.json"],
    ["to another schema", "own.schema.json", "own.schema.json: this is the same file as link.schema.json, by a link"],
    [
      "out of the folder",
      "../outside/x.schema.json",
      "link.schema.json: this is a link that leads out of the schema folder",
    ],
    ["nowhere", "none", "link.schema.json: this is a link that leads nowhere"],
    ["in a circle", "link.schema.json", "link.schema.json: this is a link that leads nowhere, in a circle"],
    ["to a folder", "shared", "link.schema.json: this is a link that leads nowhere, in a circle or to a folder"],
    ["to a device", "/dev/zero", "link.schema.json: this is a link that leads out of the schema folder"],
  ])("reads or refuses a schema that is a link %s", async (_, target, outcome) => {
    const links = { "link.schema.json": target, "other.json": "shared/b.json" };
    expect(await read({ "shared/b.json": {} }, links)).toContain(outcome);
  });

  it.each([
    ["the folder itself", "..", "sub/link: this is a link to a folder with schemas"],
    ["the folder above", "../..", "sub/link: this is a link to a folder with schemas"],
    ["everything", "/", "sub/link: this is a link to a folder with schemas"],
    ["a folder with schemas", "../../outside", "sub/link: this is a link to a folder with schemas"],
    ["a folder below with schemas", "../more", "sub/link: this is a link to a folder with schemas"],
    ["a folder in a circle, without", ".", "more/a.schema.json own.schema.json"],
    ["a folder without", "../parts", "more/a.schema.json own.schema.json"],
    ["nowhere", "none", "more/a.schema.json own.schema.json"],
    ["itself", "link", "more/a.schema.json own.schema.json"],
    ["a file", "../parts/b.json", "more/a.schema.json own.schema.json"],
  ])("never skips schemas behind a link to %s without a word", async (_, target, outcome) => {
    expect(await read({ "more/a.schema.json": {}, "parts/b.json": {} }, { "sub/link": target })).toContain(outcome);
  });

  it("leaves out packages and what an editor keeps beside a file, links or not", async () => {
    const links = { node_modules: "../outside", "sub/node_modules": "../..", ".#own.schema.json": "ada@host.1:2" };
    expect(await read({}, links)).toBe("own.schema.json");
  });

  it.each(["pipe.schema.json", "pipe.json"])("refuses %s, which is a pipe, without waiting for it", async (name) => {
    const { schemas } = await folderWith({ "own.schema.json": { $ref: "pipe.json" } });
    execFileSync("mkfifo", [join(schemas, name)]);
    expect(await outcomeOf(schemas)).toBe(`${name}: this isn't a regular file`);
  });

  it("refuses a socket", async () => {
    const { schemas } = await folderWith({});
    const server = createServer().listen(join(schemas, "s.schema.json"));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    expect(await outcomeOf(schemas)).toBe("s.schema.json: this isn't a regular file");
  });

  it("refuses a file that is too large, before it is all read", async () => {
    const { schemas } = await folderWith({ "big.json": "{}", "own.schema.json": { $ref: "big.json" } });
    await truncate(join(schemas, "big.json"), 1024 * maxFileBytes);
    expect(await outcomeOf(schemas)).toBe("big.json: this file is larger than 10 MB");
  });

  it("refuses files that are too large together", async () => {
    const { schemas } = await folderWith({ "a.json": {}, "b.json": {} });
    const { read: readOne } = createSourceFiles({ maxFileBytes: 2, maxTotalBytes: 3 });
    const source = (file: string) => ({ file, path: join(schemas, file), within: schemas, owner: "the folder" });
    await readOne(source("a.json"));
    await expect(readOne(source("b.json"))).rejects.toThrow("b.json: with this file, all schemas together are larger");
  });

  it.each([
    ["nothing", "", "own.schema.json: this file is empty"],
    ["UTF-16", "\u00ff\u00fe{\u0000}\u0000", "own.schema.json: this isn't UTF-8"],
    ["Latin-1", '{"title":"\u00e9"}', "own.schema.json: this isn't UTF-8"],
  ])("refuses a file of %s", async (_, text, outcome) => {
    const { schemas } = await folderWith({});
    await writeInto(schemas, "own.schema.json", Buffer.from(text, "latin1"));
    expect(await outcomeOf(schemas)).toContain(outcome);
  });

  it("reads a package's file through the link that installs it, and none that leads out of the package", async () => {
    const { root, schemas } = await folderWith({}, { "node_modules/@team/p": "ROOT/store/p" });
    await writeInto(root, "store/p/package.json", { name: "@team/p" });
    await writeInto(root, "store/p/a.json", { $ref: "b.json" });
    await writeInto(root, "store/p/b.json", {});
    await symlink(join(root, "secret.json"), join(root, "store/p/out.json"));
    await writeInto(schemas, "own.schema.json", { $ref: "@team/p/a.json" });
    expect(await outcomeOf(schemas)).toBe("own.schema.json node_modules/@team/p/a.json node_modules/@team/p/b.json");
    await writeInto(schemas, "own.schema.json", { $ref: "@team/p/out.json" });
    expect(await outcomeOf(schemas)).toBe(
      "node_modules/@team/p/out.json: this is a link that leads out of its package",
    );
  });

  it("reads the file of the package around the folder by the package's own name", async () => {
    const { root, schemas } = await folderWith({ "own.schema.json": { $ref: "@team/own/b.json" } });
    await writeInto(root, "package.json", { name: "@team/own", exports: { "./b.json": "./b.json" } });
    await writeInto(root, "b.json", {});
    expect(await outcomeOf(schemas)).toBe("own.schema.json node_modules/@team/own/b.json");
  });

  it.each([[{ allOf: {} }], [{ properties: [] }], [{ items: 1 }], [{ $defs: null }], [{ dependencies: "a" }], [[1]]])(
    "takes %j for a document without references, which the checks refuse later",
    async (document) => {
      expect(await read({ "own.schema.json": document })).toBe("own.schema.json");
    },
  );
});
