import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import { store } from "./store.ts";

const handle = createWebhookHandler({ auth: { secret: store.secret }, accept: store.accept });

export const app = express();
// Before `app.use(express.json())`, which would read the body.
app.post("/events", getRequestListener(handle, { overrideGlobalObjects: false }));
