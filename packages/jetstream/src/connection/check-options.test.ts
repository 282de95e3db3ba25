import { describe, expect, it } from "vitest";
import { createJetStreamQueue } from "../create-jetstream-queue.ts";
import { inspectQueueStreams } from "../operating/inspect-streams.ts";
import { openQueueOperator } from "../operating/open-queue-operator.ts";
import { createQueueStreams } from "../streams/create-streams.ts";
import { checkConsumeOptions, checkListOptions } from "./check-options.ts";

type Open = (options: never) => Promise<unknown>;

/** Every function that opens a queue, and the options that it needs. */
const functions: readonly (readonly [string, Open, object])[] = [
  ["createJetStreamQueue", createJetStreamQueue, {}],
  ["createQueueStreams", createQueueStreams, { replicas: 1, maxBytes: 1 }],
  ["inspectQueueStreams", inspectQueueStreams, {}],
  ["openQueueOperator", openQueueOperator, {}],
];

const noNumbers: readonly unknown[] = [
  Number.NaN,
  Infinity,
  -Infinity,
  -1,
  0,
  "10",
  "",
  true,
  [],
  {},
  8n,
  new Date(),
  null,
];
const noWholeNumbers: readonly unknown[] = [...noNumbers, 1.5];

const refused = (message: string) => expect.objectContaining({ name: "QueueError", code: "refused", message });

describe.each(functions)("%s", (_name, open, needed) => {
  const refusal = async (options?: unknown): Promise<unknown> =>
    open(options as never).then(
      () => "opened",
      (error: unknown) => error,
    );
  // A server that would be refused later, so that nothing is ever connected to.
  const withServer = (options: object): object => ({ servers: ["me@host"], ...needed, ...options });

  it.each([undefined, null, "nats://host", 7, [], true, () => {}])(
    "refuses %o in place of options",
    async (options) => {
      expect(await refusal(options)).toEqual(
        refused("The options must be an object with the servers, each as nats://host:port."),
      );
    },
  );

  it("refuses a name that no option has, and repeats only a plain one", async () => {
    expect(await refusal(withServer({ holdMS: 5 }))).toEqual(refused("There is no option holdMS."));
    expect(await refusal(withServer({ "nora@example.com": 5 }))).toEqual(refused("There is no option of this name."));
    expect(await refusal(withServer({ constructor: 5 }))).toEqual(refused("There is no option constructor."));
  });

  it.each(noWholeNumbers)("refuses %o as a number", async (value) => {
    const expected = {
      holdMs: "a whole number of milliseconds from 1 to 2147483647",
      replicas: "a whole number, 1 or more",
      maxBytes: "a whole number, 1 or more",
    };
    for (const [name, what] of Object.entries(expected))
      expect(await refusal(withServer({ [name]: value }))).toEqual(refused(`The option ${name} must be ${what}.`));
  });

  it.each(noNumbers)("refuses %o as a time limit", async (connectTimeoutMs) => {
    const message = "The setting connectTimeoutMs must be a positive number of milliseconds.";
    expect(await refusal({ servers: ["host"], ...needed, connectTimeoutMs })).toEqual(refused(message));
  });

  it.each([
    [{ holder: 5 }, "holder must be a string that isn't blank"],
    [{ holder: " " }, "holder must be a string that isn't blank"],
    [{ onTrouble: "log" }, "onTrouble must be a function"],
    [{ clock: Date }, "clock must be an object with now() and after()"],
    [{ clock: null }, "clock must be an object with now() and after()"],
  ])("refuses %o", async (options, message) => {
    expect(await refusal(withServer(options))).toEqual(refused(`The option ${message}.`));
  });

  it("takes the options of the others", async () => {
    const all = { holder: "me", holdMs: 5, onTrouble: (): void => {}, replicas: 1, maxBytes: 1, stream: "a" };
    expect(await refusal(withServer(all))).toMatchObject({ message: expect.stringMatching(/^A server must be given/) });
  });
});

it.each([{}, { replicas: 1 }, { maxBytes: 1 }])(
  "createQueueStreams needs both sizes, and not only %o",
  async (sizes) => {
    await expect(createQueueStreams({ servers: ["host"], ...sizes } as never)).rejects.toMatchObject({
      code: "refused",
      message: expect.stringMatching(/must be a whole number, 1 or more/),
    });
  },
);

describe("how chunks are taken", () => {
  const { signal } = new AbortController();

  it.each([undefined, null, "x", []])("refuses %o", (options) => {
    expect(() => checkConsumeOptions(options)).toThrow(
      refused("Chunks are taken with an object of signal and concurrency."),
    );
  });

  it.each([...noWholeNumbers, undefined])("refuses the concurrency %o", (concurrency) => {
    expect(() => checkConsumeOptions({ signal, concurrency })).toThrow(
      refused("The option concurrency must be a whole number, 1 or more."),
    );
  });

  it.each([undefined, null, {}, new AbortController()])("refuses the signal %o", (given) => {
    expect(() => checkConsumeOptions({ signal: given, concurrency: 1 })).toThrow(
      refused("The option signal must be an object with addEventListener() and removeEventListener()."),
    );
  });

  it("takes a signal and a number", () => {
    expect(() => checkConsumeOptions({ signal, concurrency: 1 })).not.toThrow();
  });
});

describe("which rejects are listed", () => {
  it.each(noWholeNumbers)("refuses the limit %o", (limit) => {
    expect(() => checkListOptions({ limit })).toThrow(refused("The option limit must be a whole number, 1 or more."));
  });

  it.each(noWholeNumbers.filter((value) => value !== 0))("refuses to begin after %o", (after) => {
    expect(() => checkListOptions({ after })).toThrow(refused("The option after must be a whole number, 0 or more."));
  });

  it.each([[{ status: 5 }], [{ source: null }], [{ state: "x" }], [null], [[]]])("refuses %o", (options) => {
    expect(() => checkListOptions(options)).toThrow(expect.objectContaining({ name: "QueueError", code: "refused" }));
  });

  it.each([{}, { after: 0, limit: 1, status: undefined, source: "airship" }])("takes %o", (options) => {
    expect(() => checkListOptions(options)).not.toThrow();
  });
});
