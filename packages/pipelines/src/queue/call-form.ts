/** The parts of a call that the client reads; whatever else is there goes on the wire as it is. */
export interface CallFields {
  type?: unknown;
  event?: unknown;
  userId?: unknown;
  anonymousId?: unknown;
  groupId?: unknown;
  previousId?: unknown;
  messageId?: unknown;
  sentAt?: unknown;
  context?: unknown;
  integrations?: unknown;
  toJSON?: unknown;
}

const callTypes: readonly unknown[] = ["track", "identify", "page", "screen", "group", "alias"];
const ids = ["userId", "anonymousId", "groupId", "previousId"] as const;

// Most names don't begin with white space: comparing the first character is faster than the regular expression.
const isName = (value: unknown): boolean => typeof value === "string" && (value.charCodeAt(0) > 32 || /\S/.test(value));

/**
 * Returns why the API would refuse a call (or, in permissive mode, answer 200 and drop it): it has no known type, no
 * identity, or, as a track call, no event name. An id that is null or blank counts as missing, and is removed from
 * `fields`.
 */
export const findFault = (fields: CallFields): string | undefined => {
  const { type, event, userId, anonymousId, groupId, previousId } = fields;
  // The usual call: this is run for each, and the loop would take several times as long.
  const isUsual = isName(userId) && (anonymousId === undefined || isName(anonymousId)) && type === "track";
  if (isUsual && groupId === undefined && previousId === undefined && isName(event)) return undefined;
  let hasIdentity = false;
  for (const name of ids) {
    const id = fields[name];
    if (isName(id)) hasIdentity ||= name !== "previousId" || type === "alias";
    else if (typeof (id ?? "") !== "string") return `${name} must be a string`;
    else if (id !== undefined) fields[name] = undefined;
  }
  if (!hasIdentity) return "userId or anonymousId is required (normalize of @email-events/core turns user_id into it)";
  if (!callTypes.includes(type)) return `type must be one of ${callTypes.join(", ")}`;
  return type === "track" && !isName(event) ? "event must be a name" : undefined;
};
