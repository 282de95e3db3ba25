import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { generate } from "../../packages/codegen/dist/index.js";
import { ajvSource } from "./ajv-validators.mjs";
import { hasTypia, typiaSources } from "./typia-validators.mjs";
import { readJson, root, unions } from "./unions.mjs";

/** Returns a module with its imports as one minified bundle. */
const bundle = async (work, name, source) => {
  const outfile = join(work, `${name}.mjs`);
  await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: "ts" },
    nodePaths: [join(root, "packages/validator/node_modules"), join(root, "node_modules")],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  return outfile;
};

const generateInto = async (work, schemas, name, options = {}) => {
  const out = join(work, name);
  await generate({ schemas, out, emit: ["validators", "schemas"], ...options });
  return out;
};

/**
 * Returns emitted zod schemas with zod's own formats and unions, which try one branch after the other.
 * (`z.discriminatedUnion` accepts neither a tag inside a property nor intersections.)
 */
const withOwnParts = (work, name, emitted) => {
  const file = join(work, `${name}.ts`);
  const text = readFileSync(emitted, "utf8")
    .replaceAll(/"(\.{1,2}\/runtime)\.js"/g, (_, path) => JSON.stringify(resolve(dirname(emitted), `${path}.ts`)))
    .replaceAll(/z\s*\.string\(\)\s*\.refine\(matchesUuid, "[^"]*"\)/g, "z.uuid()")
    .replaceAll(/z\s*\.string\(\)\s*\.refine\(matchesDateTime, "[^"]*"\)/g, "z.iso.datetime({ offset: true })")
    .replaceAll(/\btagged\(\[.*?\], \{([^}]*)\}\)/g, (_, branches) => {
      const members = new Set([...branches.matchAll(/: (\w+),/g)].map(([, member]) => member));
      return `z.union([${[...members].join(", ")}])`;
    });
  writeFileSync(file, text);
  return file;
};

const names = unions.flatMap(({ name }) => [`is${name}`, `issuesOf${name}`]).join(", ");

/** Creates all contestants, each as one module in a folder, and the bundled schemas of the unions. */
export const makeBundles = async (work) => {
  const bundled = (name, source) => bundle(work, name, source);
  const schemas = join(work, "schemas");
  for (const { vocabulary } of unions)
    cpSync(join(root, "schemas", vocabulary), join(schemas, vocabulary), { recursive: true });
  const strict = await generateInto(work, schemas, "both");
  const lax = await generateInto(work, schemas, "both-lax", { formats: "annotate", emit: ["validators", "zod"] });
  const unionSchemas = {
    AirshipEmailEvent: readJson(join(strict, "airship/email-event.schema.json")),
    SemanticEmailEvent: readJson(join(strict, "semantic/event.schema.json")),
  };
  const generated = join(root, "packages/validator/src/generated/compiled");
  const ajv = (allErrors, formats) => ajvSource(unionSchemas, { allErrors, formats });
  const typia = hasTypia() ? await typiaSources(schemas, Object.keys(unionSchemas), work) : undefined;
  return {
    unionSchemas,
    files: {
      ours: await bundled("ours", `export { ${names} } from ${JSON.stringify(join(strict, "validators.js"))};`),
      oursLax: await bundled("ours-lax", `export { ${names} } from ${JSON.stringify(join(lax, "validators.js"))};`),
      oursApart: await bundled(
        "ours-apart",
        unions
          .map(
            ({ name, vocabulary }) =>
              `export { is${name}, issuesOf${name} } from "${generated}/${vocabulary}/validators.ts";`,
          )
          .join("\n"),
      ),
      empty: await bundled("empty", "export {};"),
      ajv: await bundled("ajv", ajv(false, true)),
      ajvLax: await bundled("ajv-lax", ajv(false, false)),
      ajvAll: await bundled("ajv-all", ajv(true, true)),
      zodOwn: await bundled(
        "zod-own",
        unions
          .map(({ name, vocabulary }) => {
            const file = withOwnParts(work, `zod-own-${vocabulary}`, join(generated, vocabulary, "zod.ts"));
            return `export { ${name} } from ${JSON.stringify(file)};`;
          })
          .join("\n"),
      ),
      zodOwnLax: await bundled(
        "zod-own-lax",
        `export * from ${JSON.stringify(withOwnParts(work, "zod-own-lax-source", join(lax, "zod.ts")))};`,
      ),
      zodLax: await bundled("zod-lax", `export * from ${JSON.stringify(join(lax, "zod.ts"))};`),
      ...(typia && {
        typia: await bundled("typia", `export * from ${JSON.stringify(typia.strict)};`),
        typiaLax: await bundled("typia-lax", `export * from ${JSON.stringify(typia.lax)};`),
      }),
      zod: await bundled(
        "zod",
        unions.map(({ name, vocabulary }) => `export { ${name} } from "${generated}/${vocabulary}/zod.ts";`).join("\n"),
      ),
    },
  };
};
