/**
 * Fields of manifests that mean something only in this repository: development dependencies can be private packages, and
 * scripts and settings of tools don't run from a pack.
 */
const own = ["devDependencies", "scripts", "config"];

/** The condition under which only this repository resolves sources. */
const sourceCondition = "@email-events/source";

/** Returns the entries that users resolve: those for tests of this repository resolve to files that aren't published. */
const publishedExports = (exports) =>
  Object.fromEntries(
    Object.entries(exports).flatMap(([path, target]) => {
      if (typeof target !== "object" || target === null) return [[path, target]];
      const { [sourceCondition]: _source, ...published } = target;
      return Object.keys(published).length === 0 ? [] : [[path, published]];
    }),
  );

export const hooks = {
  /** Returns the manifest that a pack contains, for `pnpm pack` and `pnpm publish`. */
  beforePacking: (manifest) => {
    const published = Object.fromEntries(Object.entries(manifest).filter(([field]) => !own.includes(field)));
    return "exports" in published ? { ...published, exports: publishedExports(published.exports) } : published;
  },
};
