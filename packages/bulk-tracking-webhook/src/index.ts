export { WebhookBusyError } from "./busy-error.ts";
export type { WebhookAnswer } from "./answers.ts";
export { createWebhookHandler, type WebhookHandler } from "./create-webhook-handler.ts";
export { createWebhookReceiver, type WebhookReceiver } from "./create-webhook-receiver.ts";
export type { ItemIssue, ParsedItem, SetAsideItem, UnreadableItem, WebhookItem } from "./item.ts";
export type { WebhookAuth, WebhookOptions } from "./options.ts";
export type { BodyReader, RequestHeaders, WebhookRequest } from "./request.ts";
