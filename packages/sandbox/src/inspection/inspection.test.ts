import { request as httpRequest } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../pipelines-api/create-sandbox.ts";
import type { SandboxOptions } from "../pipelines-api/sandbox-options.ts";
import type { RecordedRequest } from "./recorded-request.ts";

const open: Sandbox[] = [];
const start = async (options?: SandboxOptions): Promise<Sandbox> => {
  const sandbox = await createSandbox(options);
  open.push(sandbox);
  return sandbox;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
});

const opened = { type: "track", event: "Email Opened", userId: "ada", properties: { email_id: "m-1" } };
const wrong = { ...opened, properties: {} };

const post = (sandbox: Sandbox, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${sandbox.url}/v1/${typeof body === "object" && body !== null && "batch" in body ? "batch" : "track"}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("secret-key:")}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const strict = { "x-strict-mode": "1" };

describe("the requests of a sandbox", () => {
  it("have the verdict on each call, dropped and rejected ones too", async () => {
    const sandbox = await start();
    await post(sandbox, { batch: [opened, wrong] });
    await post(sandbox, { batch: [opened, wrong] }, strict);
    const [dropped, rejected] = sandbox.requests();
    expect(dropped).toMatchObject({
      number: 1,
      endpoint: "/v1/batch",
      isStrict: false,
      isKeyAccepted: true,
      status: 200,
      counts: { accepted: 1, dropped: 1 },
      errors: [expect.stringMatching(/^batch\[1\]: .*email_id/)],
      calls: [
        { outcome: "accepted", errors: [], call: opened },
        { outcome: "dropped", errors: [expect.stringMatching(/email_id/)], call: wrong },
      ],
    });
    expect(Date.parse(dropped?.time ?? "")).toBeGreaterThan(0);
    expect(rejected).toMatchObject({
      isStrict: true,
      status: 400,
      counts: { rejected: 2 },
      calls: [{ outcome: "rejected", errors: [expect.stringMatching(/another call/)] }, { outcome: "rejected" }],
    });
  });

  it.each([
    ["{", 400, /invalid JSON/, 1],
    [JSON.stringify({ ...opened, note: "x".repeat(40_000) }), 400, /at most 32000 bytes/, 1],
  ])("say why a body holds no call: %#", async (body, status, error, count) => {
    const sandbox = await start();
    await post(sandbox, body, strict);
    expect(sandbox.requests()).toMatchObject([
      { status, counts: { rejected: count }, errors: [expect.stringMatching(error)], calls: [{ outcome: "rejected" }] },
    ]);
  });

  it("have the size of a body that is too large, and of one that isn't gzip", async () => {
    const sizes: number[] = [];
    const sandbox = await start({ maxCallBytes: 1_000, respond: ({ sizeBytes }) => void sizes.push(sizeBytes) });
    const body = JSON.stringify({ ...opened, note: "x".repeat(40_000) });
    await post(sandbox, body);
    await post(sandbox, "no gzip", { "content-encoding": "gzip" });
    expect(sandbox.requests().map(({ sizeBytes }) => sizeBytes)).toEqual([body.length, 7]);
    expect(sizes).toEqual([body.length, 7]);
  });

  it("have the size as it arrived of a body that is too large once it is unpacked", async () => {
    const sandbox = await start({ maxCallBytes: 1_000 });
    const packed = gzipSync(JSON.stringify({ ...opened, note: "x".repeat(40_000) }));
    const headers = { authorization: `Basic ${btoa("secret-key:")}`, "content-encoding": "gzip" };
    await fetch(`${sandbox.url}/v1/track`, { method: "POST", headers, body: packed });
    expect(sandbox.requests()).toMatchObject([{ sizeBytes: packed.length, counts: { dropped: 1 } }]);
  });

  it("show a wrong key in permissive mode, and never keep any key", async () => {
    const sandbox = await start({ writeKey: "another-key" });
    await post(sandbox, { writeKey: "secret-key", batch: [{ ...opened, writeKey: "secret-key" }, opened] });
    const [request] = sandbox.requests();
    expect(request).toMatchObject({ status: 200, isKeyAccepted: false, counts: { dropped: 2 } });
    expect(request?.calls[0]?.errors).toEqual([expect.stringMatching(/key/)]);
    expect(JSON.stringify(sandbox.requests())).not.toMatch(/secret-key|another-key|c2VjcmV0/);
  });

  it("never show a key of a longer string, in HTTP neither", async () => {
    const sandbox = await start({ writeKey: "abcdefghijk" });
    const properties = { email_id: "m-1", x: "https://x/?k=abcdefghijk", y: `Basic ${btoa("abcdefghijk:")}` };
    const authorization = `Basic ${btoa("abcdefghijk:")}`;
    for (const more of [{}, { timestamp: "abcdefghijk" }, { userId: 5, messageId: ["abcdefghijk"] }]) {
      await post(sandbox, { ...opened, properties, ...more }, { authorization });
      await post(sandbox, { ...opened, properties, ...more });
    }
    const shown = await (await fetch(`${sandbox.url}/_sandbox/requests`)).text();
    expect(shown).toContain("https://x/?k=***********");
    expect(shown + JSON.stringify(sandbox.requests())).not.toMatch(/abcdefghijk|YWJjZGVmZ2hpams6/);
  });

  it("add up to what was received", async () => {
    const sandbox = await start();
    await Promise.all(
      [opened, wrong, { batch: [opened, wrong, opened] }, "no json"].map((body) => post(sandbox, body)),
    );
    const { accepted, dropped, requests } = sandbox.received();
    const sum = (outcome: "accepted" | "dropped"): number =>
      sandbox.requests().reduce((total, { counts }) => total + (counts[outcome] ?? 0), 0);
    expect([sandbox.requests().length, sum("accepted"), sum("dropped")]).toEqual([requests, accepted, dropped]);
  });

  it("are told as they are answered", async () => {
    const told: RecordedRequest[] = [];
    const sandbox = await start({ onRequest: (request) => void told.push(request) });
    await post(sandbox, opened);
    sandbox.reset();
    await post(sandbox, wrong);
    expect(told.map(({ counts, number }) => [number, counts])).toEqual([
      [1, { accepted: 1 }],
      [2, { dropped: 1 }],
    ]);
    expect(sandbox.requests().map(({ number }) => number)).toEqual([2]);
  });

  it("are bounded by count and bytes", async () => {
    const sandbox = await start({ keepRequests: 2 });
    for (const _ of [1, 2, 3]) await post(sandbox, opened);
    expect(sandbox.requests().map(({ number }) => number)).toEqual([2, 3]);
    const part: unknown = await (await fetch(`${sandbox.url}/_sandbox/requests?after=0`)).json();
    expect(part).toMatchObject({ omitted: 1, last: 3, requests: [{ number: 2 }, { number: 3 }] });
  });
});

