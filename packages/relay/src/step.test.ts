import type { Issue, MapOutcome, SemanticEmailEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { buildMapStep, buildValidateStep, normalizeStep } from "./step.ts";

const event: SemanticEmailEvent = {
  type: "track",
  event: "Email Opened",
  userId: "user_1",
  properties: { email_id: "msg_1" },
};
const issue: Issue = {
  pointer: "/additional/user_id",
  code: "precision",
  expected: "an exact number",
  received: "number",
};
const stepOf = (outcome: MapOutcome) =>
  buildMapStep(
    (value) => ({ ok: true, value }),
    () => outcome,
  )({});

describe("a step that maps", () => {
  it("passes a mapped event on", () => {
    expect(stepOf({ outcome: "mapped", event })).toEqual({ outcome: "ready", event });
  });

  it("passes on what the mapping notes of an event that goes on", () => {
    expect(stepOf({ outcome: "mapped", event, notes: [issue] })).toEqual({ outcome: "ready", event, notes: [issue] });
  });

  it("knows no note where there is none", () => {
    expect(stepOf({ outcome: "mapped", event, notes: [] })).toEqual({ outcome: "ready", event });
  });

  it("takes the mapping's word for an invalid event", () => {
    expect(stepOf({ outcome: "invalid", issues: [issue] })).toEqual({ outcome: "invalid", issues: [issue] });
  });

  it("lets no bug of the mapping reach the API", () => {
    const bad: SemanticEmailEvent = { ...event, properties: { email_id: "" } };
    const { email_id: _, ...properties } = bad.properties;
    const step = stepOf({ outcome: "mapped", event: Object.assign(bad, { properties }), notes: [issue] });
    expect(step).toMatchObject({ outcome: "invalid", issues: [{ pointer: "/mapped/properties/email_id" }] });
  });

  it("gives an event that isn't valid back with its issues", () => {
    const step = buildMapStep(
      () => ({ ok: false, outcome: "invalid", issues: [issue] }),
      (): MapOutcome => ({ outcome: "mapped", event }),
    );
    expect(step({})).toMatchObject({ outcome: "invalid", issues: [issue] });
  });
});

describe("a step that only validates", () => {
  it("passes a valid value on as it is", () => {
    const value = { any: 1 };
    expect(buildValidateStep((one) => ({ ok: true, value: one }))(value)).toEqual({ outcome: "ready", event: value });
  });
});

describe("the step for semantic events", () => {
  it("gives either spelling the API's", () => {
    const specification = {
      action: "track",
      event: "Email Opened",
      user_id: "user_1",
      properties: { email_id: "msg_1" },
    };
    expect(normalizeStep(event)).toEqual({ outcome: "ready", event });
    expect(normalizeStep(specification)).toEqual({ outcome: "ready", event });
  });

  it("says what is wrong with one that isn't valid", () => {
    expect(normalizeStep({ ...event, properties: {} })).toMatchObject({
      outcome: "invalid",
      issues: [{ pointer: "/properties/email_id" }],
    });
  });
});
