import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "@email-events/json-schema/testing";
import { expect, it } from "vitest";
import { generate } from "./generate.ts";
import { installCore } from "./testing/install-core.ts";

const repository = resolve(import.meta.dirname, "../../..");

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
