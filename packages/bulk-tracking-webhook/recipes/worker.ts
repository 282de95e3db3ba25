import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { store } from "./store.ts";

export default {
  fetch: createWebhookHandler({ auth: { secret: store.secret }, accept: store.accept }),
};
