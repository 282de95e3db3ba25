// app/events/route.ts
import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { createAccept } from "../deliver.ts";

export const POST = createWebhookHandler({
  auth: { secret: process.env["WEBHOOK_SECRET"] ?? "" },
  accept: createAccept(process.env["PIPELINES_WRITE_KEY"], process.env["PIPELINES_ENDPOINT"]),
});
