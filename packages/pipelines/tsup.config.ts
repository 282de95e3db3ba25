// @boundaries-ignore how packages are built is said once, at the root
import shared from "../../tsup.config.ts";

// `Symbol.asyncDispose` is in the declarations: they bring it along for users whose own `lib` doesn't have it, since a
// reference in the source is lost when declarations are bundled.
export default Object.assign({}, shared, { dts: { banner: '/// <reference lib="esnext.disposable" />' } });
