import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { WebhookBusyError } from "./busy-error.ts";
import { createWebhookHandler } from "./create-webhook-handler.ts";
import { createWebhookReceiver } from "./create-webhook-receiver.ts";
import type { WebhookItem } from "./item.ts";
import type { WebhookOptions } from "./options.ts";
import type { WebhookRequest } from "./request.ts";
import { events, gzip, post, secret } from "./testing/post.ts";

const setUp = (options: Partial<WebhookOptions> = {}) => {
  const stored: WebhookItem[] = [];
  const accept = vi.fn<WebhookOptions["accept"]>(async (items) => void stored.push(...items));
  const handle = createWebhookHandler({ auth: { secret }, accept, ...options });
  const answer = async (request: Request) => {
    const response = await handle(request);
    const said: unknown = await response.json();
    return { status: response.status, headers: response.headers, body: said };
  };
  return { stored, accept, answer, handle };
};

const body = JSON.stringify(events);

/** Whether this runtime unpacks gzip of several members, as Node 22 does. Node 24 takes a second one for damage. */
const takesMembers = await new Response(
  new Blob([gzip("[]"), gzip("[]")]).stream().pipeThrough(new DecompressionStream("gzip")),
)
  .text()
  .then(
    () => true,
    () => false,
  );
const packed = gzip(body);
const beginOfMember = Uint8Array.from([...packed, 0x1f]);

afterEach(() => vi.restoreAllMocks());

