// npm install express @hono/node-server
import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { getRequestListener } from "@hono/node-server";
import express from "express";
import { createAccept } from "../deliver.ts";

const handle = createWebhookHandler({
  auth: { secret: process.env["WEBHOOK_SECRET"] ?? "" },
  accept: createAccept(process.env["PIPELINES_WRITE_KEY"], process.env["PIPELINES_ENDPOINT"]),
});

const app = express();
// Before `app.use(express.json())`, which would read the body.
app.post("/events", getRequestListener(handle, { overrideGlobalObjects: false }));

export const server = app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1");
