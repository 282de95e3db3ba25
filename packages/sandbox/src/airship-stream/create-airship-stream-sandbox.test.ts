import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { postStream } from "../testing/stream-request.ts";
import { createAirshipStreamSandbox, type AirshipStreamSandbox } from "./create-airship-stream-sandbox.ts";
import { streamBreaks, type StreamFault } from "./stream-fault.ts";
import type { AirshipStreamSandboxOptions } from "./stream-sandbox-options.ts";

const open: AirshipStreamSandbox[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))));

const start = async (options: AirshipStreamSandboxOptions = {}): Promise<AirshipStreamSandbox> => {
  const sandbox = await createAirshipStreamSandbox(options);
  open.push(sandbox);
  return sandbox;
};

const custom = (serial: number, more: object = {}) => ({
  id: `e-${serial}`,
  type: "CUSTOM",
  device: { device_type: "EMAIL" },
  processed: "2026-01-01T00:00:00.000Z",
  ...more,
});
const customs = (count: number): readonly object[] => Array.from({ length: count }, (_, serial) => custom(serial));

const idsOf = (lines: readonly string[]): readonly unknown[] => lines.map((line) => Object(JSON.parse(line)).id);

describe("who is let in", () => {
  const secrets = { appKey: "app", token: "tok", masterSecret: "mas" };

  it.each([
    ["the token and app key", "/api/events", { authorization: "Bearer tok", "x-ua-appkey": "app" }, 200],
    ["a path with a slash behind it", "/api/events/", { authorization: "Bearer tok", "x-ua-appkey": "app" }, 200],
    ["another token", "/api/events", { authorization: "Bearer x", "x-ua-appkey": "app" }, 401],
    ["another app key", "/api/events", { authorization: "Bearer tok", "x-ua-appkey": "x" }, 401],
    ["Basic credentials", "/api/events", { authorization: `Basic ${btoa("app:mas")}`, "x-ua-appkey": "app" }, 401],
    ["the master secret", "/api/events/general", { authorization: `Basic ${btoa("app:mas")}` }, 200],
    ["another master secret", "/api/events/general", { authorization: `Basic ${btoa("app:x")}` }, 401],
    ["a token, for compliance", "/api/events/general", { authorization: "Bearer tok" }, 401],
    ["another path", "/api/pushes", { authorization: "Bearer tok" }, 404],
    ["a foreign Host", "/api/events", { host: "sandbox.example.com" }, 421],
  ])("with %s: %s", async (_, path, headers, status) => {
    const { url } = await start(secrets);
    const answer = await postStream(url, { path, headers });
    expect(answer.status).toBe(status);
    answer.leave();
  });

  it("posts", async () => {
    const { url } = await start();
    expect((await postStream(url, { method: "PUT" })).status).toBe(405);
  });

  it("isn't one too many", async () => {
    const sandbox = await start({ maxStreams: 1 });
    const first = await postStream(sandbox.url);
    expect(await postStream(sandbox.url)).toMatchObject({ status: 429, headers: { "retry-after": "1" } });
    expect(sandbox.received()).toMatchObject({ streams: 1, open: 1, otherAnswers: { 429: 1 } });
    first.leave();
  });

  it("comes back with the cookie where there are redirects", async () => {
    const sandbox = await start({ redirect: true });
    const redirected = await postStream(sandbox.url);
    expect([redirected.status, redirected.headers.location]).toEqual([307, undefined]);
    const [cookie = ""] = redirected.headers["set-cookie"] ?? [];
    expect(cookie).toMatch(/^SRV=/);
    for (const sent of [cookie, cookie.split(";")[0] ?? ""]) {
      const answer = await postStream(sandbox.url, { headers: { cookie: sent } });
      expect(answer.status).toBe(200);
      answer.leave();
    }
    expect((await postStream(sandbox.url, { headers: { cookie: "other=1" } })).status).toBe(307);
  });
});

