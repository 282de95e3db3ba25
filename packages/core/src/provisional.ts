// Stands in for the generated types until the generator runs; removed then.
export type Identity = { userId: string; anonymousId?: string } | { anonymousId: string; userId?: string };
export interface EmailProperties {
  email_id: string;
  email_subject?: string;
  campaign_id?: string;
  campaign_name?: string;
}
export interface EventContext {
  ip?: string;
  userAgent?: string;
  traits?: { email?: string };
}
interface Call {
  type: "track";
  messageId?: string;
  timestamp?: string;
  context?: EventContext;
  integrations?: { [destination: string]: boolean | { [option: string]: unknown } };
}
export type EmailBounced = Identity & Call & { event: "Email Bounced"; properties: EmailProperties };
export type EmailDelivered = Identity & Call & { event: "Email Delivered"; properties: EmailProperties };
export type EmailLinkClicked = Identity &
  Call & { event: "Email Link Clicked"; properties: EmailProperties & { link_id?: string; link_url?: string } };
export type EmailMarkedAsSpam = Identity & Call & { event: "Email Marked as Spam"; properties: EmailProperties };
export type EmailOpened = Identity & Call & { event: "Email Opened"; properties: EmailProperties };
export type Unsubscribed = Identity &
  Call & {
    event: "Unsubscribed" | "Email Unsubscribed";
    properties: EmailProperties & { list_id?: string; list_name?: string };
  };
export type SemanticEmailEvent =
  EmailBounced | EmailDelivered | EmailLinkClicked | EmailMarkedAsSpam | EmailOpened | Unsubscribed;
