import { headOf } from "./info.mjs";
import {
  answers,
  batchExamples,
  components,
  eventName,
  examples,
  operationOf,
  securitySchemes,
} from "./pipelines-parts.mjs";

const responses = {
  ...answers,
  429: {
    description: "Too many requests: send it again later.",
    headers: { "Retry-After": { schema: { type: "string" } } },
  },
  "5XX": { description: "Temporary: send it again with the same `messageId`." },
};

/** The six semantic email events as track calls of Customer.io's Pipelines API. */
export const trackCallsDocument = () => ({
  ...headOf({
    title: "Semantic email events of the Pipelines API",
    description:
      "The six semantic email events, as track calls. Not Customer.io's own document: it has only these calls, with the types that @email-events/core has.",
  }),
  servers: [
    { url: "https://cdp.customer.io", description: "United States" },
    { url: "https://cdp-eu.customer.io", description: "European Union" },
  ],
  paths: {
    "/v1/track": operationOf({
      operationId: "track",
      summary: "Send one event: at most 32,000 bytes of UTF-8.",
      body: eventName,
      responses,
      examples,
    }),
    "/v1/batch": operationOf({
      operationId: "batch",
      summary: "Send several events.",
      body: "Batch",
      responses,
      examples: batchExamples,
    }),
  },
  components: { securitySchemes, schemas: components },
});
