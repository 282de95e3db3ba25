import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { Hono } from "hono";
import { store } from "./store.ts";

const handle = createWebhookHandler({ auth: { secret: store.secret }, accept: store.accept });

export const app = new Hono();
app.post("/events", (context) => handle(context.req.raw));
