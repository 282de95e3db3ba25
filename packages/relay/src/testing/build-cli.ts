import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const entries = {
  "email-events": "../cli.ts",
  "email-events-sandbox": "../../../sandbox/src/cli.ts",
} as const;

/** Bundles a program from its source into a folder, and resolves to the path of the executable file. */
export const buildCli = async (folder: string, name: keyof typeof entries = "email-events"): Promise<string> => {
  const outfile = join(folder, `${name}.cjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(entries[name], import.meta.url))],
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