describe("a webhook handler", () => {
  it.each([
    ["a list", post(body)],
    [
      "NDJSON",
      post(events.map((event) => JSON.stringify(event)).join("\n"), { "content-type": "application/x-ndjson" }),
    ],
    ["gzip", post(gzip(body), { "content-encoding": "gzip" })],
    ["gzip without a header that says so", post(gzip(body))],
    ["a header that says gzip, left by what unpacked it", post(body, { "content-encoding": "gzip" })],
    ["headers of gzip longer than the body", post(body, { "content-encoding": "gzip", "content-length": "9999" })],
    ["headers of gzip shorter than the body", post(body, { "content-encoding": "gzip", "content-length": "22" })],
    ["no Content-Type", post(body, { "content-type": "" })],
    ["x-gzip, in capital letters", post(gzip(body), { "content-encoding": "X-GZIP" })],
    ["a Content-Type in capital letters", post(body, { "content-type": "Application/JSON" })],
    ["a Content-Type with parameters", post(body, { "content-type": "application/json; charset=utf-8" })],
  ])("stores what it receives: %s", async (_, request) => {
    const { stored, answer } = setUp();
    expect(await answer(request)).toMatchObject({ status: 200, body: { accepted: 3, setAside: [] } });
    expect(stored.map((item) => item.status === "parsed" && item.value)).toEqual(events);
  });

  it("confirms a body that isn't JSON, with one item set aside, so that it isn't sent forever", async () => {
    const { stored, answer } = setUp();
    expect(await answer(post("not json"))).toMatchObject({
      status: 200,
      body: { accepted: 0, setAside: [{ index: 0, status: "invalid", issues: [{ code: "json" }] }] },
    });
    expect(stored.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(["not json"]);
  });

  it.each([
    ["has a wrong checksum", packed.with(packed.length - 5, (packed.at(-5) ?? 0) ^ 1)],
    ["has a wrong length", packed.with(packed.length - 1, 1)],
    ["is followed by a byte", Uint8Array.from([...packed, 1])],
    ["is followed by bytes", Uint8Array.from([...packed, 1, 2, 3])],
  ])("confirms gzip that %s, with its bytes set aside as damaged gzip", async (_, damaged) => {
    const { stored, answer } = setUp();
    const issue = { pointer: "", code: "gzip", expected: "JSON", received: "damaged gzip" };
    const setAside = [{ index: 0, status: "invalid", issues: [issue] }];
    expect(await answer(post(damaged))).toEqual(
      expect.objectContaining({ status: 200, body: { accepted: 0, setAside } }),
    );
    expect(stored[0]?.bytes).toEqual(damaged);
  });

  it("joins what `accept` sets aside with what can't be read, in the order of the body", async () => {
    const other = { index: 2, status: "unrecognized", issues: [] } as const;
    const stranger = { index: 7, status: "invalid", issues: [] } as const;
    const { answer } = setUp({ accept: async () => [stranger, other] });
    expect(await answer(post('[{"a":1},2,{"b":3}]'))).toMatchObject({
      status: 200,
      body: { accepted: 1, setAside: [{ index: 1, status: "invalid" }, other] },
    });
  });

  it.each<[string, unknown]>([
    ["a number", 3],
    ["true", true],
    ["a text", "ok"],
    ["an object", { rowCount: 2 }],
    ["rows", [{ id: 1n, index: 0 }, null, undefined, 7]],
    ["entries of no index", [-1, 0.5, 2, "0"].map((index) => ({ index, status: "invalid", issues: [] }))],
    ["an issue that JSON can't hold", [{ index: 0, status: "invalid", issues: [{ received: 1n }] }]],
    ["an entry that can't be read", [Object.defineProperty({}, "index", { get: () => JSON.parse("") })]],
  ])("confirms what is stored, whatever `accept` resolves to: %s", async (_, value) => {
    const { answer } = setUp({ accept: (async () => value) as unknown as WebhookOptions["accept"] });
    expect(await answer(post('[{"a":1},{"b":2}]'))).toMatchObject({ status: 200, body: { accepted: 2, setAside: [] } });
  });

  it("tells `onError` why an issue isn't in the answer", async () => {
    const onError = vi.fn();
    const issues = [{ pointer: "/n", code: "type", expected: "a text", received: 1n }];
    const accept = async () => [{ index: 1, status: "invalid", issues }];
    const { answer } = setUp({ accept: accept as unknown as WebhookOptions["accept"], onError });
    expect(await answer(post("[1,{}]"))).toMatchObject({
      status: 200,
      body: { accepted: 1, setAside: [{ index: 0 }] },
    });
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TypeError));
  });

  it("answers with index, status and issues alone of what `accept` sets aside", async () => {
    const row = { index: 1, status: "invalid", issues: [], id: 1n, recipient: "nora@example.com" } as const;
    const { answer } = setUp({ accept: async () => [row] });
    expect((await answer(post('[{"a":1},{"b":2}]'))).body).toEqual({
      accepted: 1,
      setAside: [{ index: 1, status: "invalid", issues: [] }],
    });
  });

  it("says of an item that can't be read what is wrong with it, whatever `accept` says of it", async () => {
    const { answer } = setUp({ accept: async () => [{ index: 0, status: "unrecognized", issues: [] }] });
    expect(await answer(post("[1]"))).toMatchObject({
      body: { accepted: 0, setAside: [{ index: 0, status: "invalid", issues: [{ code: "type" }] }] },
    });
  });

  it("lists at most 1,000 set-aside items, and says how many more there are", async () => {
    const { answer } = setUp();
    const { body: confirmed } = await answer(post(JSON.stringify(Array.from({ length: 1500 }, (_, index) => index))));
    expect(confirmed).toMatchObject({ accepted: 0, notListed: 500 });
    expect((confirmed as { setAside: unknown[] }).setAside).toHaveLength(1000);
  });

  it("confirms nothing before it is stored", async () => {
    const order: string[] = [];
    const { answer } = setUp({
      accept: async () => {
        await Promise.resolve();
        order.push("stored");
      },
    });
    await answer(post(body));
    order.push("answered");
    expect(order).toEqual(["stored", "answered"]);
  });

  it("confirms an empty list without storing anything", async () => {
    const { accept, answer } = setUp();
    expect(await answer(post("[]"))).toMatchObject({ status: 200, body: { accepted: 0, setAside: [] } });
    expect(accept).not.toHaveBeenCalled();
  });
});

