// The native compiler itself: the command `tsc` is a shell script that starts Node, which starts it. Each takes a tenth of
// a second, and most programs here are compiled in half of one.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { platform, arch } = process;

/** Packages of a compiler are found from the compiler, which depends on them. */
const fromCompiler = createRequire(createRequire(import.meta.url).resolve("typescript7/package.json"));

/** The path of the compiler's executable file. */
export const tsc = join(
  dirname(fromCompiler.resolve(`@typescript/typescript-${platform}-${arch}/package.json`)),
  "lib",
  platform === "win32" ? "tsc.exe" : "tsc",
);
