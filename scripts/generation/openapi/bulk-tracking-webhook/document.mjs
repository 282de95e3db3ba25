import { componentsOf, jsonOf, refTo } from "../components.mjs";
import { readSchema } from "../../events/read-properties.mjs";
import { eventFilesOf } from "../../events/event-files.mjs";
import { typeNameOf } from "../../events/type-name.mjs";
import { headOf } from "../info.mjs";

const eventFile = "bulk-tracking/event.schema.json";
const event = typeNameOf(readSchema(eventFile));
const examples = eventFilesOf(eventFile).map((file) => readSchema(file).examples[0]);

const issue = {
  title: "Issue",
  description: "One thing that is wrong with an item.",
  type: "object",
  required: ["pointer", "code", "expected", "received"],
  properties: {
    pointer: { type: "string", description: "JSON Pointer of the value; an empty string for the item itself." },
    code: { type: "string" },
    expected: { type: "string" },
    received: { type: "string", description: "What was received, without addresses and long texts." },
    hint: { type: "string" },
  },
};

const confirmation = {
  title: "Confirmation",
  description: "What was stored.",
  type: "object",
  required: ["accepted", "setAside"],
  properties: {
    accepted: {
      type: "integer",
      minimum: 0,
      description: "Number of items that were stored, without those set aside.",
    },
    setAside: {
      type: "array",
      maxItems: 1000,
      description: "Items that were stored, but can't be used. Don't send them again.",
      items: {
        type: "object",
        required: ["index", "status", "issues"],
        properties: {
          index: { type: "integer", minimum: 0, description: "Index of the item in the body, from 0." },
          status: { type: "string" },
          issues: { type: "array", items: { $ref: refTo("Issue") } },
        },
      },
    },
    notListed: {
      type: "integer",
      minimum: 1,
      description: "Number of items that were set aside and aren't in the list.",
    },
  },
};

const refusal = {
  title: "Refusal",
  description: "Why nothing was stored.",
  type: "object",
  required: ["error"],
  properties: { error: { type: "string" } },
};

const retryAfter = { "Retry-After": { description: "Seconds.", schema: { type: "string" } } };

const refuse = (description, headers) => ({ description, ...(headers && { headers }), content: jsonOf("Refusal") });

const content = {
  "application/json": {
    schema: { oneOf: [{ type: "array", items: { $ref: refTo(event) } }, { $ref: refTo(event) }] },
    examples: {
      list: { summary: "Several events", value: examples },
      one: { summary: "One event", value: examples[0] },
    },
  },
  "application/x-ndjson": {
    schema: { type: "string", description: `One ${event} as JSON per line.` },
    examples: { lines: { value: examples.map((one) => `${JSON.stringify(one)}\n`).join("") } },
  },
};

/** What a sender of bulk-tracking events has to know about the webhook. */
export const webhookDocument = () => ({
  ...headOf({
    title: "Bulk-tracking webhook",
    description:
      "Receives clicks, opens and unsubscribes. Repeat a request until it is answered with 2xx. The path depends on the server. A body may be gzip. The webhook of `run` and `ingest` also answers 408, if a request doesn't arrive completely within 30 s.",
  }),
  servers: [
    { url: "http://127.0.0.1:8080", description: "npx @email-events/relay run --webhook-listen 127.0.0.1:8080" },
  ],
  paths: {
    "/": {
      post: {
        operationId: "receive",
        summary: "Receive a list of events, one event, or lines of events.",
        security: [{ bearer: [] }, { basic: [] }, { header: [] }],
        requestBody: { required: true, content },
        responses: {
          200: { description: "Stored.", content: jsonOf("Confirmation") },
          400: refuse("The body was cut off. Send it again."),
          401: refuse("The secret is missing or wrong."),
          405: refuse("Not a POST."),
          413: refuse("Too many bytes or items. Send fewer at a time."),
          415: refuse("Content-Type isn't JSON or text/plain, or Content-Encoding isn't gzip."),
          429: refuse("Too many requests at a time, or no room for the events now. Send it again later.", retryAfter),
          503: refuse("Not stored. Send it again later.", retryAfter),
        },
      },
    },
  },
  components: {
    securitySchemes: {
      bearer: { type: "http", scheme: "bearer", description: "The secret." },
      basic: { type: "http", scheme: "basic", description: "The secret as the password." },
      header: { type: "apiKey", in: "header", name: "X-Webhook-Secret", description: "The secret." },
    },
    schemas: { ...componentsOf([eventFile]), Issue: issue, Confirmation: confirmation, Refusal: refusal },
  },
});
