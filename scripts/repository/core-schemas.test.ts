import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { getLanguageService } from "vscode-json-languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";

const core = join(import.meta.dirname, "../../packages/core");
const folder = join(core, "schemas");

interface Schema {
  readonly $id: string;
  readonly $schema: string;
}

const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".json"));

const textOf = (path: string): string => readFileSync(join(folder, path), "utf8");

const read = (path: string): Schema => JSON.parse(textOf(path)) as Schema;

describe("the published schemas", () => {
  it("are those of the contract", () => {
    const contract = readdirSync(join(core, "../../schemas"), { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".schema.json"));
    expect(paths.toSorted()).toEqual(contract.map((path) => path.replace(".schema.json", ".json")).toSorted());
  });

  it.each(paths)("%s lies where its export says, under an $id of the same path", (path) => {
    const { resolve } = createRequire(join(core, "package.json"));
    expect(resolve(`@email-events/core/schemas/${path}`)).toBe(join(folder, path));
    expect(read(path)).toMatchObject({
      $id: `https://unpkg.com/@email-events/core/schemas/${path}`,
      $schema: "https://json-schema.org/draft/2020-12/schema",
    });
  });

  it.each(paths)("%s refers only to files that are there", (path) => {
    const files = Array.from(textOf(path).matchAll(/"\$ref": ?"([^"#]+)/g), ([, ref = ""]) => ref);
    expect(files.filter((ref) => !existsSync(join(folder, dirname(path), ref)))).toEqual([]);
  });

  it.each(paths.filter((path) => path.endsWith("event.json") && !path.endsWith("-event.json")))(
    "%s, a union, refers to no other file",
    (path) => {
      expect(textOf(path)).not.toMatch(/"\$ref": ?"[^#]/);
    },
  );
});

describe("in an editor", () => {
  const service = getLanguageService({
    schemaRequestService: (uri) => Promise.resolve(readFileSync(fileURLToPath(uri), "utf8")),
    workspaceContext: { resolveRelativePath: (path, resource) => new URL(path, resource).href },
  });

  /** A file of a project that has core installed, with the cursor at `|`. */
  const open = (schema: string, rest: string) => {
    const text = `{ "$schema": "./node_modules/@email-events/core/schemas/${schema}", ${rest}`;
    const offset = text.indexOf("|");
    // The folder links to core, as an installation of the workspace does.
    const uri = pathToFileURL(join(import.meta.dirname, "../../packages/airship/event.json")).href;
    const document = TextDocument.create(uri, "json", 1, text.replace("|", ""));
    return { document, parsed: service.parseJSONDocument(document), position: document.positionAt(offset) };
  };

  it.each([
    ["airship/bounce.json", '"body": { "name": "bounce", "properties": { | } } }', ["bounce_class", "subject"]],
    ["semantic/email-opened.json", '"properties": { | } }', ["email_id", "campaign_id"]],
    ["semantic/specification/email-opened.json", '"properties": { | } }', ["email_id", "campaign_id"]],
    ["semantic/email-opened.json", '"context": { | } }', ["userAgent", "traits"]],
    ["bulk-tracking/submission-tracking-click.json", "| }", ["event_id"]],
    ["airship/event.json", '"type": "CUSTOM", "body": { "name": "click", "properties": { | } } }', ["link_url"]],
  ])("%s completes properties, also of the files it refers to", async (schema, rest, expected) => {
    const { document, parsed, position } = open(schema, rest);
    const completed = await service.doComplete(document, position, parsed);
    expect(completed?.items.map(({ label }) => label)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ["airship/bounce.json", '"occ|urred": "2026-03-09T07:41:12.000Z" }', "ISO 8601"],
    ["semantic/email-opened.json", '"properties": { "ema|il_id": "m-1" } }', "message"],
  ])("%s describes a property", async (schema, rest, expected) => {
    const { document, parsed, position } = open(schema, rest);
    const hover = await service.doHover(document, position, parsed);
    expect(JSON.stringify(hover?.contents)).toContain(expected);
  });
});
