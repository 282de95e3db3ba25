import type * as core from "@email-events/core";
import { describe, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import type { Declarations } from "./generated/declarations.ts";
import type * as schemas from "./zod.ts";

type Schemas = typeof schemas;

type Inferred = { [Name in keyof Schemas]: z.output<Schemas[Name]> };

/** Names whose inferred type isn't assignable to the generated one. */
type TooWide = {
  [Name in keyof Declarations]: Inferred[Name] extends Declarations[Name] ? never : Name;
}[keyof Declarations];

/** Names whose generated type isn't assignable to the inferred one. */
type TooNarrow = {
  [Name in keyof Declarations]: Declarations[Name] extends Inferred[Name] ? never : Name;
}[keyof Declarations];

describe("zod infers the generated types", () => {
  test("for every declaration", () => {
    expectTypeOf<keyof Schemas>().toEqualTypeOf<keyof Declarations>();
    expectTypeOf<TooWide>().toBeNever();
    expectTypeOf<TooNarrow>().toBeNever();
  });

  test("exactly, for plain objects", () => {
    expectTypeOf<Inferred["AirshipBounceEvent"]>().toEqualTypeOf<core.AirshipBounceEvent>();
    expectTypeOf<Inferred["BulkTrackingClick"]>().toEqualTypeOf<core.BulkTrackingClick>();
    expectTypeOf<Inferred["EmailLinkProperties"]>().toEqualTypeOf<core.EmailLinkProperties>();
  });

  test("and unions narrow", () => {
    const read = (event: Inferred["SemanticEmailEvent"]): void => {
      if (event.event === "Email Link Clicked") {
        expectTypeOf(event.properties.link_url).toEqualTypeOf<string | undefined>();
      }
    };
    expectTypeOf(read).toBeFunction();
  });
});
