import { build } from "vite";
import { pageConfig } from "./page-config.ts";

/** Builds the page into a folder, which it empties. Prints nothing. */
export const buildPage = async (outDir: string, { isStatic = false } = {}): Promise<void> => {
  await build({ ...pageConfig({ outDir, isStatic }), configFile: false, logLevel: "silent" });
};
