import type { MapperOptions } from "@email-events/diagnose/sources";
import { expectTypeOf, it } from "vitest";
import type { relay } from "../relaying/relay.ts";

it("takes the options of each mapper", () => {
  expectTypeOf<NonNullable<Parameters<typeof relay>[0]["mapperOptions"]>>().toEqualTypeOf<MapperOptions>();
});
