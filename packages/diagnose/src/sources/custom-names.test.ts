import type { OptionForms } from "@email-events/core/mapping";
import { expect, it } from "vitest";
import { customNamesOf } from "./custom-names.ts";

const forms: OptionForms = {
  delayed: { kind: "custom-event" },
  opens: { kind: "choice", choices: ["both"] },
  forward: { kind: "group", options: { injected: { kind: "custom-event" }, deeper: { kind: "text" } } },
};

it("finds the names of custom events among options, and nothing else", () => {
  const options = { delayed: "Put Off", opens: "both", forward: { injected: "Taken", deeper: "x" }, other: "y" };
  expect(customNamesOf(forms, options)).toEqual(new Set(["Put Off", "Taken"]));
});

it.each([{}, { delayed: undefined, forward: undefined }, { forward: null }, { forward: "x" }, undefined])(
  "finds none in %o",
  (options) => {
    expect(customNamesOf(forms, options)).toEqual(new Set());
  },
);
