import type { Issue, MapOutcome, SemanticEmailEvent } from "@email-events/core";
import { describe, expect, it } from "vitest";
import { buildMapStep, normalizeStep } from "./step.ts";
import { validateSteps } from "./steps.ts";

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
/** The size of a usual event. */
const bytes = 700;

const stepOf = (outcome: MapOutcome) =>
  buildMapStep(
    (value) => ({ status: "valid", value }),
    () => outcome,
  )({}, bytes);

describe("a step that maps", () => {
  it("passes a mapped event on", () => {
    expect(stepOf({ status: "mapped", event })).toEqual({ status: "valid", value: event });
  });

  it("passes on what the mapping notes of an event that goes on", () => {
    expect(stepOf({ status: "mapped", event, notes: [issue] })).toEqual({
      status: "valid",
      value: event,
      notes: [issue],
    });
  });

  it("knows no note where there is none", () => {
    expect(stepOf({ status: "mapped", event, notes: [] })).toEqual({ status: "valid", value: event });
  });

  it("takes the mapping's word for an invalid event", () => {
    expect(stepOf({ status: "invalid", issues: [issue] })).toEqual({ status: "invalid", issues: [issue] });
  });

  it("keeps the name of an event that the mapping doesn't recognize", () => {
    expect(stepOf({ status: "unrecognized", name: "teleported" })).toEqual({
      status: "unrecognized",
      name: "teleported",
    });
  });

  it("keeps the name of an event that validation doesn't recognize", () => {
    const step = buildMapStep(
      () => ({ status: "unrecognized", name: "teleported", issues: [issue] }),
      (): MapOutcome => ({ status: "mapped", event }),
    );
    expect(step({}, bytes)).toEqual({ status: "unrecognized", name: "teleported", issues: [issue] });
  });

  it("lets no bug of the mapping reach the API", () => {
    const bad: SemanticEmailEvent = { ...event, properties: { email_id: "" } };
    const { email_id: _, ...properties } = bad.properties;
    const step = stepOf({ status: "mapped", event: Object.assign(bad, { properties }), notes: [issue] });
    expect(step).toMatchObject({ status: "invalid", issues: [{ pointer: "/mapped/properties/email_id" }] });
  });

  it("returns an event that isn't valid with its issues", () => {
    const step = buildMapStep(
      () => ({ status: "invalid", issues: [issue] }),
      (): MapOutcome => ({ status: "mapped", event }),
    );
    expect(step({}, bytes)).toMatchObject({ status: "invalid", issues: [issue] });
  });
});

describe("a step that only validates", () => {
  it("passes a valid value on as it is", () => {
    const step = validateSteps.semantic(event, bytes);
    expect(step).toEqual({ status: "valid", value: event });
    expect(step.status === "valid" && step.value).toBe(event);
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
    expect(normalizeStep(event, bytes)).toEqual({ status: "valid", value: event });
    expect(normalizeStep(specification, bytes)).toEqual({ status: "valid", value: event });
  });

  it("says what is wrong with one that isn't valid", () => {
    expect(normalizeStep({ ...event, properties: {} }, bytes)).toMatchObject({
      status: "invalid",
      issues: [{ pointer: "/properties/email_id" }],
    });
  });
});

describe("a step that forwards", () => {
  const custom = { type: "track" as const, event: "Email Delayed", userId: "user_1", properties: {} };
  const stepWith = (mapped: unknown, ...names: readonly string[]) =>
    buildMapStep(
      (value) => ({ status: "valid", value }),
      (): MapOutcome<unknown> => ({ status: "mapped", event: mapped }),
      new Set(names),
    )({}, bytes);

  it("takes a track call under a name that the mapper was told", () => {
    expect(stepWith(custom, "Email Delayed")).toEqual({ status: "valid", value: custom });
  });

  it("takes no other name, and nothing that is no track call", () => {
    expect(stepWith(custom, "Email Put Off")).toMatchObject({
      status: "invalid",
      issues: [{ pointer: "/mapped/event" }],
    });
    expect(stepWith({ ...custom, userId: 7 }, "Email Delayed")).toMatchObject({ status: "invalid" });
  });
});
