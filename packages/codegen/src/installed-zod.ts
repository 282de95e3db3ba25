import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Which zod the code in a folder would import. */
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
 * Looks for zod where the compiler would, in the `node_modules` of a folder and of those above it: what `require` finds
 * depends on NODE_PATH, which package managers set. Emitted schemas need zod 4.
 */
export const findZod = async (folder: string): Promise<InstalledZod> => {
  const at = resolve(folder);
  const manifest = await readManifest(at);
  if (manifest !== undefined) return majorIn(manifest) >= 4 ? "usable" : "older";
  return dirname(at) === at ? "none" : findZod(dirname(at));
};
