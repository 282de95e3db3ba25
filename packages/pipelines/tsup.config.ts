// @boundaries-ignore the build is configured at the root
import shared from "../../tsup.config.ts";

export default Object.assign({}, shared, {
  // Constants are inlined here, because bundlers can't inline them from dist.
  esbuildOptions: (options: { minifySyntax?: boolean }) => {
    options.minifySyntax = true;
  },
});
