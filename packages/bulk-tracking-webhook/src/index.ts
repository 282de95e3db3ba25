export { WebhookBusyError } from "./busy-error.ts";
export { createWebhookHandler, type WebhookHandler } from "./create-webhook-handler.ts";
export type { ItemIssue, ParsedItem, SetAsideItem, UnreadableItem, WebhookItem } from "./item.ts";
export type { WebhookAuth, WebhookOptions } from "./options.ts";
