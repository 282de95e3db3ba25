// deno serve --allow-env --allow-net server.ts
import process from "node:process";
import { createWebhookHandler } from "@email-events/bulk-tracking-webhook";
import { createAccept } from "../deliver.ts";

export default {
  fetch: createWebhookHandler({
    auth: { secret: process.env["WEBHOOK_SECRET"] ?? "" },
    accept: createAccept(process.env["PIPELINES_WRITE_KEY"], process.env["PIPELINES_ENDPOINT"]),
  }),
};
