import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** The zod that code in a folder would import. */
export type InstalledZod = "usable" | "older" | "none";

const readManifest = async (folder: string): Promise<string | undefined> => {
  try {
    return await readFile(join(folder, "node_modules/zod/package.json"), "utf8");
  } catch {
    return undefined;
  }
};

const majorIn = (manifest: string): number => {
  try {
    const parsed: unknown = JSON.parse(manifest);
    return typeof parsed === "object" && parsed !== null && "version" in parsed
      ? Number.parseInt(String(parsed.version), 10)
      : 0;
  } catch {
    return 0;
  }
};

/**
 * Searches for zod as the compiler does, in `node_modules` of a folder and its parents. `require` also depends on NODE_PATH,
 * which package managers set. Emitted schemas need zod 4.
 */
export const findZod = async (folder: string): Promise<InstalledZod> => {
  const at = resolve(folder);
  const manifest = await readManifest(at);
  if (manifest !== undefined) return majorIn(manifest) >= 4 ? "usable" : "older";
  return dirname(at) === at ? "none" : findZod(dirname(at));
};
