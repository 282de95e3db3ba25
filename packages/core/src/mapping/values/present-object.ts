/** Reads an object that may be absent: `null` and anything else that isn't an object count as absent. */
export const presentObject = <T extends object>(value: T | null | undefined): T | undefined =>
  typeof value === "object" && value !== null ? value : undefined;
