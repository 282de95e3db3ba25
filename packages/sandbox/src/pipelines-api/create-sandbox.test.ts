import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "./create-sandbox.ts";
import type { SandboxOptions } from "./sandbox-options.ts";

const open: Sandbox[] = [];
const start = async (options?: SandboxOptions): Promise<Sandbox> => {
  const sandbox = await createSandbox(options);
  open.push(sandbox);
  return sandbox;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

const basic = (key: string): string => `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
const opened = (messageId: string, properties: object = { email_id: "m-1" }): object => ({
  type: "track",
  event: "Email Opened",
  userId: "ada",
  messageId,
  properties,
});

interface Post {
  readonly strict?: boolean;
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const post = (sandbox: Sandbox, path: string, body: unknown, options: Post = {}): Promise<Response> =>
  fetch(`${sandbox.url}${path}`, {
    method: "POST",
    headers: {
      authorization: options.authorization ?? basic("key"),
      ...(options.strict === true && { "x-strict-mode": "1" }),
      ...options.headers,
    },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });

describe("a valid request", () => {
  it("stores a track call and answers 200 with an empty object", async () => {
    const sandbox = await start();
    const answer = await post(sandbox, "/v1/track", opened("a"), { strict: true });
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect(sandbox.events()).toEqual([opened("a")]);
    expect(sandbox.received()).toEqual({
      requests: 1,
      calls: 1,
      accepted: 1,
      dropped: 0,
      rejected: 0,
      events: { "Email Opened": 1 },
    });
  });

  it.each([
    ["identify", { userId: "ada", traits: {} }],
    ["track", { userId: "ada", event: "A name of our own" }],
    ["page", { anonymousId: "x" }],
    ["screen", { anonymousId: "x" }],
    ["group", { groupId: "g", userId: "ada" }],
    ["alias", { userId: "ada", previousId: "x" }],
  ])("accepts a call without a type at /v1/%s", async (endpoint, call) => {
    const sandbox = await start();
    expect((await post(sandbox, `/v1/${endpoint}`, call, { strict: true })).status).toBe(200);
    expect(sandbox.received().accepted).toBe(1);
  });

  it("decompresses gzip", async () => {
    const sandbox = await start();
    const body = gzipSync(JSON.stringify({ batch: [opened("a"), opened("b")] }));
    const answer = await post(sandbox, "/v1/batch", body, { strict: true, headers: { "content-encoding": "gzip" } });
    expect(answer.status).toBe(200);
    expect(sandbox.received().accepted).toBe(2);
  });
});

describe("a body that can't be read", () => {
  it.each([
    ["br", /br is not supported/],
    ["gzip", /not gzip/],
  ])("is refused as %s", async (encoding, words) => {
    const sandbox = await start();
    const headers = { "content-encoding": encoding };
    const answer = await post(sandbox, "/v1/track", "no gzip", { strict: true, headers });
    expect([answer.status, await answer.json()]).toEqual([400, { meta: { errors: [expect.stringMatching(words)] } }]);
  });
});

describe("the write key", () => {
  it("is refused with 401 and no body in strict mode when it is wrong", async () => {
    const sandbox = await start({ writeKey: "right" });
    const answer = await post(sandbox, "/v1/track", opened("a"), { strict: true, authorization: basic("wrong") });
    expect([answer.status, await answer.text()]).toEqual([401, ""]);
    expect(sandbox.received()).toMatchObject({ accepted: 0, rejected: 1, dropped: 0 });
  });

  it("drops the call silently in permissive mode when it is wrong", async () => {
    const sandbox = await start({ writeKey: "right" });
    expect((await post(sandbox, "/v1/track", opened("a"), { authorization: basic("wrong") })).status).toBe(200);
    expect(sandbox.received()).toMatchObject({ accepted: 0, rejected: 0, dropped: 1 });
  });

  it.each(["", "Basic", "Bearer key", basic(""), `Basic ${Buffer.from("key").toString("base64")}`, basic("key:pass")])(
    "is refused as %j",
    async (authorization) => {
      const sandbox = await start();
      expect((await post(sandbox, "/v1/track", opened("a"), { strict: true, authorization })).status).toBe(401);
    },
  );

  it("accepts the right one", async () => {
    const sandbox = await start({ writeKey: "right" });
    const answer = await post(sandbox, "/v1/track", opened("a"), { strict: true, authorization: basic("right") });
    expect(answer.status).toBe(200);
  });
});

describe("an invalid call", () => {
  it.each([
    ["a semantic event without email_id", opened("a", {}), /email_id/],
    ["no id", { type: "track", event: "X" }, /one of userId, anonymousId, groupId/],
    ["an id that is a number", { type: "track", event: "X", userId: 7 }, /userId must be a string/],
    ["no event name", { type: "track", userId: "ada" }, /event/],
    ["properties that are a list", { type: "track", event: "X", userId: "a", properties: [] }, /properties must be/],
    ["another type", { type: "page", userId: "ada" }, /type must be track/],
    ["a list", [], /must be an object/],
    ["text that is no JSON", "{", /invalid JSON/],
  ])("is named in strict mode: %s", async (_what, call, words) => {
    const sandbox = await start();
    const answer = await post(sandbox, "/v1/track", call, { strict: true });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ meta: { errors: [expect.stringMatching(words)] } });
    expect(sandbox.received()).toMatchObject({ calls: 1, rejected: 1, accepted: 0 });
  });

  it("is the only dropped call of a permissive batch", async () => {
    const sandbox = await start();
    const answer = await post(sandbox, "/v1/batch", { batch: [opened("a"), opened("b", {}), opened("c")] });
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect(sandbox.received()).toMatchObject({ calls: 3, accepted: 2, dropped: 1 });
  });

  it("fails a whole strict batch, with its index", async () => {
    const sandbox = await start();
    const answer = await post(sandbox, "/v1/batch", { batch: [opened("a"), opened("b", {})] }, { strict: true });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ meta: { errors: [expect.stringMatching(/^batch\[1\]: .*email_id/)] } });
    expect(sandbox.received()).toMatchObject({ calls: 2, accepted: 0, rejected: 2 });
  });
});

describe("the size limits", () => {
  const sized = (bytes: number): string => {
    const frame = JSON.stringify(opened("a", { email_id: "" })).length;
    return JSON.stringify(opened("a", { email_id: "x".repeat(bytes - frame) }));
  };

  it.each([
    [32_000, 200, 1],
    [32_001, 400, 0],
  ])("answers a strict call of %i bytes with %i", async (bytes, status, accepted) => {
    const sandbox = await start();
    expect((await post(sandbox, "/v1/track", sized(bytes), { strict: true })).status).toBe(status);
    expect(sandbox.received().accepted).toBe(accepted);
  });

  it("answers 200 to a permissive call that is too large, and drops it", async () => {
    const sandbox = await start();
    expect((await post(sandbox, "/v1/track", sized(32_001))).status).toBe(200);
    expect(sandbox.received()).toMatchObject({ accepted: 0, dropped: 1 });
  });

  it("counts bytes of UTF-8, not characters", async () => {
    const sandbox = await start();
    const call = opened("a", { email_id: "ü".repeat(15_990) });
    expect(JSON.stringify(call).length).toBeLessThan(32_000);
    expect((await post(sandbox, "/v1/track", call, { strict: true })).status).toBe(400);
  });

  it.each([
    [500_000, 200],
    [500_001, 400],
  ])("answers a strict batch of %i bytes with %i", async (bytes, status) => {
    const sandbox = await start();
    const calls = Array.from({ length: 16 }, () => sized(31_000)).join(",");
    const frame = `{"batch":[${calls}],"pad":""}`;
    const body = frame.replace('"pad":""', `"pad":"${"x".repeat(bytes - frame.length)}"`);
    expect((await post(sandbox, "/v1/batch", body, { strict: true })).status).toBe(status);
  });

  it("drops the one call of a permissive batch that is too large", async () => {
    const sandbox = await start();
    await post(sandbox, "/v1/batch", `{"batch":[${sized(32_001)},${sized(500)}]}`);
    expect(sandbox.received()).toMatchObject({ accepted: 1, dropped: 1 });
  });

  it("does not decompress a small body into a large one", async () => {
    const sandbox = await start();
    const body = gzipSync(Buffer.alloc(5_000_000, 0x20));
    const answer = await post(sandbox, "/v1/batch", body, { strict: true, headers: { "content-encoding": "gzip" } });
    expect(answer.status).toBe(400);
  });
});

describe("faults", () => {
  it("answer with the given status and headers, and store nothing", async () => {
    const sandbox = await start({
      respond: ({ number }) => (number === 1 ? { status: 429, headers: { "retry-after": "5" } } : undefined),
    });
    const answer = await post(sandbox, "/v1/track", opened("a"));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "5"]);
    expect((await post(sandbox, "/v1/track", opened("a"))).status).toBe(200);
    expect(sandbox.received()).toMatchObject({ requests: 2, accepted: 1 });
  });

  it.each([
    ["before", 0],
    ["after", 1],
  ] as const)("cut the connection %s storing", async (reset, accepted) => {
    const sandbox = await start({ respond: () => ({ reset }) });
    await expect(post(sandbox, "/v1/track", opened("a"))).rejects.toThrow("fetch failed");
    expect(sandbox.received().accepted).toBe(accepted);
  });

  it("may be promised", async () => {
    const sandbox = await start({ respond: async ({ number }) => (number === 1 ? { status: 503 } : undefined) });
    const statuses = [];
    for (const id of ["a", "b"]) statuses.push((await post(sandbox, "/v1/track", opened(id))).status);
    expect([statuses, sandbox.received().accepted]).toEqual([[503, 200], 1]);
  });

  it.each<[unknown, string]>([
    [{ headers: { "retry-after": "1" } }, "a fault with headers or a body must have a status, too"],
    [{ body: "x" }, "a fault with headers or a body must have a status, too"],
    [{ status: 204, body: "" }, "a fault with the status 204 must have no body"],
    [{ status: 304, body: "x" }, "a fault with the status 304 must have no body"],
    [{ statsu: 503 }, 'The fault of a request has no \\"statsu\\": use one of \\"status\\", '],
    [{ status: "503" }, "status must be a whole number from 200 to 599"],
    [{ reset: "later" }, 'reset must be one of \\"before\\", \\"after\\"'],
    [{ delayMs: -1 }, "delayMs must be a number of milliseconds from 0"],
    [503, "The fault of a request takes an object of options, not 503"],
  ])("that are none are answered with 500, and nothing is stored: %j", async (fault, message) => {
    const sandbox = await start({ respond: (() => fault) as SandboxOptions["respond"] & {} });
    const answer = await post(sandbox, "/v1/track", opened("a"));
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining(message)]);
    expect(sandbox.received().accepted).toBe(0);
  });

  it("don't prevent closing while an answer is delayed", async () => {
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const respond = () => {
      arrived();
      return { delayMs: 60_000 };
    };
    const sandbox = await start({ respond });
    const answer = post(sandbox, "/v1/track", opened("a")).catch(() => "cut");
    await arrival;
    await sandbox.close();
    expect(await answer).toBe("cut");
  });
});

describe("the record", () => {
  it("keeps the last calls, oldest first, and counts all", async () => {
    const sandbox = await start({ keep: 2 });
    for (const id of ["a", "b", "c"]) await post(sandbox, "/v1/track", opened(id));
    expect(sandbox.events()).toEqual([opened("b"), opened("c")]);
    expect(sandbox.received().accepted).toBe(3);
    sandbox.reset();
    expect(sandbox.events()).toEqual([]);
    expect(sandbox.received()).toMatchObject({ requests: 0, calls: 0 });
  });
});

describe("options", () => {
  it.each<[unknown, string]>([
    [{ keep: -1 }, "keep must be a whole number, 0 or more"],
    [{ keep: 1.5 }, "keep must be a whole number, 0 or more"],
    [{ port: 70_000 }, "port must be a whole number from 0 to 65535"],
    [{ writeKey: " " }, "writeKey must be a string that isn't blank; leave it out to accept any key"],
    [{ writeKey: 5 }, "writeKey must be a string that isn't blank; leave it out to accept any key"],
    [{ maxBatchBytes: "x" }, "maxBatchBytes must be a whole number, 1 or more"],
    [{ maxCallBytes: 0 }, "maxCallBytes must be a whole number, 1 or more"],
    [{ respond: 5 }, "respond must be a function"],
    [{ onRequest: {} }, "onRequest must be a function"],
    [{ writekey: "x" }, 'createSandbox has no "writekey": use one of "port", "writeKey", '],
    ["x", 'createSandbox takes an object of options, not "x"'],
    [null, "createSandbox takes an object of options, not null"],
  ])("refuses %j", async (options, message) => {
    await expect(createSandbox(options as SandboxOptions)).rejects.toThrow(TypeError);
    await expect(createSandbox(options as SandboxOptions)).rejects.toThrow(message);
  });

  it("accepts an option that is undefined", async () => {
    const options = { writeKey: undefined, maxCallBytes: undefined } as unknown as SandboxOptions;
    const sandbox = await start(options);
    expect((await post(sandbox, "/v1/track", opened("a"))).status).toBe(200);
  });

  it("doesn't replace the program's global Request", async () => {
    const before = globalThis.Request;
    await start();
    expect(globalThis.Request).toBe(before);
  });
});
