// Packs every published package as for a release, checks the packs, installs them in an empty folder and uses them: each
// entry point by import and by require, each program by its name, each declaration under the strictest module
// resolutions, and the generator on the schema of its README.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { problemsOf } from "./check-packs.mjs";

const folder = mkdtempSync(join(tmpdir(), "email-events-release-"));
const packs = join(folder, "packs");
const user = join(folder, "user");

const run = (program, args, cwd) => {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
};

const manifests = readdirSync("packages")
  .map((name) => ({
    path: join("packages", name),
    ...JSON.parse(readFileSync(join("packages", name, "package.json"), "utf8")),
  }))
  .filter((manifest) => manifest.private !== true);

/** Where the pack of a package lies, as npm names it. */
const packOf = ({ name, version }) => join(packs, `${name.slice(1).replace("/", "-")}-${version}.tgz`);

/** The entry points that are code, such as `@email-events/validator/zod`. */
const entries = manifests.flatMap(({ name, exports }) =>
  Object.entries(exports)
    .filter(([, target]) => typeof target === "object" && target.import)
    .map(([subpath]) => name + subpath.slice(1)),
);

const programs = manifests.flatMap(({ bin }) => Object.keys(bin ?? {}));

/** Returns the targets of declaration maps that aren't TypeScript sources. */
const leadNowhere = (name) => {
  const dist = join(user, "node_modules", name, "dist");
  const maps = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith(".map") && file.includes(".d."));
  if (maps.length === 0) return [`${name} has no declaration maps`];
  return maps.flatMap((file) =>
    JSON.parse(readFileSync(join(dist, file), "utf8"))
      .sources.map((source) => join(dist, dirname(file), source))
      .filter((source) => !source.endsWith(".ts") || !existsSync(source)),
  );
};

const blockOf = (readme, language) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)[1];

/** Generates from the schema in the generator's README, builds its example by a plain `tsc --outDir`, and runs it. */
const walkReadme = () => {
  const readme = readFileSync("packages/codegen/README.md", "utf8");
  const team = join(user, "team");
  mkdirSync(join(team, "schemas"), { recursive: true });
  writeFileSync(join(team, "schemas/email-opened-with-coupon.schema.json"), blockOf(readme, "json"));
  const generator = join(user, "node_modules/.bin/email-events-codegen");
  run(generator, ["generate", "--schemas", "schemas", "--out", "src/generated"], team);
  const said = "declare const console: { log: (...values: unknown[]) => void };\n";
  writeFileSync(join(team, "src/example.ts"), said + blockOf(readme, "ts"));
  const strictest = [
    "--singleThreaded",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
    "--noUnusedLocals",
  ];
  const target = ["--target", "es2022", "--module", "nodenext", "--types", "", "--rootDir", "src", "--outDir", "dist"];
  run(resolve("node_modules/.bin/tsc"), [...strictest, ...target, "src/example.ts"], team);
  const printed = run(process.execPath, ["dist/example.js"], team).trim();
  const promised = /\/\/ => (.*)/.exec(blockOf(readme, "ts"))[1];
  if (printed !== promised) throw new Error(`the generator's README promises\n${promised}\nand gives\n${printed}`);
};

try {
  mkdirSync(packs);
  mkdirSync(user);
  run("pnpm", ["--recursive", "pack", "--pack-destination", packs], ".");
  const problems = await Promise.all(manifests.map((manifest) => problemsOf(packOf(manifest), manifest)));
  if (problems.flat().length > 0) throw new Error(`packs have problems\n${problems.flat().join("\n")}`);

  writeFileSync(join(user, "package.json"), JSON.stringify({ private: true, type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--silent", "zod@4.6.7", ...manifests.map(packOf)], user);

  writeFileSync(join(user, "esm.mjs"), entries.map((entry) => `await import("${entry}");`).join("\n"));
  writeFileSync(join(user, "cjs.cjs"), entries.map((entry) => `require("${entry}");`).join("\n"));
  run(process.execPath, ["esm.mjs"], user);
  run(process.execPath, ["cjs.cjs"], user);

  const imports = entries.map((entry, index) => `import * as entry${index} from "${entry}";`);
  writeFileSync(
    join(user, "types.ts"),
    `${imports.join("\n")}\nexport const all = [${entries.map((_, index) => `entry${index}`).join(", ")}];`,
  );
  for (const [module, moduleResolution] of [
    ["node16", "node16"],
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const flags = [
      "--noEmit",
      "--singleThreaded",
      "--strict",
      "--exactOptionalPropertyTypes",
      "--target",
      "es2022",
      "--types",
      "",
    ];
    run(
      resolve("node_modules/.bin/tsc"),
      [...flags, "--module", module, "--moduleResolution", moduleResolution, "types.ts"],
      user,
    );
  }

  const lost = ["core", "validator"].flatMap((name) => leadNowhere(`@email-events/${name}`));
  if (lost.length > 0) throw new Error(`declaration maps point to missing sources:\n${lost.join("\n")}`);
  walkReadme();

  for (const program of programs) run(join(user, "node_modules/.bin", program), ["--help"], user);
  console.log(
    `${manifests.length} packs, ${entries.length} entries and ${programs.length} programs work once installed`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
