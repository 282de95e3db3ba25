import type { AirshipEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { createAirshipMapper } from "./create-mapper.ts";
import type { AirshipMapperOptions } from "./options.ts";
import { defaultSettings, toSettings } from "./settings.ts";

const event = (name: "open" | "delay") =>
  ({
    id: "event-1",
    occurred: "2026-03-09T07:41:12.000Z",
    type: "CUSTOM",
    device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
    body: { name },
  }) as AirshipEvent;

const problemOf = (options: unknown): unknown => {
  try {
    return createAirshipMapper(options as AirshipMapperOptions);
  } catch (error) {
    return error;
  }
};

it("has defaults for missing options", () => {
  expect(toSettings({})).toStrictEqual(defaultSettings);
});

describe("options that aren't an object", () => {
  it.each<[unknown, string]>([
    [null, "null"],
    ["x", '"x"'],
    [[], "an array of 0"],
    [[{ opens: "both" }], "an array of 1"],
    [5, "5"],
    [true, "true"],
    [() => ({}), "a function"],
    [new Map([["opens", "both"]]), "a Map"],
  ])("are an error at construction: %o", (options, received) => {
    const problem = problemOf(options);
    expect(problem).toBeInstanceOf(TypeError);
    expect(problem).toHaveProperty(
      "message",
      `createAirshipMapper takes an object of options, not ${received}: leave it out, or use "opens", "unsubscribeEvent", ` +
        '"identity", "forward", "prefetchedOpens", "complianceBounce".',
    );
  });

  it.each<[unknown, string]>([
    [null, "null"],
    ["x", '"x"'],
    [["Email Delayed"], "an array of 1"],
    [5, "5"],
  ])("are an error in forward too: %o", (forward, received) => {
    const problem = problemOf({ forward });
    expect(problem).toBeInstanceOf(TypeError);
    expect(problem).toHaveProperty(
      "message",
      `The option forward takes an object of options, not ${received}: leave it out, or use "delay", "injection".`,
    );
  });

  it.each<[unknown, string]>([
    [{}, "an object"],
    [null, "null"],
    [["channel"], "an array of 1"],
    ["email", '"email"'],
  ])("an identity can't be %o", (identity, received) => {
    const problem = problemOf({ identity });
    expect(problem).toBeInstanceOf(TypeError);
    expect(problem).toHaveProperty(
      "message",
      `The option identity can't be ${received}: use one of "named-user-or-address", "channel", or a function of the event.`,
    );
  });
});

describe("an error about options", () => {
  const hostile = ["x".repeat(5_000), "a\nb\u001b[31m", "\u202egnp.exe", "\ud800", "\u2028", "nora@example.com"];

  it.each<[string, (text: string) => unknown]>([
    ["a name", (text) => ({ [text]: "both" })],
    ["a choice", (text) => ({ opens: text })],
    ["an identity", (text) => ({ identity: text })],
    ["a kind to forward", (text) => ({ forward: { [text]: "X" } })],
    ["the options", (text) => text],
  ])("contains no long, unprintable or personal text: %s", (_name, optionsOf) => {
    for (const text of hostile) {
      const problem = problemOf(optionsOf(text));
      expect(problem).toBeInstanceOf(TypeError);
      const message = problem instanceof Error ? problem.message : "";
      expect(message.length).toBeLessThan(250);
      expect(message).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]|@/u);
    }
  });
});

describe("an invalid option", () => {
  it.each<[string, object, string]>([
    ["unknown", { open: "both" }, 'createAirshipMapper has no "open": use one of "opens"'],
    [
      "a wrong choice",
      { opens: "all" },
      'The option opens can\'t be "all": use one of "initial_open", "open", "both".',
    ],
    ["a wrong name", { unsubscribeEvent: "Left" }, 'The option unsubscribeEvent can\'t be "Left"'],
    ["a wrong identity", { identity: "email" }, 'The option identity can\'t be "email"'],
    ["a choice that is null", { opens: null }, "The option opens can't be null"],
    ["a number", { prefetchedOpens: 1 }, "The option prefetchedOpens can't be 1"],
    ["another wrong choice", { complianceBounce: true }, "The option complianceBounce can't be true"],
    ["a kind that isn't forwarded", { forward: { bounce: "B" } }, 'The option forward has no "bounce"'],
    [
      "an empty name",
      { forward: { delay: " " } },
      'The option forward.delay can\'t be " ": it must be the name of the custom event.',
    ],
    ["half of a surrogate pair", { forward: { delay: "\ud800" } }, "The option forward.delay can't be"],
    ["a name that is no string", { forward: { injection: 5 } }, "The option forward.injection can't be 5"],
    ["a semantic name", { forward: { delay: "Email Bounced" } }, 'The option forward.delay can\'t be "Email Bounced"'],
  ])("is an error at construction: %s", (_name, options, problem) => {
    expect(() => createAirshipMapper(options as AirshipMapperOptions)).toThrow(TypeError);
    expect(() => createAirshipMapper(options as AirshipMapperOptions)).toThrow(problem);
  });

  it("isn't undefined", () => {
    const mapEvent = createAirshipMapper({ opens: undefined, forward: { delay: undefined } } as object);
    expect(mapEvent(event("open"))).toStrictEqual({ status: "skipped", reason: "counted-by-initial-open" });
    expect(mapEvent(event("delay"))).toStrictEqual({ status: "skipped", reason: "not-terminal" });
  });
});
