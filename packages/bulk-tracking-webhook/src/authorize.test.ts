import { assert, property, stringMatching } from "fast-check";
import { describe, expect, it } from "vitest";
import { createAuthorize } from "./authorize.ts";

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString("base64")}`;

const secret = "s3cret";

describe("authorization", () => {
  it.each([
    ["bearer", { authorization: `Bearer ${secret}` }],
    ["bearer in lower case", { authorization: `bearer ${secret}` }],
    ["the password of Basic", { authorization: basic(`anybody:${secret}`) }],
    ["the password of Basic without a user", { authorization: basic(`:${secret}`) }],
    ["a header", { "x-webhook-secret": secret }],
    [
      "a header, with an authorization of something else",
      { "x-webhook-secret": secret, authorization: "Bearer other" },
    ],
    ["the second of two secrets", { authorization: "Bearer newer" }],
  ])("takes %s", (_, headers) => {
    expect(createAuthorize({ secret: [secret, "newer"] })(new Headers(headers))).toBe(true);
  });

  it.each([
    ["nothing", {}],
    ["an empty header", { "x-webhook-secret": "" }],
    ["an empty bearer", { authorization: "Bearer " }],
    ["the scheme alone", { authorization: "Bearer" }],
    ["another scheme", { authorization: `Digest ${secret}` }],
    ["no scheme", { authorization: secret }],
    ["a part of the secret", { authorization: `Bearer ${secret.slice(0, -1)}` }],
    ["more than the secret", { authorization: `Bearer ${secret}x` }],
    ["the secret as user", { authorization: basic(`${secret}:`) }],
    ["Basic without a colon", { authorization: basic(secret) }],
    ["Basic that is no Base64", { authorization: "Basic ä%" }],
    ["a property of every object for a scheme", { authorization: `constructor ${secret}` }],
    ["the prototype of every object for a scheme", { authorization: `__proto__ ${secret}` }],
  ])("refuses %s", (_, headers) => {
    expect(createAuthorize({ secret: [secret, "newer"] })(new Headers(headers))).toBe(false);
  });

  it.each(["sécret", "Ключ-1", "鍵💌", "Ã©"])("takes a secret that isn't ASCII, in UTF-8: %s", (text) => {
    const authorize = createAuthorize({ secret: text });
    const bytes = Buffer.from(text).toString("latin1");
    for (const headers of [
      { authorization: `Bearer ${bytes}` },
      { "x-webhook-secret": bytes },
      { authorization: basic(`a:${text}`) },
    ]) {
      expect(authorize(new Headers(headers))).toBe(true);
      expect(createAuthorize({ secret: "other" })(new Headers(headers))).toBe(false);
    }
  });

  it("takes a secret as a runtime read it, in Latin-1 or decoded, and no character for another of the same low byte", () => {
    const given = (text: string) => ({ get: (name: string) => (name === "authorization" ? `Bearer ${text}` : null) });
    expect(createAuthorize({ secret: "s\u00e9" })(given("s\u00e9"))).toBe(true);
    expect(createAuthorize({ secret: "鍵" })(given("鍵"))).toBe(true);
    expect(createAuthorize({ secret: "s" })(given("\u0173"))).toBe(false);
  });

  it("compares the user name where one is asked for", () => {
    const authorize = createAuthorize({ secret, username: "tracker" });
    expect(authorize(new Headers({ authorization: basic(`tracker:${secret}`) }))).toBe(true);
    expect(authorize(new Headers({ authorization: basic(`other:${secret}`) }))).toBe(false);
    expect(authorize(new Headers({ authorization: basic("tracker:wrong") }))).toBe(false);
    // Only Basic has one.
    expect(authorize(new Headers({ authorization: `Bearer ${secret}` }))).toBe(true);
    expect(authorize(new Headers({ "x-webhook-secret": secret }))).toBe(true);
  });

  it("reads the secret from the header that is named", () => {
    const authorize = createAuthorize({ secret, header: "X-Own" });
    expect(authorize(new Headers({ "x-own": secret }))).toBe(true);
    expect(authorize(new Headers({ "x-webhook-secret": secret }))).toBe(false);
  });

  it("takes the secret and no other text, any that a header can hold", () => {
    const text = stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
    assert(
      property(text, text, (right, other) => {
        const authorize = createAuthorize({ secret: right });
        for (const headers of [
          { authorization: `Bearer ${other}` },
          { authorization: basic(`user:${other}`) },
          { "x-webhook-secret": other },
        ]) {
          expect(authorize(new Headers(headers))).toBe(right === other);
        }
        expect(authorize(new Headers({ authorization: basic(`a:${right}`) }))).toBe(true);
        expect(authorize(new Headers({ "x-webhook-secret": right }))).toBe(true);
      }),
    );
  });
});
