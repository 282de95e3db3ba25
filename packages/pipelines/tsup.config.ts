// @boundaries-ignore the build is configured at the root
import shared from "../../tsup.config.ts";

export default Object.assign({}, shared, {
  // The declarations reference the lib with `Symbol.asyncDispose`, for users whose `lib` doesn't have it. Bundling
  // declarations drops a reference in the source.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
  // Only bundled declarations can have such a banner.
  onSuccess: undefined,
  // Constants are inlined here, because bundlers can't inline them from dist.
  esbuildOptions: (options: { minifySyntax?: boolean }) => {
    options.minifySyntax = true;
  },
});
