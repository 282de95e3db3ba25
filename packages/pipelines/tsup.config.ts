// @boundaries-ignore how packages are built is said once, at the root
import shared from "../../tsup.config.ts";

export default Object.assign({}, shared, {
  // `Symbol.asyncDispose` is in the declarations: they bring it along for users whose own `lib` doesn't have it, since a
  // reference in the source is lost when declarations are bundled.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
  // Bundled declarations alone can hold such a banner.
  onSuccess: undefined,
  // Constants are put where they are used, which a bundler can't do any more with what it finds in dist.
  esbuildOptions: (options: { minifySyntax?: boolean }) => {
    options.minifySyntax = true;
  },
});
