// Writes what each library exports to api/, from the built declarations, so that a pull request shows every change.
// `--check` only compares. Fails where exports refer to a type that isn't exported, or aren't documented.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { readCommandLine } from "./shared/read-command-line.mjs";

const { flags } = readCommandLine(["check"]);

// The compiler, which a wrong option needn't wait for.
const { default: ts } = await import("typescript");
const { describeEntry } = await import("./api/describe-entry.mjs");
const { findHidden } = await import("./api/find-hidden.mjs");
const { findUndocumented } = await import("./api/find-undocumented.mjs");

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const manifestOf = (name) => JSON.parse(readFileSync(`packages/${name}/package.json`, "utf8"));

/** What is published. */
const packages = readdirSync("packages").filter((name) => manifestOf(name).private !== true);

/** What zod infers is long, and follows from the schemas, which the release gate compares: the names are enough. */
const isNamesOnly = (specifier) => specifier.endsWith("/zod");

/** The entry points of a package that are code; those with the same declarations share a report. */
const entriesOf = (name) => {
  const { exports } = manifestOf(name);
  const entries = new Map();
  for (const [subpath, target] of Object.entries(exports)) {
    const declarations = target.import?.types && join(process.cwd(), "packages", name, target.import.types);
    if (!declarations) continue;
    const specifier = `@email-events/${name}${subpath.slice(1)}`;
    const report = `${name}${subpath.slice(1).replaceAll("/", ".")}.d.ts`;
    const known = entries.get(declarations) ?? { name, report, declarations, specifiers: [] };
    entries.set(declarations, { ...known, specifiers: [...known.specifiers, specifier] });
  }
  return [...entries.values()];
};

const entries = packages.flatMap(entriesOf);

const missing = entries.find(({ declarations }) => !existsSync(declarations));
if (missing !== undefined) {
  console.error(`error: ${relative(process.cwd(), missing.declarations)} is missing; run pnpm build first.`);
  process.exit(2);
}

const program = ts.createProgram(
  entries.map(({ declarations }) => declarations),
  { noLib: true, types: [], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
);

const isOf = (name) => (path) => path.startsWith(join(process.cwd(), "packages", name, "dist/"));

const reports = new Map(
  entries.map(({ name, specifiers, report, declarations }) => {
    const isOwn = isOf(name);
    const head = `// What ${specifiers.join(" and ")} exports. Written by \`pnpm api:update\`.\n`;
    return [
      report,
      `${head}\n${describeEntry(program, declarations, { isOwn, isNamesOnly: specifiers.every(isNamesOnly) })}\n`,
    ];
  }),
);

const hidden = packages.flatMap((name) => {
  const own = entries.filter((entry) => entry.name === name && !entry.specifiers.every(isNamesOnly));
  const declarations = own.map((entry) => entry.declarations);
  return findHidden(program, declarations, isOf(name)).map((type) => `${type} of ${name}`);
});
for (const type of hidden) console.error(`hidden: ${type}`);
if (hidden.length > 0) console.error("Exports refer to these types: export them too, from an entry of the package.");

const undocumented = entries
  .filter(({ specifiers }) => !specifiers.every(isNamesOnly))
  .flatMap(({ name, declarations }) =>
    findUndocumented(program, declarations, isOf(name)).map((one) => `${one} of ${name}`),
  );
for (const one of new Set(undocumented)) console.error(`undocumented: ${one}`);
if (undocumented.length > 0) console.error("Editors show nothing for these exports: write a sentence above each.");

mkdirSync("api", { recursive: true });
const present = new Map(readdirSync("api").map((name) => [name, readFileSync(join("api", name), "utf8")]));
const stale = [...new Set([...reports.keys(), ...present.keys()])].filter(
  (name) => reports.get(name) !== present.get(name),
);

if (flags.check) {
  for (const name of stale) console.error(`stale: api/${name}`);
  if (stale.length > 0) console.error("The exports of a library changed: run pnpm api:update, and commit api/.");
} else {
  for (const name of stale) {
    const text = reports.get(name);
    if (text === undefined) rmSync(join("api", name));
    else writeFileSync(join("api", name), text);
    console.log(`${text === undefined ? "removed" : "wrote"}: api/${name}`);
  }
}
process.exitCode = hidden.length + undocumented.length > 0 || (flags.check && stale.length > 0) ? 1 : 0;
