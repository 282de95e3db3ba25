// Does what the generator's README says, with a team's own schema.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

const blockOf = (readme, language) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)[1];

const strictest = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--noUnusedLocals"];
const target = ["--target", "es2022", "--module", "nodenext", "--rootDir", "src", "--outDir", "dist"];
const faster = ["--singleThreaded", "--skipDefaultLibCheck"];

/** Installs core and the generator, which the README asks for. */
const install = (team, projects) => {
  const scope = join(team, "node_modules/@email-events");
  mkdirSync(scope, { recursive: true });
  for (const { short, installed } of projects) symlinkSync(installed, join(scope, short));
};

/** Generates from the schema in the README, builds its example by a plain `tsc --outDir`, and runs it. */
export const walkGenerator = async ({ folder, projects, generator, tsc }) => {
  const readme = readFileSync(join(generator.installed, "README.md"), "utf8");
  const team = join(folder, "team");
  mkdirSync(join(team, "schemas"), { recursive: true });
  install(
    team,
    projects.filter(({ short }) => ["core", generator.short].includes(short)),
  );
  writeFileSync(join(team, "schemas/email-opened-with-coupon.schema.json"), blockOf(readme, "json"));
  const program = join(generator.installed, generator.manifest.bin["email-events-codegen"]);
  const inTeam = { cwd: team };
  await run(process.execPath, [program, "generate", "--schemas", "schemas", "--out", "src/generated"], inTeam);
  const said = "declare const console: { log: (...values: unknown[]) => void };\n";
  writeFileSync(join(team, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(team, "src/example.ts"), said + blockOf(readme, "ts"));
  await run(tsc, [...strictest, ...target, ...faster, "--types", "", "src/example.ts"], inTeam);
  const printed = (await run(process.execPath, ["dist/example.js"], inTeam)).trim();
  const promised = /\/\/ => (.*)/.exec(blockOf(readme, "ts"))[1];
  if (printed !== promised) throw new Error(`it promises\n${promised}\nand gives\n${printed}`);
};
