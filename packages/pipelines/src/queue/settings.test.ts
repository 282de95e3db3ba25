import { describe, expect, it } from "vitest";
import { ConfigError } from "../config-error.ts";
import { createPipelinesClient } from "../index.ts";
import { toSettings } from "./settings.ts";

const make = (options: object) => () => {
  createPipelinesClient({ writeKey: "key", ...options });
};

describe("a client's options", () => {
  it.each([
    [{ writeKey: "" }, /writeKey must be the key and nothing else/],
    [{ writeKey: "  \n" }, /writeKey must be the key and nothing else/],
    [{ writeKey: "k".repeat(100_000) }, /writeKey must be the key and nothing else/],
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
    [{ endpoint: "http://host" }, /^endpoint must be https or on loopback.*allowInsecure/],
    [{ endpoint: "http://127.0.0.1.example.com", allowInsecure: false }, /^endpoint must be https/],
    [{ endpoint: new URL("http://localhost.example.com:80"), allowInsecure: null }, /^endpoint must be https/],
    [{ endpoint: "http://0.0.0.0" }, /^endpoint must be https/],
    [{ endpoint: "http://[::2]" }, /^endpoint must be https/],
    [{ endpoint: "http://user:sk_secret@host", allowInsecure: true }, /without credentials/],
    [{ allowInsecure: "yes" }, /allowInsecure must be a boolean/],
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

  it.each([
    [{ onOutcome: "x" }, "onOutcome must be a function."],
    [{ onRetry: {} }, "onRetry must be a function."],
    [{ onPause: true }, "onPause must be a function."],
    [{ messageId: 5 }, "messageId must be a function."],
    [{ random: 0.5 }, "random must be a function."],
    [{ gzip: "yes" }, "gzip must be a boolean."],
    [{ strict: 0 }, "strict must be a boolean."],
    [{ mixIntegrations: "no" }, "mixIntegrations must be a boolean."],
    [{ warnOnExit: 1 }, "warnOnExit must be a boolean."],
    [{ signal: {} }, "signal must have addEventListener()."],
    [{ signal: new AbortController() }, "signal must have addEventListener()."],
    [{ clock: Date }, "clock must have now() after() nextTurn()."],
    [{ clock: { now: (): number => 0 } }, "clock must have now() after() nextTurn()."],
    [{ clock: { nextTurn: (): void => {} } }, "clock must have now() after() nextTurn()."],
    [{ transport: {} }, "transport must have send()."],
    [{ transport: "fetch" }, "transport must have send()."],
    [{ transport: fetch }, "transport must have send()."],
    [{ transport: { send: "x" } }, "transport must have send()."],
    [{ writekey: "key" }, "There is no option writekey."],
    [{ timeout: 5_000 }, "There is no option timeout."],
    [{ host: "https://cdp.customer.io" }, "There is no option host."],
    [{ toString: "x" }, "There is no option toString."],
    [{ mode: 7 }, 'mode must be "batch" or "track".'],
    [{ region: {} }, 'region must be "us" or "eu".'],
    [{ maxInFlight: 8n }, "maxInFlight must be a positive number."],
    [{ deadlineMs: new Date() }, "deadlineMs must be a positive number."],
  ])("refuse what only JavaScript can get wrong: %o", (options, message) => {
    expect(make(options)).toThrow(ConfigError);
    expect(make(options)).toThrow(message);
  });

  it.each([undefined, null, "sk_secret_key", 7, [], ["sk_secret_key"], true, () => {}])(
    "are refused where they are none, %o, without a key in the message",
    (options) => {
      const create = () => createPipelinesClient(options as never);
      expect(create).toThrow(ConfigError);
      expect(create).toThrow("The options must be an object.");
    },
  );

  it("that are null count as missing", () => {
    const names = ["region", "endpoint", "mode", "strict", "gzip", "lingerMs", "transport", "signal", "onOutcome"];
    const nulls = Object.fromEntries(names.map((name) => [name, null]));
    expect(make(nulls)).not.toThrow();
    const { strict, mode, lingerMs } = toSettings({ writeKey: "key", ...nulls });
    expect({ strict, mode, lingerMs }).toEqual({ strict: true, mode: "batch", lingerMs: 100 });
  });

  it("may be an object of a class, or without one", () => {
    class Options {
      readonly writeKey = "key";
      readonly region = "eu";
    }
    expect(() => createPipelinesClient(new Options())).not.toThrow();
    expect(() => createPipelinesClient(Object.assign(Object.create(null), { writeKey: "key" }))).not.toThrow();
  });

  it.each([
    { endpoint: "https://host" },
    { endpoint: "http://localhost:4010" },
    { endpoint: "HTTP://127.1:4010" },
    { endpoint: "http://[0:0:0:0:0:0:0:1]:4010" },
    { endpoint: "http://host", allowInsecure: true },
  ])("take an endpoint that keeps the key from the network, and any other when told to: %j", (options) => {
    expect(make(options)).not.toThrow();
  });

  it("are refused without the key in the message", () => {
    for (const options of [
      { writeKey: "sk_secret key" },
      { endpoint: "http://sk_secret@host" },
      { endpoint: "sk_secret@" },
    ]) {
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
