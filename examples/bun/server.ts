// bun server.ts
import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { createAccept } from "../deliver.ts";

export default {
  port: Number(process.env["PORT"] ?? 3000),
  hostname: "127.0.0.1",
  fetch: createWebhookHandler({
    auth: { secret: process.env["WEBHOOK_SECRET"] ?? "" },
    accept: createAccept(process.env["PIPELINES_WRITE_KEY"], process.env["PIPELINES_ENDPOINT"]),
  }),
};
