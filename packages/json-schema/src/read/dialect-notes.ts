import type { Intake } from "./intake.ts";

/** Notes on documents whose `$schema` is that of a vendor. */
export const dialectNotes = ({ vendorDialects }: Intake, dialect: string): readonly string[] => {
  const [first, ...more] = vendorDialects;
  if (first === undefined) return [];
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return [`${first[1]} is read as ${dialect} (${first[0]}${others}); --dialect names another`];
};
