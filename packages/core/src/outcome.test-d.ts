import { describe, expectTypeOf, it } from "vitest";
import type { DeliveryOutcome, EventOutcome, Issue, MapOutcome, Mapped, Result, Valid } from "./index.ts";

describe("the outcome of an event", () => {
  it("is discriminated only by its status", () => {
    expectTypeOf<EventOutcome["status"]>().toEqualTypeOf<
      "delivered" | "skipped" | "unrecognized" | "invalid" | "rejected" | "undelivered"
    >();
  });

  it("is one union: each step returns a part of it, or an event that continues", () => {
    expectTypeOf<Exclude<Result<string>, Valid<string>>>().toExtend<EventOutcome>();
    expectTypeOf<Exclude<MapOutcome<string, "late">, Mapped<string>>>().toExtend<EventOutcome<"late">>();
    expectTypeOf<DeliveryOutcome>().toExtend<EventOutcome>();
  });

  it("narrows by status", () => {
    const read = (outcome: EventOutcome<"late">): unknown => {
      if (outcome.status === "skipped") expectTypeOf(outcome.reason).toEqualTypeOf<"late">();
      if (outcome.status === "unrecognized") expectTypeOf(outcome.name).toBeString();
      if (outcome.status === "undelivered") expectTypeOf(outcome.reason).toBeString();
      // @ts-expect-error only an unrecognized event has a name
      if (outcome.status === "invalid") return outcome.name;
      // @ts-expect-error no other member discriminates outcomes
      return outcome.outcome;
    };
    expectTypeOf(read).toBeFunction();
  });

  it("has issues if the validator doesn't recognize an event", () => {
    expectTypeOf<Extract<Result<string>, { status: "unrecognized" }>["issues"]>().toEqualTypeOf<readonly Issue[]>();
  });
});
