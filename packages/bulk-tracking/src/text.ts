/** A string that says something, or nothing: an absent value, an empty string and a value of another type are all absent. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
