import type { EmitKind } from "./emit.ts";
import { findZod, type InstalledZod } from "./installed-zod.ts";

const defaultKinds: readonly EmitKind[] = ["types", "names", "validators"];

const whyWithoutZod: { readonly [Zod in Exclude<InstalledZod, "usable">]: string } = {
  none: "zod isn't installed there",
  older: "the zod that is installed there is older than 4",
};

/** What a generation makes, and what there is to say about it. */
export interface ChosenKinds {
  readonly kinds: readonly EmitKind[];
  readonly notes: readonly string[];
}

/** Chooses what to make in a folder where nothing was asked for: zod schemas only where they would find zod 4. */
export const chooseKinds = async (out: string): Promise<ChosenKinds> => {
  const zod = await findZod(out);
  if (zod === "usable") return { kinds: [...defaultKinds, "zod"], notes: [] };
  const note = `zod.ts isn't written, since ${whyWithoutZod[zod]}; install zod 4, or ask for it: --emit types,names,validators,zod`;
  return { kinds: defaultKinds, notes: [note] };
};
