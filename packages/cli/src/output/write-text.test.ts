import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { writeText } from "./write-text.ts";

it("leaves no listener on a stream that it has written to", async () => {
  const stream = new PassThrough();
  for (let time = 0; time < 20; time += 1) expect(await writeText(stream, "a line\n")).toEqual({ status: "written" });
  expect(stream.listenerCount("error")).toBe(0);
});

it("never rejects: a stream that has ended is a failure with a code", async () => {
  const stream = new PassThrough();
  stream.end();
  expect(await writeText(stream, "a line\n")).toEqual({ status: "failed", code: "ERR_STREAM_WRITE_AFTER_END" });
});
