import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

const useNodeTypes = `const fs = require("node:fs");
fs.writeFileSync("tsconfig.json", fs.readFileSync("tsconfig.json", "utf8").replace('"types": []', '"types": ["node"]'));`;

/** What stopped the walk. */
export class StoppedError extends Error {
  name = "StoppedError";
}

/** What a command printed, and its exit code. It doesn't block the registry that runs in this process. */
export const run = (command, args, { cwd, env = {} }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let [out, all] = ["", ""];
    child.stdout.on("data", (chunk) => ((out += chunk), (all += chunk)));
    child.stderr.on("data", (chunk) => (all += chunk));
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, out, all }));
  });

/** An empty folder, as a newcomer makes it, in which the packages come from a registry on loopback. */
export const createEmptyFolder = async (path, registry) => {
  mkdirSync(path, { recursive: true });
  writeFileSync(
    join(path, ".npmrc"),
    `@email-events:registry=${registry}\naudit=false\nfund=false\nupdate-notifier=false\n`,
  );

  // Also for --global, which doesn't read the folder's settings.
  const env = { npm_config_userconfig: join(path, ".npmrc"), npm_config_prefix: join(path, "global") };
  const shell = async (command) => {
    const { exitCode, out, all } = await run("sh", ["-c", command], { cwd: path, env });
    if (exitCode !== 0) throw new StoppedError(`${command} ended with ${exitCode}\n${all}`);
    // What the comment of `tsc --init` says to do for Node.
    if (command.includes("@types/node")) await run(process.execPath, ["-e", useNodeTypes], { cwd: path });
    return out;
  };

  const write = (name, text) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };

  /** Compiles by the configuration that `tsc --init` wrote. */
  const compile = async (flags) => {
    const { exitCode, all } = await run(process.execPath, [tsc, ...flags], { cwd: path });
    if (exitCode !== 0) throw new StoppedError(`tsc says\n${all}`);
  };

  const tsc = join(repository, "node_modules/typescript7/bin/tsc");
  await shell("npm init -y");
  await run(process.execPath, [tsc, "--init"], { cwd: path });
  return { path, shell, write, compile };
};
