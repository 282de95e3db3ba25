import type {
  EventContext,
  Identity,
  SemanticEmailEvent,
  SpecificationEmailEvent,
} from "./generated/semantic/types.ts";

/** A context in any of the three spellings that Customer.io's pages give. */
type AnyContext = EventContext & { readonly user_agent?: string };

const identityOf = (event: SpecificationEmailEvent): Identity => {
  const { user_id: userId, anonymous_id: anonymousId } = event;
  if (userId !== undefined) return anonymousId === undefined ? { userId } : { userId, anonymousId };
  return { anonymousId: anonymousId ?? "" };
};

const contextOf = (context: AnyContext): EventContext => {
  const { user_agent, ...rest } = context;
  const userAgent = rest.userAgent ?? user_agent;
  const ip = rest.ip ?? rest.traits?.ip;
  return { ...rest, ...(userAgent === undefined ? {} : { userAgent }), ...(ip === undefined ? {} : { ip }) };
};

const isApiForm = (event: SemanticEmailEvent | SpecificationEmailEvent): event is SemanticEmailEvent => "type" in event;

/**
 * Gives a semantic event the spelling that the Pipelines API takes: `userId`, `type`, `context.ip`,
 * `context.userAgent`. Properties that no spelling knows are kept; the event passed in isn't changed.
 *
 * Every spelling is Customer.io's own: the email events specification has `user_id`, `action` and
 * `context.user_agent`, the email events API has `context.traits.ip`, the common fields have the rest.
 */
export const normalize = (event: SemanticEmailEvent | SpecificationEmailEvent): SemanticEmailEvent => {
  const context = event.context === undefined ? {} : { context: contextOf(event.context) };
  if (isApiForm(event)) return { ...event, ...context };
  const { user_id, anonymous_id, message_id, action, ...rest } = event;
  return {
    ...rest,
    ...context,
    ...identityOf(event),
    type: action,
    ...(message_id === undefined ? {} : { messageId: message_id }),
  };
};
