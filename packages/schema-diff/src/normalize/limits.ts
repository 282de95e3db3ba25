import type { LimitName } from "./shape.ts";
import type { TypeAtom } from "./type-atoms.ts";

const numbers: readonly TypeAtom[] = ["integer", "fraction"];

/** The types that a limit applies to; a limit is an upper one where a smaller number allows fewer values. */
export const limits: Readonly<Record<LimitName, { readonly atoms: readonly TypeAtom[]; readonly isUpper: boolean }>> = {
  minimum: { atoms: numbers, isUpper: false },
  exclusiveMinimum: { atoms: numbers, isUpper: false },
  maximum: { atoms: numbers, isUpper: true },
  exclusiveMaximum: { atoms: numbers, isUpper: true },
  minLength: { atoms: ["string"], isUpper: false },
  maxLength: { atoms: ["string"], isUpper: true },
  minItems: { atoms: ["array"], isUpper: false },
  maxItems: { atoms: ["array"], isUpper: true },
  minProperties: { atoms: ["object"], isUpper: false },
  maxProperties: { atoms: ["object"], isUpper: true },
};
