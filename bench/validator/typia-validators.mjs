import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../../packages/codegen/dist/index.js";

const modules = join(import.meta.dirname, "node_modules");

/** Whether typia and its TypeScript are installed in this folder. */
export const hasTypia = () => existsSync(join(modules, "typia")) && existsSync(join(modules, "typescript"));

// The tags that typia reads from a doc comment. Lengths of items are omitted, because our types express them as tuples.
const tags = ["minLength", "maxLength", "minimum", "maximum"];

/** Returns a schema whose descriptions have typia's tags for everything that its types don't express. */
const withTags = (schema) => {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(withTags);
  const below = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withTags(value)]));
  const said = tags.filter((tag) => typeof schema[tag] === "number").map((tag) => `@${tag} ${schema[tag]}`);
  if (schema.type === "integer") said.push("@type int64");
  return said.length === 0 ? below : { ...below, description: [schema.description ?? "", ...said].join("\n\n") };
};

const schemasWithTags = (schemas, folder) => {
  cpSync(schemas, folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".json"))) {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(withTags(JSON.parse(readFileSync(file, "utf8")))));
  }
};

const tsconfig = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: "ES2022",
    module: "ESNext",
    moduleResolution: "bundler",
    skipLibCheck: true,
    types: [],
  },
};

const sourceOf = (names) =>
  [
    'import typia from "typia";',
    `import type { ${names.join(", ")} } from "./types";`,
    ...names.map((name) => `export const is${name} = typia.createIs<${name}>();`),
    ...names.map((name) => `export const validate${name} = typia.createValidate<${name}>();`),
  ].join("\n");

/**
 * Generates typia's validators from the emitted types of some schemas.
 *
 * @returns the files, with formats checked and without
 */
export const typiaSources = async (schemas, names, work) => {
  const folder = join(work, "typia");
  schemasWithTags(schemas, join(folder, "schemas"));
  await generate({ schemas: join(folder, "schemas"), out: join(folder, "types"), emit: ["types"] });
  // Removes lines about what a type can't express, which typia would read as a part of the tag above, and patterns,
  // which typia compiles without the u flag.
  const types = readFileSync(join(folder, "types/types.ts"), "utf8").replaceAll(
    /^ *\* (?:@(?:(?:min|max)Items|pattern )|Not in the type: ).*\n/gm,
    "",
  );
  const variants = { strict: types, lax: types.replaceAll(/^ *\* @format .*\n/gm, "") };
  for (const [variant, text] of Object.entries(variants)) {
    mkdirSync(join(folder, "in", variant), { recursive: true });
    writeFileSync(join(folder, "in", variant, "types.ts"), text);
    writeFileSync(join(folder, "in", variant, "index.ts"), sourceOf(names));
  }
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  writeFileSync(join(folder, "package.json"), "{}");
  symlinkSync(modules, join(folder, "node_modules"));
  const typia = join(modules, "typia/lib/executable/typia.js");
  const flags = ["--input", "in", "--output", "out", "--project", "tsconfig.json"];
  execFileSync(process.execPath, [typia, "generate", ...flags], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return { strict: join(folder, "out/strict/index.ts"), lax: join(folder, "out/lax/index.ts") };
};
