import { describe, expect, it } from "vitest";
import { checkOptions, chooseOption } from "./check-options.ts";

const check = (given: unknown) => () => checkOptions("The option forward", given, ["delay", "injection"]);

describe("checkOptions", () => {
  it.each<unknown>([
    {},
    { delay: 1 },
    Object.create(null),
    new (class Options {
      readonly delay = "x";
    })(),
  ])("accepts %o", (given) => {
    expect(check(given)).not.toThrow();
  });

  it.each<[unknown, string]>([
    [undefined, "nothing"],
    [null, "null"],
    ["x", '"x"'],
    ["nora@example.com", "a string of 16 characters"],
    [7, "7"],
    [[], "an array of 0"],
    [() => {}, "a function"],
    [new Map([["delay", "x"]]), "a Map"],
    [new Date(0), "a Date"],
    [Promise.resolve({}), "a Promise"],
  ])("refuses %o", (given, described) => {
    const message = `The option forward takes an object of options, not ${described}: leave it out, or use "delay", "injection".`;
    expect(check(given)).toThrow(new TypeError(message));
  });

  it.each([
    ["bounce", '"bounce"'],
    ["__proto__", '"__proto__"'],
    ["nora@example.com", "option of this name (16 characters)"],
    ["x".repeat(500), "option of this name (500 characters)"],
    ["\u001b[2J", "option of this name (4 characters)"],
  ])("refuses the unknown name %j", (name, described) => {
    const given: unknown = JSON.parse(`{${JSON.stringify(name)}:1}`);
    const message = `The option forward has no ${described}: use one of "delay", "injection".`;
    expect(check(given)).toThrow(new TypeError(message));
  });
});

describe("chooseOption", () => {
  it("returns the choice, or the first one by default", () => {
    expect(chooseOption("opens", undefined, ["open", "both"])).toBe("open");
    expect(chooseOption("opens", "both", ["open", "both"])).toBe("both");
  });

  it.each<[unknown, string]>([
    ["opened", '"opened"'],
    ["nora@example.com", "a string of 16 characters"],
    [["both"], "an array of 1"],
    [null, "null"],
    [Symbol("both"), "a symbol"],
    ["\u202eboth\u009b", '"\\u{202e}both\\u{9b}"'],
  ])("refuses %o and lists the choices", (given, described) => {
    expect(() => chooseOption<string>("opens", given as string, ["open", "both"], ", or a function")).toThrow(
      new TypeError(`The option opens can't be ${described}: use one of "open", "both", or a function.`),
    );
  });
});
