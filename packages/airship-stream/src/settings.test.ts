import { describe, expect, it } from "vitest";
import { createAirshipStream } from "./create-airship-stream.ts";
import { readSettings } from "./settings.ts";
import type { AirshipStreamOptions } from "./stream-options.ts";

const good = { appKey: "app", token: "secret-token", region: "us", start: "EARLIEST" } as const;

describe("settings", () => {
  it("have the address of the region and the stream", () => {
    expect(readSettings(good).url.href).toBe("https://connect.urbanairship.com/api/events");
    expect(readSettings({ ...good, region: "eu" }).url.href).toBe("https://connect.asnapieu.com/api/events");
    const compliance = {
      appKey: "app",
      masterSecret: "m",
      region: "us",
      start: "LATEST",
      stream: "compliance",
    } as const;
    expect(readSettings(compliance).url.href).toBe("https://connect.urbanairship.com/api/events/general");
  });

  it("have defaults", () => {
    expect(readSettings(good)).toMatchObject({ idleTimeoutMs: 120_000, maxLineBytes: 1_000_000, scheme: "bearer" });
  });

  it("have limits down to the smallest, and a partition that is the only one", () => {
    const least = { idleTimeoutMs: 1, maxLineBytes: 1, partition: { count: 1, selection: 0 } };
    expect(readSettings({ ...good, ...least })).toMatchObject(least);
  });

  it.each<[Readonly<Record<string, unknown>>, RegExp]>([
    [{ region: undefined }, /Give region/],
    [{ endpoint: "https://a.example.com" }, /not both/],
    [{ region: "asia" }, /region must be "us" or "eu"/],
    [{ region: undefined, endpoint: "nowhere" }, /endpoint must be an origin/],
    [{ region: undefined, endpoint: "ftp://127.0.0.1" }, /http or https origin/],
    [{ region: undefined, endpoint: "http://127.0.0.1/api/events" }, /without a path/],
    [{ region: undefined, endpoint: "https://a:secret-pass@b.example.com" }, /no credentials/],
    [{ region: undefined, endpoint: "http://connect.example.com" }, /must be https.*allowInsecure/],
    [{ start: undefined }, /Give start or resumeOffset/],
    [{ resumeOffset: "1" }, /not both/],
    [{ start: "latest" }, /start must be "EARLIEST" or "LATEST"/],
    [{ start: undefined, resumeOffset: "" }, /resumeOffset must be a string/],
    [{ start: undefined, resumeOffset: 7 }, /resumeOffset must be a string/],
    [{ appKey: "" }, /appKey must be/],
    [{ appKey: undefined }, /appKey must be/],
    [{ token: undefined }, /token must be/],
    [{ token: "secret-token\n" }, /token must be/],
    [{ masterSecret: "m" }, /masterSecret is for/],
    [{ stream: "compliance" }, /takes masterSecret/],
    [{ stream: "compliance", token: undefined }, /masterSecret must be/],
    [{ stream: "pushes" }, /stream must be/],
    [{ filters: [] }, /must not be empty/],
    [{ filters: ["CUSTOM"] }, /list of objects/],
    [{ filters: { types: [] } }, /list of objects/],
    [{ filters: [{ types: [1n] }] }, /filters must be JSON/],
    [{ partition: { count: 2, selection: 2 } }, /partition must be/],
    [{ partition: { count: 0, selection: 0 } }, /partition must be/],
    [{ partition: { count: 2.5, selection: 1 } }, /partition must be/],
    [{ partition: { count: 2, selection: -1 } }, /partition must be/],
    [{ partition: 3 }, /partition must be/],
    [{ allowInsecure: "true" }, /allowInsecure must be true or false/],
    [{ idleTimeoutMs: 0 }, /idleTimeoutMs must be/],
    [{ maxLineBytes: 1.5 }, /maxLineBytes must be/],
    [{ maxLineBytes: 0 }, /maxLineBytes must be/],
    [{ signal: {} }, /signal must be/],
    [{ onState: "log" }, /onState must be/],
    [{ random: 4 }, /random must be/],
    [{ clock: {} }, /clock must have/],
    [{ tokne: "x" }, /There is no option "tokne"; use stream, token, .*, random\.$/],
  ])("refuse %o with a sentence, and no secret", (change, message) => {
    const options = { ...good, ...change } as AirshipStreamOptions;
    expect(() => createAirshipStream(options)).toThrow(message);
    expect(() => createAirshipStream(options)).toThrow(TypeError);
    expect(() => createAirshipStream(options)).not.toThrow(/secret-/);
  });

  it.each([null, undefined, 3, []])("refuse %j in place of options", (options) => {
    expect(() => createAirshipStream(options as unknown as AirshipStreamOptions)).toThrow(/options must be an object/);
  });

  it("permit plain http to this machine, and elsewhere when told so", () => {
    const { region: _, ...rest } = good;
    for (const endpoint of ["http://127.0.0.1:4181", "http://localhost", "http://[::1]:80"]) {
      expect(readSettings({ ...rest, endpoint }).url.pathname).toBe("/api/events");
    }
    const endpoint = "http://proxy.example.com";
    expect(readSettings({ ...rest, endpoint, allowInsecure: true }).url.host).toBe("proxy.example.com");
  });
});
