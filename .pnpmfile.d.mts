/** What pnpm calls while it packs. */
export declare const hooks: {
  /** Returns the manifest that a pack contains, for `pnpm pack` and `pnpm publish`. */
  readonly beforePacking: (
    manifest: Readonly<Record<string, unknown>> & { readonly exports: object },
  ) => Readonly<Record<string, unknown>>;
};
