import { readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWebhookHandler } from "../../../packages/bulk-tracking-webhook/src/index.ts";
import { createAirshipStreamSandbox, createSandbox } from "../../../packages/sandbox/src/index.ts";
import { repository } from "../vocabularies.mjs";

interface Media {
  readonly schema: { readonly type?: string };
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Operation {
  readonly requestBody: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const names = ["track-calls", "sandbox", "webhook"] as const;

const read = (name: (typeof names)[number]): Document =>
  JSON.parse(readFileSync(join(repository, "docs/openapi", `${name}.json`), "utf8"));

const documents = { "track-calls": read("track-calls"), sandbox: read("sandbox"), webhook: read("webhook") };

const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
for (const name of names) ajv.addSchema(documents[name], name);

/** Returns what is wrong with a value, by a schema of a document. */
const issuesOf = (name: (typeof names)[number], schema: object, value: unknown): string => {
  const text = JSON.stringify(schema).replaceAll('"#/', `"${name}#/`);
  const check = ajv.compile(JSON.parse(text));
  return check(value) ? "" : ajv.errorsText(check.errors);
};

const operationOf = (name: (typeof names)[number], path: string): Operation => {
  const operation = documents[name].paths[path]?.post;
  if (operation === undefined) throw new Error(`no ${path} in ${name}`);
  return operation;
};

/** Expects that an answer is documented, and that its body is as documented. */
const expectDocumented = async (name: (typeof names)[number], path: string, answer: Response): Promise<number> => {
  const documented = operationOf(name, path).responses[answer.status];
  expect([answer.status, documented === undefined]).toEqual([answer.status, false]);
  const schema = documented?.content?.["application/json"]?.schema;
  const body = await answer.text();
  if (schema !== undefined) expect(issuesOf(name, schema, JSON.parse(body))).toBe("");
  return answer.status;
};

describe.each(names)("the document %s", (name) => {
  const document = documents[name];

  it("is valid OpenAPI 3.1, and its schemas are valid schemas", async () => {
    const output = await validate(
      "https://spec.openapis.org/oas/3.1/schema-base",
      JSON.parse(JSON.stringify(document)),
    );
    expect(output.valid).toBe(true);
  });

  it("refers only to what it has", () => {
    const refs = Array.from(JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g), ([, ref = ""]) => ref);
    const known = new Set(Object.keys(document.components.schemas).map((one) => `#/components/schemas/${one}`));
    expect(refs.filter((ref) => !known.has(ref))).toEqual([]);
    expect(refs.length).toBeGreaterThan(5);
  });

  it("has examples that are valid", () => {
    const wrong = Object.values(document.paths).flatMap(({ post }) =>
      Object.values(post.requestBody.content).flatMap(({ schema, examples = {} }) =>
        Object.values(examples).flatMap(({ value }) => issuesOf(name, schema, value) || []),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

it("a document that isn't valid is refused", async () => {
  const { paths: _, ...rest } = documents.webhook;
  const broken = { ...JSON.parse(JSON.stringify(rest)), pahts: {} };
  expect((await validate("https://spec.openapis.org/oas/3.1/schema-base", broken)).valid).toBe(false);
});

it("the webhook answers as its document says, with every status that it names", async () => {
  const secret = "a-secret-of-at-least-32-characters";
  const authorization = `Bearer ${secret}`;
  const content = operationOf("webhook", "/").requestBody.content;
  const handler = (accept: () => Promise<void>) =>
    createWebhookHandler({ auth: { secret }, accept, maxBodyBytes: 5_000, maxInFlight: 1 });
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    new Request("http://127.0.0.1/", { method: "POST", headers: { authorization, ...headers }, body });
  const handle = handler(async () => {});
  const never = handler(() => new Promise(() => {}));
  void never(post("{}"));
  const gzipHead = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b]);
  const documented = Object.values(content).flatMap(({ schema, examples = {} }) =>
    Object.values(examples).map(({ value }) => (schema.type === "string" ? String(value) : JSON.stringify(value))),
  );
  const requests = [
    ...[...documented, "[1, nonsense]"].map((body) => () => handle(post(body))),
    () => handle(post(gzipHead)),
    () => handle(post("{}", { authorization: "Bearer wrong" })),
    () => handle(new Request("http://127.0.0.1/", { method: "GET", headers: { authorization } })),
    () => handle(post("x".repeat(6_000))),
    () => handle(post("{}", { "content-type": "text/html" })),
    () => never(post("{}")),
    () => handler(() => Promise.reject(new Error("full")))(post("{}")),
  ];
  const statuses = new Set<number>();
  for (const request of requests) statuses.add(await expectDocumented("webhook", "/", await request()));
  expect([...statuses].map(String).toSorted()).toEqual(Object.keys(operationOf("webhook", "/").responses));
});

describe("the sandbox", () => {
  let url = "";
  let streamUrl = "";
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const [sandbox, stream] = await Promise.all([
      createSandbox({
        writeKey: "key",
        respond: ({ sizeBytes }) => (sizeBytes === 1 ? { status: 500, body: '{"meta":{"errors":[]}}' } : undefined),
      }),
      createAirshipStreamSandbox({ token: "token", entitledTypes: ["CUSTOM"] }),
    ]);
    [url, streamUrl] = [sandbox.url, stream.url];
    closing.push(
      () => sandbox.close(),
      () => stream.close(),
    );
  });
  afterAll(() => Promise.all(closing.map((close) => close())));

  const post = (path: string, body: string, key = "key", headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${key}:`)}`, "x-strict-mode": "1", ...headers },
      body,
    });

  const calls = Object.keys(documents.sandbox.paths).filter((path) => path.startsWith("/v1/"));

  it.each(calls)("answers at %s as its document says", async (path) => {
    const examples = Object.values(
      operationOf("sandbox", path).requestBody.content["application/json"]?.examples ?? {},
    );
    const values = examples.length > 0 ? examples.map(({ value }) => value) : [{ userId: "reader-4711", groupId: "g" }];
    const statuses = [];
    for (const value of values)
      statuses.push(await expectDocumented("sandbox", path, await post(path, JSON.stringify(value))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await expectDocumented("sandbox", path, await post(path, "{}"))).toBe(400);
    expect(await expectDocumented("sandbox", path, await post(path, "{}", "wrong"))).toBe(401);
    expect(await expectDocumented("sandbox", path, await post(path, "x"))).toBe(500);
    const origin = "https://example.com";
    expect(await expectDocumented("sandbox", path, await post(path, "{}", "key", { origin }))).toBe(403);
  });

  it("has no other call", async () => {
    expect((await post("/v1/other", "{}")).status).toBe(404);
  });

  it.each([
    [401, "wrong", { start: "LATEST" }],
    [400, "token", {}],
    [403, "token", { start: "LATEST", filters: [{ types: ["REGION"] }] }],
  ])("answers %i at the stream", async (status, token, body) => {
    const headers = { authorization: `Bearer ${token}`, "x-ua-appkey": "app" };
    const answer = await fetch(`${streamUrl}/api/events`, { method: "POST", headers, body: JSON.stringify(body) });
    expect(await expectDocumented("sandbox", "/api/events", answer)).toBe(status);
  });
});
