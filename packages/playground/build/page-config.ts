import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";
import { samples } from "./samples.ts";
import { staticPage } from "./static-page.ts";
import { withoutNode } from "./without-node.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

const conditions = ["@email-events/source", "module", "browser", "import", "default"];

/** What is built, and where. */
export interface PageOptions {
  /** Folder of the built files, from the root of this package or absolute. It is emptied. */
  readonly outDir: string;
  /** Whether it is a page without a sandbox, for a host of static files. */
  readonly isStatic: boolean;
}

/** Returns how the page is built. */
export const pageConfig = ({ isStatic, outDir }: PageOptions): InlineConfig => ({
  root,
  // Its address may be that of any folder.
  base: "./",
  resolve: { conditions },
  // The page is the same wherever it is built, in tests too.
  define: { "process.env.NODE_ENV": '"production"' },
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  plugins: [withoutNode(), samples(), ...(isStatic ? [staticPage()] : [])],
  worker: { format: "es", plugins: () => [withoutNode()] },
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