describe("/_sandbox/", () => {
  it("gives the requests after a number, and clears them", async () => {
    const sandbox = await start();
    for (const _ of [1, 2]) await post(sandbox, opened);
    const read = async (query: string): Promise<unknown> =>
      (await fetch(`${sandbox.url}/_sandbox/requests${query}`)).json();
    expect(await read("?after=1")).toMatchObject({ requests: [{ number: 2, calls: [{ call: opened }] }], last: 2 });
    expect(await read("?after=x")).toMatchObject({ meta: { errors: [expect.stringMatching(/after must be/)] } });
    await fetch(`${sandbox.url}/_sandbox/reset`, { method: "POST" });
    expect(await read("")).toMatchObject({ requests: [], last: 2 });
    expect(sandbox.received().calls).toBe(0);
  });

  it.each([
    ["429", 429],
    ["503", 503],
  ])("makes the next requests fail: %s", async (fault, status) => {
    const sandbox = await start();
    const set = await fetch(`${sandbox.url}/_sandbox/faults`, {
      method: "POST",
      body: JSON.stringify({ fault, count: 2 }),
    });
    expect(await set.json()).toEqual({ fault, count: 2 });
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await post(sandbox, opened)).status);
    expect(statuses).toEqual([status, status, 200]);
    expect(sandbox.requests()[0]).toMatchObject({ status, counts: { failed: 1 } });
  });

  it("replace those before, and are cleared by a count of 0", async () => {
    const sandbox = await start();
    const set = async (wish: object): Promise<unknown> => {
      const answer = await fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body: JSON.stringify(wish) });
      return answer.json();
    };
    expect(await set({ fault: "429", count: 3 })).toEqual({ fault: "429", count: 3 });
    expect(await set({ fault: "503" })).toEqual({ fault: "503", count: 1 });
    expect(await set({ fault: "429", count: 0 })).toEqual({ count: 0 });
    expect((await post(sandbox, opened)).status).toBe(200);
  });

  it("cuts a connection, and says what it can't do", async () => {
    const sandbox = await start();
    const set = (wish: string) => fetch(`${sandbox.url}/_sandbox/faults`, { method: "POST", body: wish });
    await set('{"fault":"reset"}');
    await expect(post(sandbox, opened)).rejects.toThrow();
    expect(sandbox.requests()[0]).not.toHaveProperty("status");
    for (const wish of ["{", "[]", '{"fault":"__proto__"}', '{"fault":"429","count":-1}'])
      expect((await set(wish)).status).toBe(400);
  });

  it.each([
    ["/_sandbox/requests", "http://evil.example", 403],
    ["/_sandbox/requests", "http://127.0.0.1:1", 403],
    ["/_sandbox/requests", "null", 403],
    ["/v1/track", "http://evil.example", 403],
    ["/v1/track", "http://localhost:3000", 200],
  ])("refuses pages of others: %s from %s", async (path, origin, status) => {
    const sandbox = await start();
    const method = path.startsWith("/v1") ? "POST" : "GET";
    const body = method === "POST" ? { body: JSON.stringify(opened) } : {};
    const answer = await fetch(`${sandbox.url}${path}`, { method, headers: { origin }, ...body });
    expect(answer.status).toBe(status);
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  it("takes its own page, and refuses a foreign Host", async () => {
    const sandbox = await start();
    const own = await fetch(`${sandbox.url}/_sandbox/requests`, { headers: { origin: sandbox.url } });
    expect(own.status).toBe(200);
    const foreign = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(`${sandbox.url}/_sandbox/requests`, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(foreign).toBe(421);
  });
});

describe("the requests as server-sent events", () => {
  /** Reads messages until there are enough; returns their kinds and ids. */
  const readMessages = async (
    sandbox: Sandbox,
    count: number,
    headers: Record<string, string> = {},
    onMessage = (): void => undefined,
  ) => {
    const abort = new AbortController();
    const answer = await fetch(`${sandbox.url}/_sandbox/requests`, {
      headers: { accept: "text/event-stream", ...headers },
      signal: abort.signal,
    });
    const decoder = new TextDecoder();
    let text = "";
    const found = (): readonly (readonly [string, number])[] =>
      [...text.matchAll(/^id: (\d+)\nevent: (\w+)\ndata: .*\n$/gm)].map(
        ([, id, kind]) => [kind ?? "", Number(id)] as const,
      );
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (found().length >= count) break;
      if (found().length > 0) onMessage();
    }
    abort.abort();
    return found();
  };

  it("come as they are answered, and resume after the last one", async () => {
    const sandbox = await start();
    await post(sandbox, opened);
    const reading = readMessages(sandbox, 3);
    await post(sandbox, opened);
    await post(sandbox, opened);
    expect(await reading).toEqual([
      ["request", 1],
      ["request", 2],
      ["request", 3],
    ]);
    expect(await readMessages(sandbox, 1, { "last-event-id": "2" })).toEqual([["request", 3]]);
    // A number of an earlier run of the sandbox.
    expect(await readMessages(sandbox, 3, { "last-event-id": "900" })).toHaveLength(3);
  });

  it("count what isn't kept any more, and tell of a reset", async () => {
    const sandbox = await start({ keepRequests: 1 });
    for (const _ of [1, 2, 3]) await post(sandbox, opened);
    expect(await readMessages(sandbox, 2)).toEqual([
      ["omitted", 2],
      ["request", 3],
    ]);
    expect(await readMessages(sandbox, 2, { "last-event-id": "2" }, sandbox.reset)).toEqual([
      ["request", 3],
      ["reset", 3],
    ]);
  });
});
