import { describe, expect, it, onTestFinished } from "vitest";
import { createAirshipStreamSandbox } from "./airship-stream/create-airship-stream-sandbox.ts";
import { createBulkTrackingSender } from "./bulk-tracking-sender/create-bulk-tracking-sender.ts";
import { generatorOfExamples } from "./generate-examples.ts";
import { createSandbox } from "./pipelines-api/create-sandbox.ts";
import { generateAirshipEvents } from "./vocabularies/airship.ts";
import { generateBulkTrackingEvents } from "./vocabularies/bulk-tracking.ts";

const noNumbers: readonly unknown[] = [NaN, Infinity, -Infinity, "10", "", true, null, [], {}, 8n, new Date()];
const negatives: readonly unknown[] = [...noNumbers, -1];

const startSender = async (options: object): Promise<unknown> =>
  createBulkTrackingSender({ url: "http://127.0.0.1:1", events: [], ...options });

/** Every option that is a number, and what can't be one. */
const optionsOf: readonly (readonly [string, (options: object) => Promise<unknown>, readonly string[]])[] = [
  [
    "createSandbox",
    createSandbox,
    ["port", "keep", "maxCallBytes", "maxBatchBytes", "requestTimeoutMs", "keepRequests"],
  ],
  [
    "createAirshipStreamSandbox",
    createAirshipStreamSandbox,
    ["port", "count", "rate", "duplicates", "maxEvents", "maxBytes", "maxStreams", "keepAliveMs"],
  ],
  ["createBulkTrackingSender", startSender, ["batchSize", "retryDelayMs"]],
];

describe.each(optionsOf)("%s", (_name, start, names) => {
  it.each(names)("refuses a %s that is no number, or out of range", async (name) => {
    for (const value of negatives)
      await expect(start({ [name]: value }), String(value)).rejects.toThrow(
        expect.objectContaining({ name: "TypeError", message: expect.stringMatching(`^${name} must be `) }),
      );
  });
});

describe.each([
  ["generateAirshipEvents", generateAirshipEvents],
  ["generateBulkTrackingEvents", generateBulkTrackingEvents],
  ["a generator of examples", generatorOfExamples([{}])],
])("%s", (_name, generate) => {
  const draw = (options: unknown) => () => generate(options as object).next();

  it("refuses a seed and a count that are no numbers, or out of range", () => {
    for (const seed of [...noNumbers, 0.5])
      expect(draw({ seed })).toThrow(new TypeError("seed must be a whole number"));
    for (const count of [...negatives, 0.5])
      expect(draw({ count })).toThrow(new TypeError("count must be a whole number, 0 or more"));
  });

  it.each([null, "x", 7, [], { counts: 5 }])("refuses %o as options", (options) => {
    expect(draw(options)).toThrow(TypeError);
    expect(draw(options)).toThrow(/^A generator of events (takes an object of options|has no "counts")/);
  });
});

describe("a stream's sandbox that runs", () => {
  const start = async () => {
    const sandbox = await createAirshipStreamSandbox({ count: 3 });
    onTestFinished(() => sandbox.close());
    return sandbox;
  };

  it.each([...negatives, 0.5, 0, 1e9])("refuses a fault %o times", async (times) => {
    const sandbox = await start();
    expect(() => sandbox.fail({ status: 503 }, times as number)).toThrow(
      new TypeError("times must be a whole number from 1 to 1000000"),
    );
  });

  it.each([...negatives, 0.5])("refuses to keep %o events", async (keep) => {
    const sandbox = await start();
    expect(() => sandbox.expire(keep as number)).toThrow(new TypeError("keep must be a whole number, 0 or more"));
  });

  it.each([undefined, null, "", "rest", 7])("refuses to break streams by %o", async (how) => {
    const sandbox = await start();
    expect(() => sandbox.interrupt(how as never)).toThrow(/^The break of a stream must be one of "end", /);
  });
});
