/** One Pipelines call as it arrived: an object with unchecked properties. */
export type Call = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, as every call must be. */
export const isCall = (value: unknown): value is Call =>
  typeof value === "object" && value !== null && !Array.isArray(value);
