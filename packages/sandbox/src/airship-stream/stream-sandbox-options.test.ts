import { describe, expect, it } from "vitest";
import { createAirshipStreamSandbox } from "./create-airship-stream-sandbox.ts";

describe("options of the stream's sandbox", () => {
  it.each([
    [{ port: 70_000 }, /port must be/],
    [{ count: -1 }, /count must be/],
    [{ rate: 0 }, /rate must be/],
    [{ maxEvents: 0 }, /maxEvents must be/],
    [{ keepAliveMs: 0 }, /keepAliveMs must be/],
    [{ duplicates: 2 }, /duplicates must be/],
    [{ duplicates: "1" }, /duplicates must be a number from 0 to 1/],
    [{ token: " " }, /token must be a string that isn't blank; leave it out to accept any token/],
    [{ token: 5 }, /token must be a string/],
    [{ gzip: "x" }, /gzip must be one of "asked", "always", "never"/],
    [{ offsets: "x" }, /offsets must be one of "numeric", "text"/],
    [{ redirect: 1 }, /redirect must be true or false/],
    [{ entitledTypes: "OPEN" }, /entitledTypes must be an array of strings/],
    [{ tokn: "x" }, /createAirshipStreamSandbox has no "tokn": use one of .*"token"/],
  ])("refuse %j", async (options: object, words) => {
    await expect(createAirshipStreamSandbox(options)).rejects.toThrow(TypeError);
    await expect(createAirshipStreamSandbox(options)).rejects.toThrow(words);
  });
});
