import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { AirshipStreamError } from "../src/stream-error.ts";
import { ends, event, inTurn, lines, says, startServer, streams } from "../src/testing/airship-server.ts";
import { createReader, type Reader } from "../src/testing/reader.ts";

const failure = async ({ chunks }: Reader): Promise<unknown> => {
  try {
    while (!(await chunks.next()).done);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("the pause before the next attempt", () => {
  it("doubles its limit with each failure, up to a minute, and takes the share of it that chance says", async () => {
    await using server = await startServer((response, request, number) =>
      (number < 11 ? says(503) : streams(lines(event(1))))(response, request, number),
    );
    const { take, chunks, delays } = createReader({ endpoint: server.url });
    await take(1);
    await chunks.return?.();
    expect(delays()).toEqual([125, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("may be nothing, or nearly all of the limit", async () => {
    const shares = [0, 0.999];
    await using server = await startServer(inTurn(says(503), says(503), streams(lines(event(1)))));
    const { take, chunks, delays } = createReader({ endpoint: server.url, random: () => shares.shift() ?? 0 });
    await take(1);
    await chunks.return?.();
    expect(delays()).toEqual([0, 499]);
  });

  it("comes after a clean end too, and goes on growing where a 200 brings no data", async () => {
    await using server = await startServer(
      inTurn(ends(), ends("\n\n"), ends(lines({ type: "OFFSET_UPDATE" })), streams(lines(event(1)))),
    );
    const { take, chunks, delays } = createReader({ endpoint: server.url });
    await take(1);
    await chunks.return?.();
    expect(delays()).toEqual([125, 250, 500]);
  });

  it("starts anew once data came", async () => {
    await using server = await startServer(
      inTurn(says(500), says(500), ends(lines(event(1))), says(500), streams(lines(event(2)))),
    );
    const { take, chunks, delays, states } = createReader({ endpoint: server.url });
    await take(2);
    await chunks.return?.();
    expect(delays()).toEqual([125, 250, 125, 250]);
    const attemptsOf = (status: "connecting" | "waiting") =>
      states.flatMap((state) => (state.status === status ? [state.attempt] : []));
    expect(attemptsOf("connecting")).toEqual([1, 2, 3, 2, 3]);
    // The pause after the third has the number of the next first one.
    expect(attemptsOf("waiting")).toEqual([1, 2, 1, 2]);
  });

  it("ends with a state of its own once bytes come, also if they are only a keep-alive", async () => {
    await using server = await startServer(inTurn(says(503), ends(), streams("\n")));
    const { chunks, states, reached } = createReader({ endpoint: server.url });
    const next = chunks.next();
    await reached("receiving");
    await chunks.return?.();
    await next;
    const attempt = ["connecting", "waiting"];
    const expected = [...attempt, "connecting", "open", "waiting", "connecting", "open", "receiving", "stopped"];
    expect(states.map(({ status }) => status)).toEqual(expected);
  });

  it("doesn't start anew for an event that came before", async () => {
    await using server = await startServer(
      inTurn(ends(lines(event(1))), ends(lines(event(1))), ends(lines(event(1))), streams(lines(event(2)))),
    );
    const { take, chunks, delays } = createReader({ endpoint: server.url });
    expect(await take(2)).toEqual([event(1), event(2)]);
    await chunks.return?.();
    expect(delays()).toEqual([125, 250, 500]);
  });

  it("doesn't start anew for what has no offset", async () => {
    await using server = await startServer(
      inTurn(ends(lines(event(1))), ends("no JSON\n"), ends("no JSON\n"), streams(lines(event(2)))),
    );
    const { take, chunks, delays } = createReader({ endpoint: server.url });
    await take(4);
    await chunks.return?.();
    expect(delays()).toEqual([125, 250, 500]);
  });

  it.each([
    ["429", says(429, "", { "retry-after": "7" }), 7_125],
    ["503", says(503, "", { "retry-after": "2" }), 2_125],
    [
      "a date",
      says(429, "", { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT", date: "Thu, 01 Jan 2026 00:00:10 GMT" }),
      20_125,
    ],
    ["years", says(429, "", { "retry-after": "999999999" }), 300_125],
    ["nonsense", says(429, "", { "retry-after": "soon" }), 125],
  ])("is as long as Retry-After says, within reason: %s", async (_, answer, delayMs) => {
    await using server = await startServer(inTurn(answer, streams(lines(event(1)))));
    const { take, chunks, delays } = createReader({ endpoint: server.url });
    await take(1);
    await chunks.return?.();
    expect(delays()).toEqual([delayMs]);
  });

  it.each([500, 502, 503, 504, 408, 425, 429, 204])("follows HTTP %i", async (status) => {
    await using server = await startServer(inTurn(says(status), streams(lines(event(1)))));
    const { take, chunks, states } = createReader({ endpoint: server.url });
    expect(await take(1)).toEqual([event(1)]);
    await chunks.return?.();
    expect(states[1]).toMatchObject({ status: "waiting", reason: `HTTP ${status}` });
  });

  it("follows a connection that is refused, cut before the answer, or speaks something else", async () => {
    await using server = await startServer((response, request, number) => {
      if (number === 0) request.socket.resetAndDestroy();
      else if (number === 1) request.socket.destroy();
      else if (number === 2) request.socket.end("SMTP ready\r\n");
      else void streams(lines(event(1)))(response, request, number);
    });
    const { take, chunks, states } = createReader({ endpoint: server.url });
    expect(await take(1)).toEqual([event(1)]);
    await chunks.return?.();
    const reasons = states.flatMap((state) => (state.status === "waiting" ? [state.reason] : []));
    expect(reasons).toEqual([
      "connection failed: ECONNRESET",
      "connection failed: ECONNRESET",
      "connection failed: HPE_INVALID_CONSTANT",
    ]);
  });

  it("follows a port that nobody listens at, without naming it", async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
    const address = probe.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise((resolve) => probe.close(resolve));
    const reader = createReader({ endpoint: `http://127.0.0.1:${port}` });
    const next = reader.chunks.next();
    await reader.reached("waiting", 2);
    expect(reader.states[1]).toMatchObject({ reason: "connection failed: ECONNREFUSED" });
    await reader.chunks.return?.();
    expect(await next).toMatchObject({ done: true });
  });

  it("follows a token function that fails, whose message stays its own", async () => {
    await using server = await startServer(streams(lines(event(1))));
    let asked = 0;
    const token = (): Promise<string> =>
      (asked += 1) === 1 ? Promise.reject(new Error("client_secret=abc is wrong")) : Promise.resolve("t");
    const { take, chunks, states } = createReader({ endpoint: server.url, token });
    expect(await take(1)).toEqual([event(1)]);
    await chunks.return?.();
    expect(states[1]).toMatchObject({ status: "waiting", reason: "the token function failed (Error)" });
  });

  it("follows a token function that doesn't answer", async () => {
    await using server = await startServer(streams(lines(event(1))));
    let asked = 0;
    const token = (): Promise<string> => ((asked += 1) === 1 ? new Promise(() => undefined) : Promise.resolve("t"));
    const { take, chunks, states, clock, reached } = createReader({
      endpoint: server.url,
      token,
      idleTimeoutMs: 1_000,
    });
    const taken = take(1);
    await reached("connecting");
    clock.advance(1_000);
    expect(await taken).toEqual([event(1)]);
    await chunks.return?.();
    expect(states[1]).toMatchObject({ status: "waiting", reason: "the token function took over 1000 ms" });
  });
});

describe("a 401", () => {
  it("makes the token be asked for once more, without a pause", async () => {
    await using server = await startServer(inTurn(says(401), streams(lines(event(1)))));
    const tokens = ["old", "new"];
    const { take, chunks, delays } = createReader({ endpoint: server.url, token: async () => tokens.shift() ?? "" });
    expect(await take(1)).toEqual([event(1)]);
    await chunks.return?.();
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual(["Bearer old", "Bearer new"]);
    expect(delays()).toEqual([]);
  });

  it("stops the stream the second time", async () => {
    await using server = await startServer(says(401, "token expired"));
    let asked = 0;
    const reader = createReader({ endpoint: server.url, token: async () => `token-${(asked += 1)}` });
    const error = await failure(reader);
    expect(error).toBeInstanceOf(AirshipStreamError);
    expect(error).toMatchObject({
      code: "unauthorized",
      httpStatus: 401,
      message: expect.stringContaining("token expired"),
    });
    expect([asked, server.received.length]).toEqual([2, 2]);
    expect(reader.states.at(-1)).toMatchObject({ status: "stopped" });
  });

  it("stops at once where the token is a text", async () => {
    await using server = await startServer(says(401));
    expect(await failure(createReader({ endpoint: server.url }))).toMatchObject({ code: "unauthorized" });
    expect(server.received).toHaveLength(1);
  });

  it("may come again on a later connection, when the token has expired anew", async () => {
    await using server = await startServer(
      inTurn(says(401), ends(lines(event(1))), says(401), streams(lines(event(2)))),
    );
    const { take, chunks } = createReader({ endpoint: server.url, token: async () => "t" });
    expect(await take(2)).toEqual([event(1), event(2)]);
    await chunks.return?.();
  });

  it("is asked with a token that can be one, or the iteration throws", async () => {
    await using server = await startServer(says(401));
    const reader = createReader({ endpoint: server.url, token: async () => "two\nlines" });
    const error = await failure(reader);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain("two");
    expect(reader.states.at(-1)).toMatchObject({ status: "stopped", reason: expect.stringContaining("visible ASCII") });
    expect(server.received).toEqual([]);
  });
});

describe("a refusal", () => {
  it.each([
    [400, "filters[0].types is unknown", /HTTP 400: filters\[0\]\.types is unknown\. Check filters/],
    [403, '{"error":"not entitled to COMPLIANCE"}', /HTTP 403: .*not entitled to COMPLIANCE.*Check that the token/],
    [402, "pay", /HTTP 402: pay\.$/],
    [404, "", /HTTP 404\. Check region or endpoint\.$/],
    [302, "", /HTTP 302/],
  ])("by HTTP %i stops with the server's words", async (status, words, message) => {
    await using server = await startServer(says(status, words));
    const reader = createReader({ endpoint: server.url });
    const error = await failure(reader);
    expect(error).toMatchObject({ code: "refused", httpStatus: status, message: expect.stringMatching(message) });
    expect(reader.states.at(-1)).toEqual({ status: "stopped", reason: expect.stringMatching(message) });
    expect(server.received).toHaveLength(1);
  });

  it("of an offset stops, says what to do, and never starts at LATEST", async () => {
    await using server = await startServer(inTurn(ends(lines(event(1))), says(400, "offset 1001 has expired")));
    const reader = createReader({ endpoint: server.url, start: "LATEST" });
    const error = await failure(reader);
    expect(error).toMatchObject({
      code: "refused",
      message: expect.stringMatching(/offset 1001 has expired.*7 days.*Nothing was skipped/),
    });
    expect(server.received.map(({ body }) => body["start"])).toEqual(["LATEST", undefined]);
  });

  it.each([301, 302, 303, 308, 401, 403])("by HTTP %i blames no offset", async (status) => {
    await using server = await startServer(says(status));
    const error = await failure(createReader({ endpoint: server.url, resumeOffset: "1001" }));
    expect(error).toMatchObject({
      httpStatus: status,
      message: expect.stringMatching(
        status < 400 ? /^Airship refused the stream: HTTP 30\d\. Check region or endpoint\.$/ : /^(?!.*offset)/,
      ),
    });
  });

  it("holds no secret, no address, nothing that a terminal acts on, and 500 characters of words at most", async () => {
    const authorization = btoa("app-key-1:master/1+x");
    const echo = `\u001b[2J Basic ${authorization} app-key-1 master/1+x master%2F1%2Bx {"s":"master/1+x"}\r\nada@example.com ada&commat;example.com ada%2540example.com `;
    await using server = await startServer(says(400, echo + "x".repeat(100_000)));
    const reader = createReader({ endpoint: server.url, stream: "compliance", masterSecret: "master/1+x" });
    const said = String(await failure(reader)) + JSON.stringify(reader.states);
    expect(said).toContain("Basic [secret] [secret] [secret] [secret]");
    expect(said).toContain("[address]");
    expect(said).not.toMatch(/master\/1|master%2F|app-key-1|example\.com|\p{C}/u);
    expect(said).not.toContain(authorization.slice(0, 20));
    expect(said.length).toBeLessThan(2 * 800);
  });

  it("is said, also where its body never ends", async () => {
    await using server = await startServer((response) => void response.writeHead(403).write("no"));
    const reader = createReader({ endpoint: server.url });
    const failed = failure(reader);
    while (server.received.length === 0 || reader.clock.pending < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    reader.clock.advance(5_000);
    expect(await failed).toMatchObject({ httpStatus: 403 });
  });
});
