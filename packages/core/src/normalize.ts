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
  const { user_agent, traits, ...rest } = context;
  const userAgent = rest.userAgent ?? user_agent;
  const ip = rest.ip ?? traits?.ip;
  return {
    ...rest,
    ...(traits && { traits }),
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(ip === undefined ? {} : { ip }),
  };
};

const isApiForm = (event: SemanticEmailEvent | SpecificationEmailEvent): event is SemanticEmailEvent => "type" in event;

/** The context and the integrations, where there are any. */
const surroundingsOf = ({
  context,
  integrations,
}: SemanticEmailEvent | SpecificationEmailEvent): Pick<SemanticEmailEvent, "context" | "integrations"> => ({
  ...(context && { context: contextOf(context) }),
  ...(integrations && { integrations }),
});

/**
 * Gives a semantic event the spelling that the Pipelines API takes: `userId`, `type`, `context.ip`,
 * `context.userAgent`. Properties that no spelling knows are kept, `null` for a context, traits or integrations is left
 * out; the event passed in isn't changed.
 *
 * Every spelling is Customer.io's own: the email events specification has `user_id`, `action` and
 * `context.user_agent`, the email events API has `context.traits.ip`, the common fields have the rest.
 */
export const normalize = (event: SemanticEmailEvent | SpecificationEmailEvent): SemanticEmailEvent => {
  if (isApiForm(event)) {
    const { context: _, integrations: __, ...rest } = event;
    return { ...rest, ...surroundingsOf(event) };
  }
  const { user_id, anonymous_id, message_id, action, context: _, integrations: __, ...rest } = event;
  return {
    ...rest,
    ...surroundingsOf(event),
    ...identityOf(event),
    type: action,
    ...(message_id === undefined ? {} : { messageId: message_id }),
  };
};
