import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "@email-events/json-schema/testing";
import { expect, it, vi } from "vitest";
import { generate } from "./generate.ts";
import { installCore } from "./testing/install-core.ts";
import { run } from "./testing/run-main.ts";

const repository = resolve(import.meta.dirname, "../../..");

const documents = (maxLength: number, ...shops: readonly string[]): string => `{
  "title": "Shop sale",
  "type": "object",
  "properties": {
    "coupon_code": { "type": "string", "maxLength": ${maxLength} },
    "shop": { "enum": ${JSON.stringify(shops)} }
  }
}
`;

const readPage = (path: string): string => readFileSync(join(repository, path), "utf8");

it("the page on types of packages shows what is emitted for the README's schema", async () => {
  const page = readPage("docs/decisions/types-of-packages.md");
  const [, promised = ""] = /```ts\n([^]*?)```/.exec(page) ?? [];
  const [, schema = ""] = /```json\n([^]*?)```/.exec(readPage("packages/codegen/README.md")) ?? [];
  const folder = await temporaryFolder({ "schemas/email-opened-with-coupon.schema.json": schema });
  await installCore(folder);
  await generate({ schemas: join(folder, "schemas"), out: join(folder, "out"), emit: ["types"] });
  const types = readFileSync(join(folder, "out/types.ts"), "utf8");
  const withoutComments = types.replaceAll(/\/\*[^]*?\*\/\s*/g, "").replaceAll(/\s+/g, " ");
  // Blank lines and line breaks are the page's own.
  expect(withoutComments.replaceAll(/;(?= \})/g, "")).toContain(promised.replaceAll(/\s+/g, " ").trim());
});

it("the README of schema-diff shows what diff prints", async () => {
  const readme = readPage("packages/schema-diff/README.md");
  const [, promised] = /\$ email-events-codegen diff old new\n([^]*?)```/.exec(readme) ?? [];
  const folder = await temporaryFolder({
    "old/shop-sale.schema.json": documents(12, "books", "music"),
    "new/shop-sale.schema.json": documents(8, "books", "music", "films"),
  });
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  const { out } = await run(["diff", join(folder, "old"), join(folder, "new")]);
  expect(`${out}\n`).toBe(promised);
});
