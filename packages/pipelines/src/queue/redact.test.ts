import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setUp } from "../testing/client.ts";
import { opened } from "../testing/events.ts";
import { rejected } from "../testing/fake-transport.ts";
import { toSettings } from "./settings.ts";

const redact = (writeKey: string, text: string): string => toSettings({ writeKey }).redact(text);
const basic = (writeKey: string): string => `Basic ${btoa(`${writeKey}:`)}`;

describe("the redaction of a key", () => {
  it.each([
    ["k", "network error ECONNRESET"],
    ["error", "network error ECONNRESET"],
    ["e", "HTTP 503: the server is overloaded, try later"],
    ["server", "the server says: no"],
    ["azo", "the azo dyes"],
    ["networks", "two subnetworks, networksetup, NETWORKS"],
    ["read-only", "a thread-only pool, read-onlyness"],
    ["Unauthorized", "HTTP 401: UnauthorizedError, notUnauthorized"],
  ])("%s leaves the words whole: %s", (writeKey, text) => {
    expect(redact(writeKey, text)).toBe(text);
  });

  it.each([
    "k",
    "er",
    "key",
    "k-1",
    "secret7",
    "networks",
    "sk_secret",
    "a1b2c3d4e5f6a7b8c9d0",
    "$.*+?^{}()|[]",
    "\\/-~",
  ])("%s takes it out wherever a key stands", (writeKey) => {
    for (const text of [
      `bad credentials ${basic(writeKey)}`,
      `{"authorization":"${basic(writeKey)}"}`,
      `got ${btoa(`${writeKey}:`)}, sorry`,
      `https://host/v1?key=${writeKey}&a=b`,
      `write_key=${writeKey}`,
      `{"writeKey": "${writeKey}"}`,
      `WRITE_KEY: '${writeKey}'`,
      `no such key: ${writeKey}`,
      `https://${writeKey}:@host/`,
    ]) {
      const shown = redact(writeKey, text);
      expect(shown).toContain("[write key]");
      expect(shown.replace("[write key]", "")).not.toContain(btoa(`${writeKey}:`));
    }
  });

  it("of 8 characters or more takes it out wherever it is, also glued to words when it is none itself", () => {
    expect(redact("networks", "no networks here")).toBe("no [write key] here");
    expect(redact("sk_secret", "zzzsk_secretzzz")).toBe("zzz[write key]zzz");
    expect(redact("a1b2c3d4", "keya1b2c3d4, a1b2c3d4.")).toBe("key[write key], [write key].");
  });

  it("takes out credentials whose padding is escaped", () => {
    const writeKey = "a1b2c3d4e5f6a7b8c9d0e1";
    const bare = btoa(`${writeKey}:`).replace(/=+$/, "");
    expect(bare).not.toBe(btoa(`${writeKey}:`));
    for (const padding of ["%3D%3D", "\\u003d\\u003d", ""])
      expect(redact(writeKey, bare + padding)).not.toContain(bare);
  });

  it("never shows the credentials, nor the key where a key stands, whatever the key is", () => {
    const keys = fc.string({
      unit: fc.constantFrom(...Array.from("aZ09_-$.*+?^{}()|[]\\/~=e")),
      minLength: 1,
      maxLength: 40,
    });
    const words = fc.lorem({ maxCount: 5 });
    fc.assert(
      fc.property(keys, words, words, (writeKey, before, after) => {
        const text = `${before} ${basic(writeKey)} ${after} key=${writeKey} ${after}`;
        const shown = redact(writeKey, text).replaceAll("[write key]", "?");
        expect(shown).not.toContain(btoa(`${writeKey}:`));
        expect(shown.replaceAll("key=?", "")).not.toContain("key=");
      }),
    );
  });

  it("changes nothing in words that don't hold it, whatever the key is", () => {
    const keys = fc.string({ unit: fc.constantFrom(...Array.from("aeinorst")), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(keys, fc.lorem({ maxCount: 20 }), (writeKey, text) => {
        const isThere = text.split(/\W+/).some((word) => word === writeKey && word.length >= 8);
        fc.pre(!isThere);
        expect(redact(writeKey, text)).toBe(text.slice(0, 500));
      }),
    );
  });

  it("leaves nothing that a terminal acts on or turns text round with", () => {
    const acted = "a\u001b]0;b\u0007c\u009bd\r\ne\u2028f\u202eg\u{e0041}h\ud800i";
    expect(redact("networks", acted)).toBe("a ]0;b c d e f g h i");
  });

  it.each(["=", "key", "key:", "key=", "::k", "/", "=k"])("of few characters takes no time: 16 KB of %j", (unit) => {
    const text = unit.repeat(16_384 / unit.length);
    const startedAt = process.cpuUsage().user;
    redact("k", text);
    // Each place of the text looked behind itself to its beginning: seconds.
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(200);
  });

  it("leaves no part of a key where a long text is cut", () => {
    for (let before = 0; before < 1_200; before += 7)
      expect(redact("a1b2c3d4e5f6a7b8", `${" ".repeat(before)}a1b2c3d4e5f6a7b8${"x".repeat(9_000)}`)).not.toContain(
        "a1b2",
      );
  });

  it("leaves the causes and reasons of a client whole", async () => {
    const failing = () => Promise.reject(Object.assign(new Error(), { code: "ECONNRESET" }));
    const causes: string[] = [];
    const onRetry = ({ cause }: { readonly cause: string }): void => void causes.push(cause);
    const { client, clock } = setUp(failing, { writeKey: "k", onRetry });
    void client.track(opened(1));
    await clock.advance(100);
    expect(causes).toEqual(["network error ECONNRESET"]);
    const refused = setUp(() => rejected(400, "unknown key"), { writeKey: "k" });
    const outcome = refused.client.track(opened(1));
    await refused.clock.advance(100);
    expect(await outcome).toMatchObject({ reason: "HTTP 400: unknown key" });
  });
});
