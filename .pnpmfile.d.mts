/** What pnpm calls while it packs. */
export declare const hooks: {
  /** Returns the manifest that a pack contains, for `pnpm pack` and `pnpm publish`. */
  readonly beforePacking: (manifest: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
};
