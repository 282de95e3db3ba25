import { expect, it } from "vitest";
import type { Item } from "../reading/item.ts";
import { createJudge, judgeItem } from "./judge.ts";
import { type Choice, chooseMapStep, validateSteps } from "./steps.ts";

const airship = {
  id: "a-1",
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
  device: { device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: { name: "delivery" },
};
const bulk = { type: "open", event_id: "o-1", timestamp: "1773042072000", recipient: "nora@example.com" };
const semantic = { type: "track", event: "Email Opened", userId: "u-1", properties: { email_id: "e-1" } };

const itemOf = (value: unknown, line = 1): Item => ({
  kind: "whole",
  line,
  bytes: Buffer.from(typeof value === "string" ? value : JSON.stringify(value)),
});
const create = (choice: Choice<unknown> = { steps: validateSteps }) => createJudge(choice, 1_000_000);

/** Judges each value by itself, and returns the lines and statuses that come of each. */
const takeAll = (values: readonly unknown[], judge = create()): readonly string[] =>
  values.map((value, index) =>
    judge
      .take([itemOf(value, index + 1)])
      .map(({ item, step }) => `${item.line} ${step.status}`)
      .join(", "),
  );

it("holds back what comes before the vocabulary is known, apart from what is invalid in any", () => {
  expect(takeAll(["no JSON", "[]", "null", "7", {}, "no JSON", airship, bulk])).toEqual([
    "1 invalid",
    "2 invalid",
    "3 invalid",
    "4 invalid",
    "",
    "",
    "5 invalid, 6 invalid, 7 valid",
    "8 unrecognized",
  ]);
});

it.each([
  ["items", itemOf({}), 1_000],
  ["bytes", itemOf({ text: "x".repeat(399_989) }), 10],
])("holds back a bounded number of %s", (_, item, most) => {
  const items = Array.from({ length: most }, () => item);
  const judge = create();
  expect(judge.take(items)).toEqual([]);
  expect(() => judge.take([item])).toThrow(/^Can't detect the vocabulary/);
  const other = create();
  other.take(items.slice(1));
  expect(other.take([itemOf(airship)])).toHaveLength(most);
});

it("fails at the end of what shows no vocabulary", () => {
  const judge = create();
  judge.end();
  judge.take([itemOf({})]);
  const named = Object.keys(validateSteps).join(" or ");
  expect(judge.end).toThrow(`Can't detect the vocabulary; pass --vocabulary ${named}.`);
  judge.take([itemOf(airship)]);
  expect(judge.end).not.toThrow();
});

it("takes semantic events only where they are named", () => {
  expect(() => takeAll([semantic], create(chooseMapStep(undefined)))).toThrow(/pass --vocabulary semantic/);
  expect(() => create(chooseMapStep(undefined)).take([itemOf({})])).not.toThrow();
  expect(takeAll([{}, semantic], create(chooseMapStep("semantic")))).toEqual(["1 invalid", "2 valid"]);
});

it("knows what most events look like, until one is recognized", () => {
  const judge = create({ steps: validateSteps, named: "airship" });
  expect(judge.mismatch()).toBeUndefined();
  takeAll(["no JSON"], judge);
  expect(judge.mismatch()).toBeUndefined();
  takeAll([{}], judge);
  expect(judge.mismatch()).toEqual({});
  takeAll([semantic, bulk, bulk], judge);
  expect(judge.mismatch()).toEqual({ looksLike: "bulk-tracking" });
  takeAll([airship, bulk], judge);
  expect(judge.mismatch()).toBeUndefined();
});

it.each([
  ["one that is skipped", chooseMapStep("airship"), { type: "OFFSET_UPDATE", offset: "7" }],
  ["an invalid one that looks like its vocabulary", chooseMapStep("airship"), { ...airship, occurred: 7 }],
])("recognizes %s", (_, choice, value) => {
  const judge = create(choice);
  takeAll([bulk, value], judge);
  expect(judge.mismatch()).toBeUndefined();
});

it("judges what is too large without its bytes", () => {
  const item: Item = { kind: "too-large", line: 1, sizeBytes: 1_000_007, head: Buffer.from(JSON.stringify(bulk)) };
  const { step } = judgeItem(item, () => ({ status: "valid", value: {} }), 1_000_000);
  const issue = { expected: "an event of at most 1000000 bytes", received: "1000007 bytes" };
  expect(step).toMatchObject({ status: "invalid", issues: [{ pointer: "", code: "too_large", ...issue }] });
});

it("keeps no value that it has judged: the item lives on until its event is delivered", () => {
  const item: Item = { kind: "whole", line: 1, bytes: Buffer.from("{}"), parsed: { status: "valid", value: airship } };
  expect(create().take([item])).toMatchObject([{ step: { status: "valid" } }]);
  expect(item.parsed).toBeUndefined();
});
