import { describe, expectTypeOf, it } from "vitest";
import type { DeliveryOutcome, EventOutcome, Issue, MapOutcome, Mapped, Result, Valid } from "./index.ts";

describe("what becomes of an event", () => {
  it("is told by its status alone", () => {
    expectTypeOf<EventOutcome["status"]>().toEqualTypeOf<
      "delivered" | "skipped" | "unrecognized" | "invalid" | "rejected" | "undelivered"
    >();
  });

  it("is the same type in each step: what goes on apart, a step gives a part of the whole", () => {
    expectTypeOf<Exclude<Result<string>, Valid<string>>>().toExtend<EventOutcome>();
    expectTypeOf<Exclude<MapOutcome<string, "late">, Mapped<string>>>().toExtend<EventOutcome<"late">>();
    expectTypeOf<DeliveryOutcome>().toExtend<EventOutcome>();
  });

  it("narrows by status to what belongs to it", () => {
    const read = (outcome: EventOutcome<"late">): unknown => {
      if (outcome.status === "skipped") expectTypeOf(outcome.reason).toEqualTypeOf<"late">();
      if (outcome.status === "unrecognized") expectTypeOf(outcome.name).toBeString();
      if (outcome.status === "undelivered") expectTypeOf(outcome.reason).toBeString();
      // @ts-expect-error only what isn't recognized has a name
      if (outcome.status === "invalid") return outcome.name;
      // @ts-expect-error no other member tells outcomes apart
      return outcome.outcome;
    };
    expectTypeOf(read).toBeFunction();
  });

  it("has the place that decided it where validation doesn't recognize an event", () => {
    expectTypeOf<Extract<Result<string>, { status: "unrecognized" }>["issues"]>().toEqualTypeOf<readonly Issue[]>();
  });
});
