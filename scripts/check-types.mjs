// Checks the types of every package, its tests and the scripts in one program, which reads each source once. A package
// whose settings differ from the others' is checked by itself.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { tsc } from "./shared/native-compiler.mjs";

const base = resolve("tsconfig.base.json");

const folders = [...readdirSync("packages").map((name) => join("packages", name)), "scripts"].filter((folder) =>
  existsSync(join(folder, "tsconfig.json")),
);

const projects = folders.map((folder) => {
  const {
    extends: parent = "",
    include = [],
    ...own
  } = JSON.parse(readFileSync(join(folder, "tsconfig.json"), "utf8"));
  const isAlike = resolve(folder, parent) === base && Object.keys(own).length === 0;
  return { folder, isAlike, include: include.map((path) => resolve(folder, path)) };
});

const check = (config) =>
  spawnSync(tsc, ["-p", config, "--singleThreaded", "--pretty", "false"], { stdio: "inherit" }).status === 0;

// Below the root, where the compiler finds the types of Node.
const cache = "node_modules/.cache/check-types";
mkdirSync(cache, { recursive: true });
const shared = join(cache, "tsconfig.json");
const include = projects.filter(({ isAlike }) => isAlike).flatMap((project) => project.include);
writeFileSync(shared, JSON.stringify({ extends: base, include, exclude: [] }));

const configs = [shared, ...projects.filter(({ isAlike }) => !isAlike).map(({ folder }) => folder)];
const passed = configs.map(check);
process.exitCode = passed.every(Boolean) ? 0 : 1;
