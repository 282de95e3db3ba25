import { webhookDocument } from "./bulk-tracking-webhook/document.mjs";
import { sandboxDocument } from "./sandbox.mjs";
import { trackCallsDocument } from "./track-calls.mjs";

const print = (document) => `${JSON.stringify(document, null, 2)}\n`;

/** The OpenAPI documents, by their paths below `docs/`. */
export const openapiFiles = () => ({
  "openapi/track-calls.json": print(trackCallsDocument()),
  "openapi/sandbox.json": print(sandboxDocument()),
  "openapi/webhook.json": print(webhookDocument()),
});