describe("where a stream begins", () => {
  it("is the first event that is retained, the next one, or the one behind an offset", async () => {
    const sandbox = await start();
    const offsets = sandbox.push(customs(3));
    const earliest = await postStream(sandbox.url, { body: { start: "EARLIEST" } });
    expect(idsOf(await earliest.lines(3))).toEqual(["e-0", "e-1", "e-2"]);
    const latest = await postStream(sandbox.url, { body: { start: "LATEST" } });
    const resumed = await postStream(sandbox.url, { body: { resume_offset: offsets[1] } });
    expect(idsOf(await resumed.lines(1))).toEqual(["e-2"]);
    sandbox.push([custom(3)]);
    expect(idsOf(await latest.lines(1))).toEqual(["e-3"]);
    expect(idsOf(await resumed.lines(1))).toEqual(["e-3"]);
  });

  it("is behind the offset where start stands beside it, as Airship's Node client sends it", async () => {
    const sandbox = await start();
    const offsets = sandbox.push(customs(2));
    const answer = await postStream(sandbox.url, { body: { start: "EARLIEST", resume_offset: offsets[0] } });
    expect(idsOf(await answer.lines(1))).toEqual(["e-1"]);
  });

  it("can't be behind an offset that expired, unless nothing after it did", async () => {
    const sandbox = await start({ maxEvents: 3, offsets: "text" });
    const offsets = sandbox.push(customs(5));
    const statuses: unknown[] = [];
    for (const offset of [offsets[0], offsets[1], offsets[4]]) {
      const answer = await postStream(sandbox.url, { body: { resume_offset: offset } });
      statuses.push(answer.status === 400 ? (await answer.rest()).text : answer.status);
      answer.leave();
    }
    expect(statuses).toEqual(['{"ok":false,"error":"resume_offset is older than what is retained"}', 200, 200]);
    sandbox.expire();
    const [expired, last] = [offsets[3], offsets[4]];
    expect((await postStream(sandbox.url, { body: { resume_offset: expired } })).status).toBe(400);
    expect((await postStream(sandbox.url, { body: { resume_offset: last } })).status).toBe(200);
  });

  it("is found again by a sandbox that was started anew with the same seed", async () => {
    const options = { count: 400, seed: 3, duplicates: 0.1 };
    const first = await postStream((await start(options)).url);
    const lines = await first.lines(300);
    const again = await start(options);
    const body = { resume_offset: JSON.parse(lines[249] ?? "").offset };
    expect(await (await postStream(again.url, { body })).lines(50)).toEqual(lines.slice(250));
    const beyond = { resume_offset: String(1_000_000_000_000 + 500) };
    expect((await postStream(again.url, { body: beyond })).status).toBe(400);
  });

  it("is bounded by bytes too", async () => {
    const sandbox = await start({ maxBytes: 1_000 });
    sandbox.push(Array.from({ length: 10 }, (_, serial) => custom(serial, { pad: "x".repeat(300) })));
    const answer = await postStream(sandbox.url);
    expect(idsOf(await answer.lines(1))).toEqual(["e-8"]);
  });

  it.each([
    [{}, /start must be/],
    [{ start: "NOW" }, /start must be/],
    [{ resume_offset: "1" }, /not an offset of this stream/],
    [{ resume_offset: 7 }, /must be a string/],
    [{ start: "EARLIEST", filters: [] }, /filters must be a list that isn't empty/],
    [{ start: "EARLIEST", filters: [{ types: "CUSTOM" }] }, /types must be a list of strings/],
    [{ start: "EARLIEST", filters: [7] }, /list of objects/],
    [{ start: "EARLIEST", subset: { type: "PARTITION", count: 2, selection: 2 } }, /selection < count/],
    [{ start: "EARLIEST", subset: { type: "HALF" } }, /PARTITION or SAMPLE/],
    [{ start: "EARLIEST", subset: { type: "SAMPLE", proportion: 2 } }, /from 0 to 1/],
    [{ start: "EARLIEST", enable_offset_updates: "yes" }, /must be a boolean/],
    ["no JSON", /must be a JSON object/],
    ["[]", /must be a JSON object/],
    [`{"a":"${"x".repeat(200_000)}"}`, /must be a JSON object/],
  ])("is refused where the body says %j", async (body, words) => {
    const { url } = await start();
    const answer = await postStream(url, { body });
    expect(answer.status).toBe(400);
    expect((await answer.rest()).text).toMatch(words);
  });
});

describe("what a stream holds", () => {
  it("is what the filters let pass: one of them, with all that it names", async () => {
    const sandbox = await start();
    sandbox.push([
      custom(0),
      custom(1, { device: { device_type: "IOS" } }),
      custom(2, { type: "OPEN" }),
      custom(3, { type: "COMPLIANCE" }),
      custom(4),
    ]);
    const filters = [{ types: ["custom"], device_types: ["email"] }, { types: ["OPEN"] }];
    const answer = await postStream(sandbox.url, { body: { start: "EARLIEST", filters } });
    expect(idsOf(await answer.lines(3))).toEqual(["e-0", "e-2", "e-4"]);
  });

  it("is nothing of types that the token isn't entitled to", async () => {
    const sandbox = await start({ entitledTypes: ["CUSTOM"] });
    const filters = [{ types: ["CUSTOM", "COMPLIANCE"] }];
    const answer = await postStream(sandbox.url, { body: { start: "EARLIEST", filters } });
    expect([answer.status, (await answer.rest()).text]).toEqual([403, expect.stringContaining("COMPLIANCE")]);
  });

  it("is compliance alone at its endpoint", async () => {
    const sandbox = await start();
    sandbox.push([custom(0), custom(1, { type: "COMPLIANCE" })]);
    const headers = { authorization: `Basic ${btoa("a:m")}` };
    const answer = await postStream(sandbox.url, { path: "/api/events/general", headers });
    expect(idsOf(await answer.lines(1))).toEqual(["e-1"]);
  });

  it("is parted by the id, so that each event is in one partition, and its repetition in the same", async () => {
    const sandbox = await start({ count: 200, duplicates: 1 });
    const parts = await Promise.all(
      [0, 1, 2].map(async (selection) => {
        const body = { start: "EARLIEST", subset: { type: "PARTITION", count: 3, selection } };
        const answer = await postStream(sandbox.url, { body });
        while (sandbox.received().logged < 400) await new Promise((resolve) => void setImmediate(resolve));
        sandbox.interrupt("end");
        return idsOf((await answer.rest()).text.trim().split("\n"));
      }),
    );
    expect(parts.every((ids) => ids.length > 50)).toBe(true);
    expect(new Set(parts.flat()).size).toBe(200);
    expect(parts.reduce((sum, ids) => sum + new Set(ids).size, 0)).toBe(200);
  });

  it("is made from the seed, with repetitions that have offsets of their own", async () => {
    const sandbox = await start({ count: 500, seed: 7, duplicates: 0.2 });
    const answer = await postStream(sandbox.url);
    await answer.lines(500);
    const { duplicates, logged } = sandbox.received();
    expect(duplicates).toBeGreaterThan(50);
    expect(logged).toBe(500 + duplicates);
    const again = await postStream(sandbox.url);
    const events = (await again.lines(logged)).map(
      (line): { id: string; offset: string; processed: string; body: object } => JSON.parse(line),
    );
    expect(new Set(events.map(({ offset }) => offset)).size).toBe(logged);
    const ids = new Set(events.map(({ id }) => id));
    expect(ids.size).toBe(500);
    const [first, second] =
      events
        .filter(({ id }, index) => events.findIndex((one) => one.id === id) !== index)
        .map((repeated) => [events.find(({ id }) => id === repeated.id), repeated])[0] ?? [];
    expect(second?.body).toEqual(first?.body);
    expect(second?.processed).not.toBe(first?.processed);
    expect(sandbox.received()).toMatchObject({ events: 2 * logged });
  });

  it("comes at a rate, read or not", async () => {
    const sandbox = await start({ count: 30, rate: 1_000 });
    while (sandbox.received().logged < 30) await new Promise((resolve) => void setImmediate(resolve));
    const answer = await postStream(sandbox.url);
    expect(await answer.lines(30)).toHaveLength(30);
  });

  it("is whatever line is pushed", async () => {
    const sandbox = await start();
    sandbox.push(["no JSON", '{"offset":"mine"}']);
    const answer = await postStream(sandbox.url, { body: { start: "EARLIEST", filters: [{ types: ["CUSTOM"] }] } });
    expect(await answer.lines(2)).toEqual(["no JSON", '{"offset":"mine"}']);
    expect(() => sandbox.push(["two\nlines"])).toThrow(TypeError);
  });

  it("is kept alive by blank lines, or by offset updates for those who ask for them", async () => {
    const sandbox = await start();
    const [, second] = sandbox.push([custom(0), custom(1, { type: "OPEN" })]);
    const filters = [{ types: ["CUSTOM"] }];
    const plain = await postStream(sandbox.url, { body: { start: "EARLIEST", filters } });
    const updated = await postStream(sandbox.url, {
      body: { start: "EARLIEST", filters, enable_offset_updates: true },
    });
    await Promise.all([plain.lines(1), updated.lines(1)]);
    sandbox.keepAlive();
    expect(await plain.lines(1)).toEqual([""]);
    expect(await updated.lines(1)).toEqual([`{"type":"OFFSET_UPDATE","offset":"${second}"}`]);
    expect(sandbox.received()).toMatchObject({ keepAlives: 1, offsetUpdates: 1 });
  });

  it.each([
    ["asked", "gzip", "gzip"],
    ["asked", "", undefined],
    ["always", "", "gzip"],
    ["never", "gzip", undefined],
  ] as const)("is packed as the option says: %s, for a reader that accepts %j", async (gzip, accepted, encoding) => {
    const sandbox = await start({ gzip, count: 3 });
    const answer = await postStream(sandbox.url, { headers: { "accept-encoding": accepted } });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(await answer.lines(3)).toHaveLength(3);
    expect(sandbox.requests()).toMatchObject([{ status: 200, isGzip: encoding === "gzip", start: "EARLIEST" }]);
  });
});

describe("faults", () => {
  it.each(
    streamBreaks.filter((how) => how !== "stall").flatMap((how) => [[how, true] as const, [how, false] as const]),
  )("break a stream: %s, gzip %s", async (how, isGzip) => {
    const sandbox = await start({ count: 10, gzip: isGzip ? "always" : "never" });
    sandbox.fail({ break: how, afterEvents: 4 });
    const answer = await postStream(sandbox.url);
    const { text, isBroken } = await answer.rest();
    const lines = text.split("\n");
    if (how !== "reset") expect(idsOf(lines.slice(0, 4))).toHaveLength(4);
    expect(lines.length).toBeLessThanOrEqual(how === "damage" ? 6 : 5);
    expect(isBroken).toBe(!["end", "cut-line"].includes(how) && !(how === "damage" && !isGzip));
    if (how === "cut-line") expect(lines[4]?.length).toBeGreaterThan(0);
    if (how === "end") expect(lines[4]).toBe("");
    expect(sandbox.received()).toMatchObject({ breaks: { [how]: 1 }, events: 4 });
    const next = await postStream(sandbox.url);
    expect(await next.lines(10)).toHaveLength(10);
  });

  it("make a stream silent, also for keep-alives", async () => {
    const sandbox = await start({ count: 10 });
    sandbox.fail({ break: "stall", afterEvents: 4 });
    const answer = await postStream(sandbox.url);
    await answer.lines(4);
    sandbox.keepAlive();
    sandbox.push([custom(1)]);
    expect(sandbox.received()).toMatchObject({ breaks: { stall: 1 }, keepAlives: 0, events: 4, open: 1 });
    answer.leave();
    const other = await postStream(sandbox.url);
    expect(await other.lines(11)).toHaveLength(11);
  });

  it("break a stream that is stalled", async () => {
    const sandbox = await start({ count: 1 });
    sandbox.fail({ break: "stall" });
    const answer = await postStream(sandbox.url);
    sandbox.interrupt("fin");
    expect([(await answer.rest()).isBroken, sandbox.received().breaks]).toEqual([true, { stall: 1, fin: 1 }]);
  });

  it("are kept for the request behind a redirect", async () => {
    const sandbox = await start({ redirect: true });
    sandbox.fail({ status: 503 });
    const statuses: number[] = [];
    for (const cookie of ["", "SRV=s", "SRV=s"])
      statuses.push((await postStream(sandbox.url, { headers: { cookie } })).status);
    expect(statuses).toEqual([307, 503, 200]);
  });

  it("come while a stream is written as fast as it is made, to a reader on another thread", async () => {
    const sandbox = await start({ count: Number.MAX_SAFE_INTEGER, maxEvents: 1_000, gzip: "never" });
    const headers = { authorization: "Bearer t", "x-ua-appkey": "a" };
    const reader = new Worker(
      `const [url, options] = require("node:worker_threads").workerData;
      require("node:http").request(url, options, (response) => response.resume()).end('{"start":"EARLIEST"}');`,
      { eval: true, workerData: [`${sandbox.url}/api/events`, { method: "POST", headers, agent: false }] },
    );
    while (sandbox.received().events === 0) await new Promise((resolve) => void setImmediate(resolve));
    sandbox.interrupt("end");
    await once(reader, "exit");
    expect(sandbox.received()).toMatchObject({ breaks: { end: 1 } });
  });

  it("come at once to all open streams", async () => {
    const sandbox = await start({ count: 2 });
    const answers = await Promise.all([postStream(sandbox.url), postStream(sandbox.url)]);
    await Promise.all(answers.map((answer) => answer.lines(2)));
    sandbox.interrupt("fin");
    expect((await Promise.all(answers.map((answer) => answer.rest()))).map(({ isBroken }) => isBroken)).toEqual([
      true,
      true,
    ]);
  });

  it("are answers of any status, so many times, and then those of respond", async () => {
    const sandbox = await start({
      respond: ({ number, resumeOffset }) => (number === 3 && resumeOffset === undefined ? { status: 503 } : undefined),
    });
    sandbox.fail({ status: 429, headers: { "retry-after": "3" }, body: "slow down" }, 2);
    const answers = [];
    for (let round = 0; round < 4; round += 1) answers.push(await postStream(sandbox.url));
    expect(answers.map(({ status }) => status)).toEqual([429, 429, 503, 200]);
    expect(answers[0]?.headers["retry-after"]).toBe("3");
    expect((await answers[0]?.rest())?.text).toBe("slow down");
    expect(sandbox.received()).toMatchObject({ requests: 4, streams: 1, otherAnswers: { 429: 2, 503: 1 } });
  });

  it("delay an answer, and closing ends the delay", async () => {
    const sandbox = await start();
    sandbox.fail({ delayMs: 10 });
    expect((await postStream(sandbox.url)).status).toBe(200);
    sandbox.fail({ delayMs: 3_600_000 });
    const late = postStream(sandbox.url);
    while (sandbox.received().requests < 2) await new Promise((resolve) => void setImmediate(resolve));
    await sandbox.close();
    await expect(late).rejects.toThrow();
    open.length = 0;
  });

  it("may be promised", async () => {
    const sandbox = await start({ count: 1, respond: async () => ({ status: 503 }) });
    expect((await postStream(sandbox.url)).status).toBe(503);
  });

  it("that are none are refused", async () => {
    const none = { breaks: "reset" } as StreamFault;
    const sandbox = await start({ respond: () => none });
    expect(() => sandbox.fail(none)).toThrow('The fault of a request has no "breaks": use one of');
    expect(() => sandbox.fail({ body: "x" })).toThrow("must have a status");
    expect((await postStream(sandbox.url)).status).toBe(500);
  });

  it("of a respond that throws are answered with 500", async () => {
    const sandbox = await start({
      respond: () => {
        throw new Error("mine, ada@example.com");
      },
    });
    const answer = await postStream(sandbox.url);
    expect([answer.status, (await answer.rest()).text]).toEqual([500, expect.stringContaining("mine, [address]")]);
  });
});

describe("memory", () => {
  it("doesn't grow with the events: a slow reader holds back the making, and its place never expires", async () => {
    const sandbox = await start({ count: 3_000, maxEvents: 500 });
    const answer = await postStream(sandbox.url);
    const ids = new Set(idsOf(await answer.lines(3_000)));
    expect(ids.size).toBe(3_000);
    expect(sandbox.received().logged).toBe(3_000);
  });
});
