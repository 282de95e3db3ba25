import type {
  EventContext,
  Identity,
  SemanticEmailEvent,
  SpecificationEmailEvent,
} from "./generated/semantic/types.ts";
import { identifier } from "./mapping/identity/identifier.ts";

/** A context in any of the three spellings on Customer.io's pages; an unknown member can have any type. */
type AnyContext = EventContext & { readonly user_agent?: unknown };

/** An event in the specification's spelling. The API's names are unknown members, and can have any type. */
type WithApiNames = SpecificationEmailEvent & {
  readonly type?: unknown;
  readonly userId?: unknown;
  readonly anonymousId?: unknown;
  readonly messageId?: unknown;
  readonly sentAt?: unknown;
};

const nonEmpty = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** The API's names take precedence if an event has both. */
const identityOf = ({ user_id, anonymous_id, userId, anonymousId }: WithApiNames): Identity => {
  const known = identifier(userId) ?? user_id;
  const anonymous = identifier(anonymousId) ?? anonymous_id;
  if (known !== undefined)
    return anonymous === undefined ? { userId: known } : { userId: known, anonymousId: anonymous };
  return { anonymousId: anonymous ?? "" };
};

const contextOf = (context: AnyContext): EventContext => {
  const { user_agent, traits, ...rest } = context;
  const userAgent = rest.userAgent ?? (typeof user_agent === "string" ? user_agent : undefined);
  const ip = rest.ip ?? traits?.ip;
  return {
    ...rest,
    ...(traits && { traits }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(ip === undefined ? {} : { ip }),
  };
};

/** Whether the API's names of the call and the person are present and usable. */
const hasUsableApiNames = ({ type, userId, anonymousId, messageId }: WithApiNames): boolean => {
  const ids = [userId, anonymousId].filter((id) => id !== undefined);
  const isMessageIdUsable = messageId === undefined || nonEmpty(messageId) !== undefined;
  return type === "track" && isMessageIdUsable && ids.length > 0 && ids.every((id) => identifier(id) !== undefined);
};

/**
 * Whether an event is in the specification's spelling. Members of the other spelling are unknown, and can have any
 * type.
 */
const isSpecificationForm = (event: SemanticEmailEvent | SpecificationEmailEvent): event is SpecificationEmailEvent =>
  "action" in event && (!("type" in event) || (event.action === "track" && !hasUsableApiNames(event)));

/** Returns the context and the integrations, if there are any. */
const surroundingsOf = ({
  context,
  integrations,
}: SemanticEmailEvent | SpecificationEmailEvent): Pick<SemanticEmailEvent, "context" | "integrations"> => ({
  ...(context && { context: contextOf(context) }),
  ...(integrations && { integrations }),
});

/**
 * Converts a semantic event to the spelling of the Pipelines API: `userId`, `type`, `context.ip`, `context.userAgent`.
 * Keeps properties that neither spelling has, removes `null` for a context, traits or integrations, and doesn't modify
 * the event. A valid event stays valid.
 *
 * All spellings are Customer.io's: the email events specification has `user_id`, `action` and `context.user_agent`, the
 * email events API has `context.traits.ip`, the common fields have the rest.
 */
export const normalize = (event: SemanticEmailEvent | SpecificationEmailEvent): SemanticEmailEvent => {
  if (!isSpecificationForm(event)) {
    const { context: _, integrations: __, ...rest } = event;
    return { ...rest, ...surroundingsOf(event) };
  }
  const { user_id, anonymous_id, userId, anonymousId, action, type, sentAt, ...others }: WithApiNames = event;
  const { message_id, messageId: otherMessageId, context: _, integrations: __, ...rest } = others;
  const messageId = nonEmpty(otherMessageId) ?? message_id;
  return {
    ...rest,
    ...surroundingsOf(event),
    ...identityOf(event),
    type: action,
    ...(messageId === undefined ? {} : { messageId }),
  };
};
