import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const inPage: ReadonlyMap<string, string> = new Map(
  [
    ["node:crypto", "crypto.ts"],
    ["node:path/posix", "path-posix.ts"],
  ].map(([name = "", file = ""]) => [name, fileURLToPath(new URL(`./node/${file}`, import.meta.url))]),
);

/**
 * Lets the page use packages that also have code for Node: the little that the page needs of Node is in `node/`, and what
 * it doesn't need is left out. A page that still needs more isn't built.
 */
export const withoutNode = (): Plugin => ({
  name: "without-node",
  enforce: "pre",
  resolveId: (source) =>
    source.startsWith("node:")
      ? (inPage.get(source) ?? { id: source, external: true, moduleSideEffects: false })
      : undefined,
  generateBundle: (_options, bundle) => {
    for (const chunk of Object.values(bundle)) {
      const needed = chunk.type === "chunk" ? chunk.imports.filter((name) => name.startsWith("node:")) : [];
      if (needed.length > 0) throw new Error(`${chunk.fileName} needs ${needed.join(", ")}, which no browser has.`);
    }
  },
});
