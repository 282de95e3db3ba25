import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { createAdaptorServer } from "@hono/node-server";
import { store } from "./store.ts";

const handle = createWebhookHandler({ auth: { secret: store.secret }, accept: store.accept });

/** A server of `node:http`. */
export const server = createAdaptorServer({ fetch: handle, overrideGlobalObjects: false });
