import type { NewEvent } from "../stored-event.ts";

/** An event whose payload says its name. */
export const eventOf = (name: string, source = "webhook"): NewEvent => ({
  source,
  payload: Buffer.from(JSON.stringify({ name })),
  receivedAt: 1_790_000_000_000,
  id: `id of ${name}`,
});

export const eventsOf = (count: number, of = "event"): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => eventOf(`${of} ${index}`));

/** The name in a payload. */
export const nameOf = ({ payload }: { readonly payload: Uint8Array }): string => {
  const value: unknown = JSON.parse(Buffer.from(payload).toString());
  return typeof value === "object" && value !== null && "name" in value ? String(value.name) : "";
};
