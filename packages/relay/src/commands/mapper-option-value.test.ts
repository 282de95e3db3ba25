import { describe, expect, it } from "vitest";
import { CommandError } from "../command-error.ts";
import type { MapperOption } from "@email-events/diagnose/sources";
import { toOptionValue } from "./mapper-option-value.ts";

const read = (form: MapperOption["form"], ...values: readonly string[]): unknown =>
  toOptionValue({ name: "shop.option", form }, values);

describe("the value of a mapper's option", () => {
  it.each([
    [{ kind: "flag" }, ["true"], true],
    [{ kind: "flag" }, ["false"], false],
    [{ kind: "text" }, ["a=b = c"], "a=b = c"],
    [{ kind: "text" }, [""], ""],
    [{ kind: "text" }, ["true"], "true"],
    [{ kind: "choice", choices: ["a", "b"] }, ["c"], "c"],
    [{ kind: "custom-event" }, ["Email Delayed"], "Email Delayed"],
    [{ kind: "list" }, ["a"], ["a"]],
    [{ kind: "list" }, ["a", "b,c"], ["a", "b,c"]],
    [{ kind: "list" }, [""], []],
  ] as const)("of the kind %o is read: %j", (form, values, expected) => {
    expect(read(form, ...values)).toEqual(expected);
  });

  it.each(["", "TRUE", "1", "yes", "true "])("is no flag: %j", (value) => {
    expect(() => read({ kind: "flag" }, value)).toThrow(/^--map: shop\.option is true or false, not "/);
  });

  it("can't be a function", () => {
    expect(() => read({ kind: "function" }, "() => 1")).toThrow(
      new CommandError("--map: shop.option takes a function, which only code can give; leave it out."),
    );
  });

  it("can't be an empty list and texts at once", () => {
    expect(() => read({ kind: "list" }, "a", "")).toThrow(/is given empty and with values/);
  });
});
