import { describe, expect, it } from "vitest";
import { createPipelinesClient, toRequestOutcome, type RequestOutcome } from "../src/index.ts";
import { collect, setUp } from "../src/testing/client.ts";
import { opened, openedTimes } from "../src/testing/events.ts";
import { accepted } from "../src/testing/fake-transport.ts";

const reason = expect.stringMatching(/^the transport's send\(\) must resolve to a RequestOutcome/);

describe("a transport that resolves to something other than an outcome", () => {
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a Response", new Response("{}")],
    ["a text", "accepted"],
    ["a number", 200],
    ["a function", () => {}],
    ["an empty object", {}],
    ["an outcome of no known status", { status: "ok" }],
    ["a status in a list", { status: ["accepted"] }],
    ["a retryable one without its cause", { status: "retryable" }],
    ["a retryable one with a wrong cause", { status: "retryable", cause: new Error("no") }],
    ["a retryable one with a wrong pause", { status: "retryable", cause: "HTTP 503", retryAfterMs: 5n }],
    ["a rejected one without its answer", { status: "rejected" }],
    ["a rejected one with a wrong body", { status: "rejected", httpStatus: 400, body: {} }],
    ["a rejected one with a wrong status", { status: "rejected", httpStatus: "400", body: "" }],
  ])("such as %s makes the events undelivered at once, with the reason", async (_, value) => {
    const { client, clock, transport } = setUp(() => value as RequestOutcome);
    const sent = collect(client.send(openedTimes(3)));
    await clock.advance(1_000);
    expect(await sent).toEqual(openedTimes(3).map((event) => ({ status: "undelivered", event, reason })));
    expect((await sent).map((one) => one.status === "undelivered" && one.reason)[0]).toContain("may have arrived");
    expect(transport.seen).toHaveLength(1);
    expect(client.stats()).toMatchObject({ undelivered: 3, queuedEvents: 0, retries: 0 });
    expect(clock.pending).toBe(0);
  });

  it("without a promise is detected too", async () => {
    const transport = { send: () => undefined } as never;
    await using client = createPipelinesClient({ writeKey: "key", transport, lingerMs: 0 });
    expect(await client.track(opened(1))).toMatchObject({ status: "undelivered", reason });
  });

  it("can return the result of toRequestOutcome", async () => {
    for (const [httpStatus, status] of [
      [200, "delivered"],
      [400, "rejected"],
      [404, "undelivered"],
    ] as const) {
      const { client, clock } = setUp(() => toRequestOutcome(httpStatus, null, ""));
      const outcome = client.track(opened(1));
      await clock.advance(100);
      expect(await outcome).toMatchObject({ status });
    }
  });
});

/** An error whose property throws when it is read. */
const withGetter = (name: string): Error =>
  Object.defineProperty(new Error("words"), name, {
    get: () => {
      throw new Error(name);
    },
  });
/** Errors that are each other's causes. */
const inCircle = (count: number): Error => {
  const errors = Array.from({ length: count }, () => new Error("words"));
  for (const [index, error] of errors.entries()) error.cause = errors[(index + 1) % count];
  return errors[0] ?? new Error("none");
};
const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable(new Error("words"), {});
  revoke();
  return proxy;
};
const inItself = new AggregateError([]);
inItself.errors.push(inItself);

describe("a transport that throws", () => {
  it.each<readonly [string, unknown, string]>([
    ["an error that is its own cause", inCircle(1), "Error"],
    ["errors that are each other's causes", inCircle(3), "Error"],
    ["an error that is one of its own errors", inItself, "AggregateError"],
    ...["code", "syscall", "isUnsent"].map(
      (name) => [`an error whose ${name} throws`, withGetter(name), "Error"] as const,
    ),
    ...["name", "cause", "errors"].map(
      (name) => [`an error whose ${name} throws`, withGetter(name), "object"] as const,
    ),
    ["an error whose name is no text", Object.assign(new Error("words"), { name: Symbol("name") }), "object"],
    ["an error whose code is no text", Object.assign(new Error("words"), { code: Symbol("code") }), "Error"],
    ["an error whose code is an object", Object.assign(new Error("words"), { code: Object.create(null) }), "Error"],
    ["a proxy that is revoked", revoked(), "object"],
    ["nothing", undefined, "undefined"],
  ])("%s makes a transient failure with a cause, at once", async (_, error, cause) => {
    const causes: string[] = [];
    const answer = (_seen: unknown, _signal: unknown, nth: number): RequestOutcome => {
      if (nth === 1) throw error;
      return accepted;
    };
    const { client, clock } = setUp(answer, { onRetry: (retry) => causes.push(retry.cause) });
    const outcome = client.track(opened(1));
    await clock.advance(100);
    expect(causes).toEqual([`network error ${cause}`]);
    await clock.advance(1_000);
    expect(await outcome).toMatchObject({ status: "delivered" });
  });
});
