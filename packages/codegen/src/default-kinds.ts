import type { EmitKind } from "./emit.ts";
import { findZod, type InstalledZod } from "./installed-zod.ts";

const withoutZod: readonly EmitKind[] = ["types", "names", "validators"];

const reasons: { readonly [Zod in Exclude<InstalledZod, "usable">]: string } = {
  none: "zod isn't installed there",
  older: "the zod that is installed there is older than 4",
};

/** The kinds to emit by default, with notes. */
export const findDefaultKinds = async (
  out: string,
): Promise<{ readonly kinds: readonly EmitKind[]; readonly notes: readonly string[] }> => {
  const zod = await findZod(out);
  if (zod === "usable") return { kinds: [...withoutZod, "zod"], notes: [] };
  const asked = `--emit ${withoutZod.join(",")},zod`;
  const note = `zod.ts isn't written, since ${reasons[zod]}; install zod 4, or ask for it: ${asked}`;
  return { kinds: withoutZod, notes: [note] };
};
