import { describe, expectTypeOf, it } from "vitest";
import type { AirshipStreamOptions, StreamChunk } from "./index.ts";
import { createAirshipStream } from "./index.ts";

const base = { appKey: "a", token: "t", region: "us", start: "EARLIEST" } as const;

describe("the options", () => {
  it("are those of one stream, one server and one beginning", () => {
    expectTypeOf(base).toExtend<AirshipStreamOptions>();
    expectTypeOf({ ...base, token: async () => "t" }).toExtend<AirshipStreamOptions>();
    expectTypeOf({ ...base, endpoint: "https://a.example.com" }).not.toExtend<AirshipStreamOptions>();
    expectTypeOf({ ...base, resumeOffset: "1" }).not.toExtend<AirshipStreamOptions>();
    expectTypeOf({ ...base, stream: "compliance" as const }).not.toExtend<AirshipStreamOptions>();
    expectTypeOf({
      appKey: "a",
      masterSecret: "m",
      stream: "compliance" as const,
      region: "eu" as const,
      resumeOffset: "1",
    }).toExtend<AirshipStreamOptions>();
  });

  it("make an iterable of chunks", () => {
    expectTypeOf(createAirshipStream(base)).toEqualTypeOf<AsyncIterable<StreamChunk>>();
  });
});
