import type { z as Zod } from "zod";
import type { DurationForm } from "./values.ts";

type Z = typeof Zod;

/**
 * Creates the parts that the schema is made of. The message of each is what it expects: a problem says `expected ...`
 * with it.
 */
export const createParts = (z: Z) => ({
  oneOf: <const Word extends string>(...words: readonly Word[]) => z.enum(words, { error: words.join(" or ") }),
  textOf: (form: string, isValid: (text: string) => boolean) => z.string({ error: form }).refine(isValid, form),
  durationOf: ({ form, isValid }: DurationForm) => z.string({ error: form }).refine(isValid, form),
  count: ({ least, most }: { readonly least: number; readonly most: number }) => {
    const error = `a whole number from ${least} to ${most}`;
    return z.number({ error }).int({ error }).min(least, { error }).max(most, { error });
  },
  /** A section: keys that it doesn't have are errors. */
  section: <Shape extends Zod.ZodRawShape>(shape: Shape) => z.strictObject(shape, { error: "a section of keys" }),
});

/** The keys of a section, and of the sections in it, as paths. */
export const findPaths = (z: Z, schema: unknown): readonly (readonly string[])[] => {
  if (schema instanceof z.ZodExactOptional) return findPaths(z, schema.unwrap());
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, inner]) => [
    [key],
    ...findPaths(z, inner).map((path) => [key, ...path]),
  ]);
};
