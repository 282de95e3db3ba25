import { defineConfig } from "vite";
import { pageConfig } from "./build/page-config.ts";

/** `--mode static` builds the page without a sandbox. */
export default defineConfig(({ mode }) => pageConfig({ outDir: "dist", isStatic: mode === "static" }));
