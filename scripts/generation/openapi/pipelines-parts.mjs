import { readSchema } from "../events/read-properties.mjs";
import { eventFilesOf } from "../events/event-files.mjs";
import { typeNameOf } from "../events/type-name.mjs";
import { target } from "../vocabularies.mjs";
import { componentsOf, jsonOf, refTo } from "./components.mjs";

const eventFile = `${target}/event.schema.json`;

/** The name of the union of all events. */
export const eventName = typeNameOf(readSchema(eventFile));

const filesOfEvents = eventFilesOf(eventFile);

/** One example per event. */
export const examples = Object.fromEntries(
  filesOfEvents.map((file) => {
    const {
      title,
      examples: [value],
    } = readSchema(file);
    return [typeNameOf({ title }), { summary: title, value }];
  }),
);

export const securitySchemes = {
  writeKey: { type: "http", scheme: "basic", description: "The write key as the user name, and no password." },
};

const batch = {
  title: "Batch",
  description: "Several calls in one request: at most 500,000 bytes of UTF-8, this object included.",
  type: "object",
  required: ["batch"],
  properties: { batch: { description: "The calls.", type: "array", items: { $ref: refTo(eventName) } } },
};

const errors = {
  title: "Errors",
  description: "Why the request was refused.",
  type: "object",
  required: ["meta"],
  properties: {
    meta: {
      type: "object",
      required: ["errors"],
      properties: { errors: { type: "array", items: { type: "string" } } },
    },
  },
};

const nothing = { title: "Nothing", description: "An empty object.", type: "object" };

export const components = { ...componentsOf([eventFile]), Batch: batch, Errors: errors, Nothing: nothing };

/** The header that turns on errors. */
export const strictMode = {
  name: "X-Strict-Mode",
  in: "header",
  description:
    "With 1, a call that can't be accepted is answered with 400 or 401. Without it, it is answered with 200 and dropped.",
  schema: { const: "1" },
};

export const answers = {
  200: { description: "Accepted. Without strict mode: or dropped.", content: jsonOf("Nothing") },
  400: { description: "In strict mode: the body or a call is invalid or too large.", content: jsonOf("Errors") },
  401: { description: "In strict mode: the write key is wrong or missing." },
};

/** An operation that takes calls. */
export const operationOf = ({ operationId, summary, body, responses, examples: shown }) => ({
  post: {
    operationId,
    summary,
    security: [{ writeKey: [] }],
    parameters: [strictMode],
    requestBody: {
      required: true,
      content: { "application/json": { ...jsonOf(body)["application/json"], ...(shown && { examples: shown }) } },
    },
    responses,
  },
});

/** The batch of all examples. */
export const batchExamples = {
  all: { summary: "One call of each event", value: { batch: Object.values(examples).map(({ value }) => value) } },
};
