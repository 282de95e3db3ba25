import { describe, expect, it } from "vitest";
import { ConfigError } from "./config-error.ts";
import { createPipelinesClient } from "./index.ts";
import { toSettings } from "./settings.ts";

const make = (options: object) => () => {
  createPipelinesClient({ writeKey: "key", ...options });
};

describe("a client's options", () => {
  it.each([
    [{ writeKey: "" }, /writeKey must be the key and nothing else/],
    [{ writeKey: "  \n" }, /writeKey must be the key and nothing else/],
    [{ writeKey: undefined }, /writeKey must be the key and nothing else/],
    [{ writeKey: " sk_secret" }, /writeKey must be the key and nothing else/],
    [{ writeKey: "sk_secret:" }, /writeKey must be the key and nothing else/],
    [{ writeKey: "sk_sécret" }, /writeKey must be the key and nothing else/],
    [{ region: "asia" }, /region must be "us" or "eu"/],
    [{ region: "toString" }, /region must be "us" or "eu"/],
    [{ endpoint: "not a url" }, /http\(s\) origin/],
    [{ endpoint: 7 }, /http\(s\) origin/],
    [{ endpoint: "ftp://host" }, /http\(s\) origin/],
    [{ endpoint: "http://host/v1" }, /without credentials or path/],
    [{ endpoint: "http://host/?a=1" }, /without credentials or path/],
    [{ endpoint: new URL("http://host/#a") }, /without credentials or path/],
    [{ endpoint: "http://user:sk_secret@host" }, /without credentials/],
    [{ mode: "stream" }, /mode must be/],
    [{ lingerMs: -1 }, /lingerMs/],
    [{ maxEventBytes: 0 }, /maxEventBytes must be a positive number/],
    [{ maxBatchBytes: -1 }, /maxBatchBytes must be a positive number/],
    [{ maxBatchBytes: 40 }, /leave room/],
    [{ maxBatchBytes: 1e13 }, /under 1 GB/],
    [{ maxInFlight: Number.NaN }, /maxInFlight/],
    [{ maxInFlight: 1.5 }, /whole number/],
    [{ maxQueueBytes: Number.POSITIVE_INFINITY }, /maxQueueBytes/],
    [{ timeoutMs: "30" }, /timeoutMs/],
    [{ deadlineMs: -5 }, /deadlineMs/],
    [{ requestsPerSecond: 0 }, /requestsPerSecond/],
  ])("refuse %j with one sentence that says what to do", (options, message) => {
    expect(make(options)).toThrow(ConfigError);
    expect(make(options)).toThrow(message);
  });

  it("are refused without the key in the message", () => {
    for (const options of [{ writeKey: "sk_secret key" }, { endpoint: "http://sk_secret@host" }]) {
      expect(make(options)).toThrow(expect.not.objectContaining({ message: expect.stringContaining("sk_secret") }));
    }
  });

  it("choose the region's origin, the United States by default", () => {
    expect(toSettings({ writeKey: "key" }).origin.href).toBe("https://cdp.customer.io/");
    expect(toSettings({ writeKey: "key", region: "eu" }).origin.href).toBe("https://cdp-eu.customer.io/");
  });

  it("make the key the user name, with a blank password", () => {
    const { authorization } = toSettings({ writeKey: "key" });
    expect(atob(authorization.slice("Basic ".length))).toBe("key:");
  });
});
