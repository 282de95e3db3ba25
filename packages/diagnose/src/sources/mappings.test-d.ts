import type { AirshipMapperOptions } from "@email-events/airship";
import { describe, expectTypeOf, it } from "vitest";
import type { MapperOptions, SourceVocabulary } from "./mappings.ts";

describe("the list of vocabularies", () => {
  it("names each as a literal", () => {
    expectTypeOf<"airship" | "bulk-tracking">().toExtend<SourceVocabulary>();
    expectTypeOf<string>().not.toExtend<SourceVocabulary>();
    expectTypeOf<keyof MapperOptions>().toEqualTypeOf<SourceVocabulary>();
  });

  it("types the options of each mapper", () => {
    expectTypeOf<NonNullable<MapperOptions["airship"]>>().toEqualTypeOf<AirshipMapperOptions>();
    // @ts-expect-error the option is opens
    void ({ airship: { open: "both" } } satisfies MapperOptions);
  });
});
