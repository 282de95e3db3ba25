import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundles the program from its source into a folder, and resolves to the path of the executable file. */
export const buildCli = async (folder: string): Promise<string> => {
  const outfile = join(folder, "email-events.cjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../cli.ts", import.meta.url))],
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    conditions: ["@email-events/source"],
    // From here an optional dependency is found, as it is from an installed package.
    define: { "import.meta.url": JSON.stringify(new URL("../../../store/src/sqlite/load.ts", import.meta.url).href) },
    outfile,
    logLevel: "error",
  });
  return outfile;
};
