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

/**
 * Returns the fields of packages that only some users of this one need, in its own version: the family is released together.
 * They aren't peers in the repository, where changesets would answer each minor release of a peer with a major one of all.
 */
const peersOf = ({ version, config: { optionalPeers = [] } = {} }) =>
  optionalPeers.length === 0
    ? {}
    : {
        peerDependencies: Object.fromEntries(optionalPeers.map((name) => [name, `^${version}`])),
        peerDependenciesMeta: Object.fromEntries(optionalPeers.map((name) => [name, { optional: true }])),
      };

export const hooks = {
  /** Returns the manifest that a pack contains, for `pnpm pack` and `pnpm publish`. */
  beforePacking: (manifest) => {
    const fields = Object.entries(manifest).filter(([field]) => !own.includes(field));
    const published = { ...Object.fromEntries(fields), ...peersOf(manifest) };
    return "exports" in published ? { ...published, exports: publishedExports(published.exports) } : published;
  },
};
