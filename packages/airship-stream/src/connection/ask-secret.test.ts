import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { askSecret } from "./ask-secret.ts";

const never = (): Promise<string> => new Promise(() => undefined);

const unreadable: readonly Error[] = [
  ...[42, null, Symbol("name"), Object.create(null)].map((name) => Object.assign(new Error("words"), { name })),
  Object.defineProperty(new Error("words"), "name", { get: () => JSON.parse("") }),
];

describe("a secret that is asked for", () => {
  it.each<[string, () => unknown, object]>([
    ["given", () => "abc", { status: "given", secret: "abc" }],
    ["given by a thenable", () => ({ then: (resolve: (text: string) => void) => resolve("abc") }), { secret: "abc" }],
    ["thrown", () => JSON.parse("{"), { status: "transient", reason: "the token function failed (SyntaxError)" }],
    [
      "rejected with anything",
      () => Promise.reject(null),
      { status: "transient", reason: "the token function failed" },
    ],
    ...unreadable.map((thrown): [string, () => unknown, object] => [
      "rejected with an error that can't be read",
      () => Promise.reject(thrown),
      { status: "transient", reason: "the token function failed" },
    ]),
    ["a number", () => 5, { status: "refused", error: expect.any(TypeError) }],
    ["empty", () => "", { status: "refused" }],
    ["nothing", async () => undefined, { status: "refused" }],
  ])("leaves neither timer nor listener: %s", async (_, secret, asked) => {
    const clock = createFakeClock();
    const { signal } = new AbortController();
    expect(await askSecret(secret as () => string, clock, 1_000, signal)).toMatchObject(asked);
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });

  it.each(["time", "abort"])("leaves neither where it never comes: %s", async (cause) => {
    const clock = createFakeClock();
    const stop = new AbortController();
    const asked = askSecret(never, clock, 1_000, stop.signal);
    if (cause === "time") clock.advance(1_000);
    else stop.abort();
    expect(await asked).toMatchObject({ status: "transient" });
    expect([clock.pending, getEventListeners(stop.signal, "abort").length]).toEqual([0, 0]);
  });
});
