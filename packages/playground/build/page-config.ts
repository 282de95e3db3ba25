import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";
import { samples } from "./samples.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

const conditions = ["@email-events/source", "module", "browser", "import", "default"];

/**
 * Returns how the page is built.
 *
 * @param outDir - Folder of the built files, from the root of this package or absolute. It is emptied.
 */
export const pageConfig = ({ outDir }: { readonly outDir: string }): InlineConfig => ({
  root,
  // Its address may be that of any folder.
  base: "./",
  resolve: { conditions },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [samples()],
  worker: { format: "es" },
  build: {
    outDir,
    emptyOutDir: true,
    target: "es2023",
    // It would be code in the page, which its policy forbids.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