describe("a request that isn't accepted", () => {
  const bomb = gzip("[" + " ".repeat(2_000_000) + "]");
  const stream = (parts: readonly Uint8Array[], error?: Error): Request =>
    new Request("http://127.0.0.1/", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
      body: new ReadableStream({
        start: (controller) => {
          for (const part of parts) controller.enqueue(part);
          if (error) controller.error(error);
          else controller.close();
        },
      }),
      duplex: "half",
    });
  const bytes = new TextEncoder().encode(body);

  it.each<readonly [string, number, Request]>([
    ["no secret", 401, post(body, { authorization: "" })],
    ["a wrong secret", 401, post(body, { authorization: "Bearer wrong" })],
    ["a form", 415, post(body, { "content-type": "application/x-www-form-urlencoded" })],
    ["an unknown encoding", 415, post(body, { "content-encoding": "br" })],
    ["a body that says it is too large", 413, post("[]", { "content-length": "1000001" })],
    ["a body that is too large", 413, stream([new Uint8Array(600_000), new Uint8Array(600_000)])],
    ["a body that unpacks to too much", 413, post(bomb)],
    ["too many items", 413, post(`[${"1,".repeat(1000)}1]`)],
    ["a body that ends in an error", 400, stream([bytes.subarray(0, 20)], new Error("reset"))],
    ["a body shorter than it says", 400, post(body, { "content-length": "9999" })],
    ["gzip shorter than it says", 400, post(packed, { "content-length": "9999", "content-encoding": "gzip" })],
    ...(takesMembers ? [["gzip that is cut off in its second member", 400, post(beginOfMember)] as const] : []),
  ])("%s: %i", async (_, status, request) => {
    const { accept, answer } = setUp({ maxBodyBytes: 1_000_000, maxItems: 1000 });
    const refused = await answer(request);
    expect(refused).toMatchObject({ status, body: { error: expect.stringMatching(/^[A-Z]/) } });
    expect(refused.headers.get("content-type")).toBe("application/json");
    expect(accept).not.toHaveBeenCalled();
  });

  it.each([
    ["401 says how to authenticate", post(body, { authorization: "" }), "www-authenticate", /^Bearer, Basic realm=/],
    ["415 says which encodings", post(body, { "content-encoding": "br" }), "accept-encoding", /^gzip, identity$/],
  ])("%s", async (_, request, header, value) => {
    expect((await setUp().answer(request)).headers.get(header)).toMatch(value);
  });

  /** A request of a server without web-standard requests, with one part of a body. */
  const plain = (given: Partial<WebhookRequest> = {}, contentLength = "") => {
    const parts = [{ done: false, value: bytes } as const];
    const cancel = vi.fn(async () => undefined);
    const read = async () => parts.shift() ?? ({ done: true } as const);
    const all: Readonly<Record<string, string>> = { "x-webhook-secret": secret, "content-length": contentLength };
    const request: WebhookRequest = {
      method: "POST",
      headers: { get: (name) => all[name] ?? null },
      body: { getReader: () => ({ read, cancel }) },
      signal: { aborted: false },
      ...given,
    };
    return { request, cancel };
  };

  it.each([
    ["whose sender is gone, although its body ends", plain({ signal: { aborted: true } })],
    ["without the body that it announces", plain({ body: null }, "5")],
  ])("%s: 400", async (_, { request }) => {
    const accept = vi.fn<WebhookOptions["accept"]>();
    expect(await createWebhookReceiver({ auth: { secret }, accept })(request)).toMatchObject({ status: 400 });
    expect(accept).not.toHaveBeenCalled();
  });

  it("is taken as whole at the length that it announces, without its signal, of whose use Deno warns", async () => {
    const { request } = plain({}, String(bytes.length));
    const aborted = vi.fn(() => true);
    Object.defineProperty(request, "signal", { get: () => ({ aborted: aborted() }) });
    const receive = createWebhookReceiver({ auth: { secret }, accept: async () => undefined });
    expect(await receive(request)).toMatchObject({ status: 200 });
    expect(aborted).not.toHaveBeenCalled();
  });

  it("isn't read to the end where it is too large", async () => {
    const { request, cancel } = plain();
    const receive = createWebhookReceiver({ auth: { secret }, accept: async () => undefined, maxBodyBytes: 5 });
    expect(await receive(request)).toMatchObject({ status: 413 });
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("is answered with 400 where gzip is cut off, behind any of its bytes", async () => {
    const { accept, answer } = setUp();
    for (let length = 1; length < packed.length; length += 1) {
      expect([length, (await answer(post(packed.subarray(0, length)))).status]).toEqual([length, 400]);
    }
    expect(accept).not.toHaveBeenCalled();
  });

  it.each(["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])("%s: 405", async (method) => {
    const { answer } = setUp();
    const { status, headers } = await answer(new Request("http://127.0.0.1/", { method }));
    expect([status, headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("is answered with 429 while there is no room", async () => {
    const { answer } = setUp({ accept: () => Promise.reject(new WebhookBusyError(30)) });
    const { status, headers, body: said } = await answer(post(body));
    expect([status, headers.get("retry-after")]).toEqual([429, "30"]);
    expect(said).toEqual({ error: "There is no room for the events now; send them again" });
  });

  it("is answered with 429 for the error of another build of the package, such as the CommonJS one", async () => {
    vi.resetModules();
    const other = await import("./busy-error.ts");
    expect(new other.WebhookBusyError(30)).not.toBeInstanceOf(WebhookBusyError);
    const { answer } = setUp({ accept: () => Promise.reject(new other.WebhookBusyError(30)) });
    const { status, headers } = await answer(post(body));
    expect([status, headers.get("retry-after")]).toEqual([429, "30"]);
  });

  it("is answered with 429 beyond the most requests at a time", async () => {
    const { promise, resolve } = (() => {
      let release = (): void => undefined;
      return { promise: new Promise<void>((done) => (release = done)), resolve: () => release() };
    })();
    const { answer } = setUp({ maxInFlight: 2, accept: () => promise });
    const first = [answer(post(body)), answer(post(body))];
    const { status, headers } = await answer(post(body));
    expect([status, headers.get("retry-after")]).toEqual([429, "1"]);
    resolve();
    expect((await Promise.all(first)).map((one) => one.status)).toEqual([200, 200]);
    expect((await answer(post(body))).status).toBe(200);
  });

  it("counts for 5 minutes at most: Workers end a request whose sender is gone, and nothing of it runs any more", async () => {
    const now = vi.spyOn(performance, "now").mockReturnValue(0);
    onTestFinished(() => now.mockRestore());
    const accept = vi.fn(() => new Promise<void>(() => {}));
    const { answer } = setUp({ maxInFlight: 2, accept });
    const come = async (atMs: number): Promise<void> => {
      now.mockReturnValue(atMs);
      void answer(post(body));
      await vi.waitFor(() => expect(accept).toHaveBeenCalledWith(expect.anything()));
      accept.mockClear();
    };
    await come(0);
    await come(1_000);
    now.mockReturnValue(300_000);
    expect((await answer(post(body))).status).toBe(429);
    await come(300_001);
    expect((await answer(post(body))).status).toBe(429);
  });

  it("is answered with 503 when storing fails, and the error goes to `onError` alone", async () => {
    const error = new Error("disk full at /var/lib");
    const onError = vi.fn();
    const { answer } = setUp({ accept: () => Promise.reject(error), onError });
    const { status, headers, body: said } = await answer(post(body));
    expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
    expect(JSON.stringify(said)).not.toContain("disk");
    expect(onError).toHaveBeenCalledExactlyOnceWith(error);
  });

  it("is answered with 503 also where `accept` throws at once, or `onError` throws, rejects or never resolves", async () => {
    const fail = (): never => {
      throw new Error("mine");
    };
    // A rejection that nobody handles would end the process.
    const errorHandlers = [undefined, fail, async () => fail(), () => new Promise<void>(() => undefined)];
    for (const options of errorHandlers.map((onError) => ({ accept: fail, onError }))) {
      const { answer } = setUp(options);
      expect(await answer(post(body))).toMatchObject({ status: 503, body: { error: expect.any(String) } });
    }
  });

  it.each<[string, (request: Request) => unknown]>([
    ["has read the body", (request) => request.text()],
    ["reads the body", (request) => request.body?.getReader()],
  ])("says that a body parser %s", async (_, parse) => {
    const receive = createWebhookReceiver({ auth: { secret }, accept: async () => undefined, maxInFlight: 1 });
    for (const handle of [setUp().handle, receive, receive]) {
      const request = post(body);
      await parse(request);
      await expect(handle(request)).rejects.toThrow(/body parser/);
    }
  });
});

describe("options", () => {
  const accept = async (): Promise<void> => undefined;
  it.each([
    ["no secret", { auth: {} }, /auth\.secret must be/],
    ["no auth", {}, /auth\.secret must be/],
    ["a list for auth", { auth: [secret] }, /auth\.secret must be/],
    ["a blank secret", { auth: { secret: " " } }, /isn't blank/],
    ["a blank secret among others", { auth: { secret: ["a", ""] } }, /isn't blank/],
    ["no secrets", { auth: { secret: [] } }, /auth\.secret must be/],
    ["a secret that is a number", { auth: { secret: 5 } }, /auth\.secret must be/],
    ["a secret with the line feed of its file", { auth: { secret: `${secret}\n` } }, /no blank at either end/],
    ["a secret with a blank before it", { auth: { secret: [secret, ` ${secret}`] } }, /no blank at either end/],
    ["a secret of two lines", { auth: { secret: `${secret}\r\n${secret}` } }, /no control character/],
    ["a user name that is a number", { auth: { secret, username: 5 } }, /auth\.username must be/],
    ["a user name that is null", { auth: { secret, username: null } }, /auth\.username must be/],
    [
      "a user name under another name",
      { auth: { secret, user: "a" } },
      /There is no option auth\.user; use auth\.secret, auth\.username, auth\.header$/,
    ],
    ["a header with a space", { auth: { secret, header: "x y" } }, /auth\.header must be/],
    ["a header that is a number", { auth: { secret, header: 5 } }, /auth\.header must be/],
    ["no accept", { auth: "none", accept: undefined }, /accept must be/],
    ["onError that is a text", { auth: "none", onError: "log" }, /onError must be/],
    ["a limit of 0", { auth: "none", maxBodyBytes: 0 }, /maxBodyBytes must be/],
    ["a limit that is no number", { auth: "none", maxItems: "5" }, /maxItems must be/],
    [
      "a limit under another name",
      { auth: "none", maxBytes: 5 },
      /There is no option maxBytes; use auth, accept, onError, maxBodyBytes, maxItems, maxInFlight$/,
    ],
  ])("are checked: %s", (_, options, message) => {
    const create = () => createWebhookHandler({ accept, ...options } as unknown as WebhookOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
    expect(create).not.toThrow(secret);
  });

  it.each([undefined, null, 5, []])("are an object, not %j", (options) => {
    expect(() => createWebhookHandler(options as unknown as WebhookOptions)).toThrow(/options must be an object/);
  });

  it("may be undefined, and a secret may hold blanks", () => {
    const options = { accept, auth: { secret: "a b", username: undefined, header: undefined }, maxItems: undefined };
    expect(() => createWebhookHandler(options as unknown as WebhookOptions)).not.toThrow();
  });

  it("of WebhookBusyError are checked", () => {
    expect(() => new WebhookBusyError(-1)).toThrow(TypeError);
    expect(() => new WebhookBusyError(0.5)).toThrow(TypeError);
    expect(new WebhookBusyError(0)).toMatchObject({ retryAfterSeconds: 0 });
  });
});
