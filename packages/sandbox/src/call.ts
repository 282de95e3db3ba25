/** One Pipelines call as it came over the wire: an object whose properties nobody has vouched for. */
export type Call = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, the only thing that a call can be. */
export const isCall = (value: unknown): value is Call =>
  typeof value === "object" && value !== null && !Array.isArray(value);
