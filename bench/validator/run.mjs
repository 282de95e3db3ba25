// Emitted validators against ajv standalone, zod and valibot, on the unions of Airship's and the semantic email events.
// Run: node bench/validator/run.mjs   (after: pnpm build)
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { safeParse } from "valibot";
import { generate } from "../../packages/codegen/dist/index.js";
import { ajvSource } from "./ajv-validators.mjs";
import { percentile, race, shuffled } from "./measure.mjs";
import { toValibot } from "./valibot-schema.mjs";

const root = resolve(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "bench-validator-"));

const unions = [
  { name: "AirshipEmailEvent", vocabulary: "airship" },
  { name: "SemanticEmailEvent", vocabulary: "semantic" },
];

const read = (path) => JSON.parse(readFileSync(path, "utf8"));

const examplesOf = (vocabulary) =>
  readdirSync(join(root, "schemas/examples", vocabulary), { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .map((name) => read(join(root, "schemas/examples", vocabulary, name)));

/** One module with everything it imports, minified. */
const bundle = async (name, source) => {
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

const generateInto = async (schemas, name, options = {}) => {
  const out = join(work, name);
  await generate({ schemas, out, emit: ["validators", "schemas"], ...options });
  return out;
};

/** The emitted zod schema of a vocabulary with zod's own formats in place of ours, as a team would write it by hand. */
const withOwnFormats = (generated, vocabulary) => {
  const file = join(work, `zod-own-${vocabulary}.ts`);
  const text = readFileSync(join(generated, vocabulary, "zod.ts"), "utf8")
    .replaceAll(/z\.string\(\)\.refine\(matchesUuid, "[^"]*"\)/g, "z.uuid()")
    .replaceAll(/z\.string\(\)\.refine\(matchesDateTime, "[^"]*"\)/g, "z.iso.datetime({ offset: true })");
  writeFileSync(file, text);
  return file;
};

const names = unions.flatMap(({ name }) => [`is${name}`, `issuesOf${name}`]).join(", ");

const makeBundles = async () => {
  const schemas = join(work, "schemas");
  for (const { vocabulary } of unions)
    cpSync(join(root, "schemas", vocabulary), join(schemas, vocabulary), { recursive: true });
  const strict = await generateInto(schemas, "both");
  const lax = await generateInto(schemas, "both-lax", { formats: "annotate" });
  const unionSchemas = {
    AirshipEmailEvent: read(join(strict, "airship/email-event.schema.json")),
    SemanticEmailEvent: read(join(strict, "semantic/event.schema.json")),
  };
  const generated = join(root, "packages/validator/src/generated");
  const ajv = (allErrors, formats) => ajvSource(unionSchemas, { allErrors, formats });
  return {
    unionSchemas,
    files: {
      ours: await bundle("ours", `export { ${names} } from ${JSON.stringify(join(strict, "validators.js"))};`),
      oursLax: await bundle("ours-lax", `export { ${names} } from ${JSON.stringify(join(lax, "validators.js"))};`),
      oursApart: await bundle(
        "ours-apart",
        unions
          .map(
            ({ name, vocabulary }) =>
              `export { is${name}, issuesOf${name} } from "${generated}/${vocabulary}/validators.js";`,
          )
          .join("\n"),
      ),
      empty: await bundle("empty", "export {};"),
      ajv: await bundle("ajv", ajv(false, true)),
      ajvLax: await bundle("ajv-lax", ajv(false, false)),
      ajvAll: await bundle("ajv-all", ajv(true, true)),
      zodOwn: await bundle(
        "zod-own",
        unions
          .map(({ name, vocabulary }) => `export { ${name} } from "${withOwnFormats(generated, vocabulary)}";`)
          .join("\n"),
      ),
      zod: await bundle(
        "zod",
        unions.map(({ name, vocabulary }) => `export { ${name} } from "${generated}/${vocabulary}/zod.ts";`).join("\n"),
      ),
    },
  };
};

/** Milliseconds that a fresh process takes to import a module, in one shuffled run. */
const importTimes = (files, runs = 15) => {
  const times = Object.fromEntries(Object.keys(files).map((name) => [name, []]));
  const code = "const s=performance.now();await import(process.argv[1]);console.log(performance.now()-s)";
  for (let run = 0; run < runs; run += 1) {
    for (const [name, file] of shuffled(Object.entries(files))) {
      const args = ["--input-type=module", "-e", code, pathToFileURL(file).href];
      times[name].push(Number(execFileSync(process.execPath, args, { encoding: "utf8" })));
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, percentile(all, 0.25)]));
};

const sizeOf = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

const show = (title, ns, base) => {
  console.log(`\n${title}`);
  for (const [name, time] of Object.entries(ns)) {
    console.log(
      `  ${name.padEnd(26)} ${time.toFixed(0).padStart(8)} ns   ${(ns[base] / time).toFixed(2).padStart(7)} x ${base}`,
    );
  }
};

try {
  const { files, unionSchemas } = await makeBundles();
  const modules = {};
  for (const [name, file] of Object.entries(files)) modules[name] = await import(pathToFileURL(file).href);
  console.log(
    `Node ${process.versions.node}; nanoseconds an event, and speed against ajv standalone with discriminator`,
  );

  for (const { name, vocabulary } of unions) {
    const is = modules.ours[`is${name}`];
    const all = examplesOf(vocabulary);
    const valid = all.filter((event) => is(event) && modules.ajv[name](event));
    const refused = valid.filter((event) => !modules.zodOwn[name].safeParse(event).success).length;
    const invalid = all.filter((event) => !is(event) && !modules.ajv[name](event));
    const valibotSchema = toValibot(unionSchemas[name]);
    const ajvCheck = modules.ajv[name];
    const zod = modules.zod[name];
    const zodOwn = modules.zodOwn[name];
    const onValid = {
      "emitted predicate": is,
      "ajv standalone": (event) => ajvCheck(event),
      zod: (event) => zod.safeParse(event).success,
      "zod, its own formats": (event) => zodOwn.safeParse(event).success,
      valibot: (event) => safeParse(valibotSchema, event).success,
    };
    show(`${name}: ${valid.length} valid events, formats checked`, race(onValid, valid), "ajv standalone");
    if (refused > 0) console.log(`  (zod's own formats refuse ${refused} of these)`);
    const isLax = modules.oursLax[`is${name}`];
    const ajvLax = modules.ajvLax[name];
    const onLax = { "emitted predicate": isLax, "ajv standalone": (event) => ajvLax(event) };
    show(`${name}: ${valid.length} valid events, formats not checked`, race(onLax, valid), "ajv standalone");
    const issuesOf = modules.ours[`issuesOf${name}`];
    const ajvAll = modules.ajvAll[name];
    const onInvalid = {
      "emitted issues": (event) => issuesOf(event).length > 0,
      "ajv standalone, allErrors": (event) => !ajvAll(event),
      zod: (event) => !zod.safeParse(event).success,
      valibot: (event) => !safeParse(valibotSchema, event).success,
    };
    show(
      `${name}: ${invalid.length} invalid events, all issues`,
      race(onInvalid, invalid),
      "ajv standalone, allErrors",
    );
  }

  console.log("\nBoth unions with issues, minified and gzipped; milliseconds to import in a fresh process");
  const times = importTimes({
    empty: files.empty,
    ours: files.ours,
    oursApart: files.oursApart,
    ajvAll: files.ajvAll,
    zod: files.zod,
  });
  const labels = {
    empty: "an empty module",
    ours: "emitted, one generation",
    oursApart: "emitted, one a vocabulary",
    ajvAll: "ajv standalone, allErrors",
    zod: "zod",
  };
  for (const [name, label] of Object.entries(labels)) {
    console.log(
      `  ${label.padEnd(26)} ${String(sizeOf(files[name])).padStart(8)} B    ${times[name].toFixed(2).padStart(7)} ms`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
