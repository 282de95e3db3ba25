import { jsonOf } from "./components.mjs";
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
  403: { description: "The Origin header doesn't name this machine.", content: jsonOf("Errors") },
  421: { description: "The Host header doesn't name this machine.", content: jsonOf("Errors") },
  500: { description: "The function `respond` of the test failed.", content: jsonOf("Errors") },
};

const call = {
  title: "Call",
  description: "A call of another kind. Identifiers are strings.",
  type: "object",
  properties: Object.fromEntries([
    ...["userId", "anonymousId", "groupId", "previousId", "messageId", "timestamp"].map((name) => [
      name,
      { type: "string" },
    ]),
    ...["context", "traits", "properties", "integrations"].map((name) => [name, { type: "object" }]),
  ]),
};

const streamRequest = {
  title: "Stream request",
  description: "Where the stream begins (either `start` or `resume_offset`), and which events it has.",
  type: "object",
  properties: {
    start: { enum: ["EARLIEST", "LATEST"] },
    resume_offset: { type: "string", description: "The offset of the last event that was handled." },
    filters: {
      type: "array",
      minItems: 1,
      description: "An event passes if it matches one of them.",
      items: {
        type: "object",
        properties: {
          types: { type: "array", minItems: 1, items: { type: "string" } },
          device_types: { type: "array", minItems: 1, items: { type: "string" } },
        },
      },
    },
    subset: {
      oneOf: [
        {
          type: "object",
          required: ["type", "count", "selection"],
          properties: {
            type: { const: "PARTITION" },
            count: { type: "integer", minimum: 0 },
            selection: { type: "integer", minimum: 0 },
          },
        },
        {
          type: "object",
          required: ["type", "proportion"],
          properties: { type: { const: "SAMPLE" }, proportion: { type: "number", minimum: 0, maximum: 1 } },
        },
        { type: "null" },
      ],
    },
    enable_offset_updates: { type: "boolean" },
  },
};

const streamAnswers = {
  200: {
    description: "An endless stream of events, one per line. A blank line is a keep-alive.",
    content: { "application/vnd.urbanairship+x-ndjson": { schema: { type: "string" } } },
  },
  307: { description: "The same request again, with the cookie `SRV` (option `redirect`)." },
  400: { description: "The body can't be used, or the offset has expired." },
  401: { description: "The token or the secret is wrong or missing." },
  403: { description: "The token isn't entitled to a type of the filters." },
  421: { description: "The Host header doesn't name this machine." },
  429: { description: "Too many open streams." },
};

const streamOf = (operationId, summary, security) => ({
  post: {
    operationId,
    summary,
    security: [security],
    requestBody: { required: true, content: jsonOf("StreamRequest") },
    responses: streamAnswers,
  },
});

const otherCalls = ["identify", "page", "screen", "group", "alias"];

/** The servers that the sandbox starts: a Pipelines API, and a stream of events. */
export const sandboxDocument = () => ({
  ...headOf({
    title: "Sandbox",
    description:
      "A local Pipelines API (`npx @email-events/sandbox serve --port 4180`) and a local stream of events (`npx @email-events/sandbox stream --port 4181`). In a test, any answer can be replaced.",
  }),
  servers: [
    { url: "http://127.0.0.1:4180", description: "serve --port 4180" },
    { url: "http://127.0.0.1:4181", description: "stream --port 4181" },
  ],
  paths: {
    "/v1/track": operationOf({
      operationId: "track",
      summary: "One semantic event, or a track call with another name.",
      body: eventName,
      responses,
      examples,
    }),
    "/v1/batch": operationOf({
      operationId: "batch",
      summary: "Several calls. In strict mode one invalid call refuses all.",
      body: "Batch",
      responses,
      examples: batchExamples,
    }),
    ...Object.fromEntries(
      otherCalls.map((name) => [
        `/v1/${name}`,
        operationOf({ operationId: name, summary: `One call of the type ${name}.`, body: "Call", responses }),
      ]),
    ),
    "/api/events": streamOf("stream", "The stream of events, with a token.", { token: [], appKey: [] }),
    "/api/events/general": streamOf(
      "complianceStream",
      "The stream of compliance events, with app key and master secret.",
      {
        masterSecret: [],
      },
    ),
  },
  components: {
    securitySchemes: {
      ...securitySchemes,
      token: { type: "http", scheme: "bearer", description: "The token of the stream." },
      appKey: { type: "apiKey", in: "header", name: "X-UA-Appkey", description: "The app that the token belongs to." },
      masterSecret: { type: "http", scheme: "basic", description: "App key and master secret." },
    },
    schemas: { ...components, Call: call, StreamRequest: streamRequest },
  },
});
