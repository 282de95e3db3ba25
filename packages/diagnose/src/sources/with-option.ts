/** Copies options with one more set. */
export const withOption = (options: object, [name = "", ...below]: readonly string[], value: unknown): object => {
  const members = new Map<string, unknown>(Object.entries(options));
  const inner = members.get(name);
  const isGroup = typeof inner === "object" && inner !== null;
  members.set(name, below.length === 0 ? value : withOption(isGroup ? inner : {}, below, value));
  return Object.fromEntries(members);
};
