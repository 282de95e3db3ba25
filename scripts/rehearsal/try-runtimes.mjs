// Imports a package wherever it promises to run.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { promiseOf } from "./promises.mjs";
import { problemOf, run } from "./run.mjs";

/** One binary serves `workerd test`: a test that passes when its module loads. */
const workerdConfig = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
);
`;

const inWorkerd = async ({ folder }, { workerd }) => {
  writeFileSync(join(folder, "worker.mjs"), 'import "./web.mjs";\nexport default { test() {} };\n');
  await build({
    entryPoints: [join(folder, "worker.mjs")],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    conditions: ["workerd", "worker"],
    logLevel: "silent",
  });
  writeFileSync(join(folder, "config.capnp"), workerdConfig);
  await run(workerd, ["test", join(folder, "config.capnp")], { cwd: folder });
};

const inNode = async ({ folder }, node) => {
  await run(node, ["use.mjs"], { cwd: folder });
  await run(node, ["use.cjs"], { cwd: folder });
};

const runtimes = {
  node: async (project, { node }) => {
    await inNode(project, process.execPath);
    await inNode(project, node);
  },
  bun: async ({ folder }, { bun }) => {
    await run(bun, ["use.mjs"], { cwd: folder });
    await run(bun, ["use.cjs"], { cwd: folder });
  },
  deno: ({ folder }, { deno }) =>
    run(deno, ["run", "--no-remote", "--node-modules-dir=manual", "use.mjs"], { cwd: folder }),
  workerd: inWorkerd,
};

/** Starts the programs of a package: they answer `--version` and `--help`. Rejects with what is wrong. */
export const tryPrograms = async ({ folder, manifest }, nodes) => {
  for (const path of Object.values(manifest.bin ?? {})) {
    const file = join(folder, "node_modules", manifest.name, path);
    for (const program of nodes) {
      const version = (await run(program, [file, "--version"], { cwd: folder })).trim();
      if (version !== manifest.version) throw new Error(`--version prints ${version} instead of ${manifest.version}`);
      const help = await run(program, [file, "--help"], { cwd: folder });
      if (!help.includes("Usage: ")) throw new Error("--help prints no usage");
    }
  }
};

/** Resolves to the problems of a project's package in its runtimes; browsers are tried for all packages at once. */
export const tryRuntimes = async (project, tools) => {
  const promised = promiseOf(project.short).runtimes.filter((name) => name in runtimes);
  const problems = [];
  for (const name of promised)
    problems.push(...(await problemOf(`${project.name} in ${name}`, () => runtimes[name](project, tools))));
  const inPrograms = await problemOf(`the program of ${project.name}`, () =>
    tryPrograms(project, [process.execPath, tools.node]),
  );
  return [...problems, ...inPrograms];
};
