// app/events/route.ts
import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { store } from "./store.ts";

export const POST = createWebhookHandler({ auth: { secret: store.secret }, accept: store.accept });
