import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "./redact.ts";

describe("redact", () => {
  it.each([
    ["plain", "to ada@example.com, please", "to [address], please"],
    ["in brackets", "userId <ada.l@example.com> is odd", "userId <[address]> is odd"],
    ["behind mailto:", "MAILTO:ada@example.com", "MAILTO:[address]"],
    ["with an apostrophe", "got miles.o'brien@example.com.", "got [address]."],
    ["with every sign that a local part may hold", "a!#$%&'*+-/=?^_`{|}~b@example.com", "[address]"],
    ["with a return path in it", "bounce+ada=example.org@example.com", "[address]"],
    ["with a comment", "ada(lovelace)@example.com", "[address]"],
    ["in JSON", '{"email":"ada@example.com","a":1}', '{"email":"[address]","a":1}'],
    ["quoted", 'to "a b"@example.com: no', "to [address]: no"],
    ["quoted with a quote in it", 'to "lo\\"ve lace"@example.com', "to [address]"],
    ["quoted with a backslash at its end", 'to "lo\\"ve lace\\\\"@example.com', "to [address]"],
    ["quoted in JSON", '{"to":"\\"a b\\"@example.com"}', '{"to":"[address]"}'],
    ["quoted in JSON with a quote in it", '{"to":"\\"lo\\\\\\"ve\\"@example.com"}', '{"to":"[address]"}'],
    ["quoted, of a host with a path", 'to "a b"@example/x y', "to [address] y"],
    ["quoted in part", 'x "a b".c."d e"@example.com y', "x [address] y"],
    ["quoted, with the beginning cut off", 'lace ada"@example.com y', "[address] y"],
    ["with a full-width at", "ada＠example.com", "[address]"],
    ["with a small at", "ada﹫example.com", "[address]"],
    ["percent-encoded", "see ?email=ada%40example.com here", "see [address] here"],
    ["percent-encoded three times", "ada%252540example.com", "[address]"],
    ["quoted and percent-encoded", "%22a%20b%22%40example.com", "[address]"],
    ["with a percent-encoded full-width at", "ada%ef%bc%a0example.com", "[address]"],
    ["escaped in JSON", "ada\\u0040example.com", "[address]"],
    [
      "escaped in JavaScript",
      "ada\\x40example.com ada\\u{40}example.com ada%u0040example.com",
      "[address] [address] [address]",
    ],
    [
      "escaped in HTML twice, or without a semicolon",
      "ada&amp;#64;example.com ada&amp;amp;commat;example.com ada&#64example.com ada&#x0040;example.com",
      "[address] [address] [address] [address]",
    ],
    [
      "escaped in HTML",
      "ada&#64;example.com ada&#x40;example.com ada&commat;example.com",
      "[address] [address] [address]",
    ],
    ["of an international domain", "用户@例子。公司 ada@exämple.com ada@xn--fsq.com", "[address] [address] [address]"],
    ["of a number", "ada@[192.0.2.1] ada@[IPv6:2001:db8::1]", "[address] [address]"],
    ["with blanks about the at", "ada @\n example.com", "[address]"],
    ["with a character of no width", "lovelace\u200bada\ufeff@example.com", "[address]"],
    ["in a URL", "https://ada:secret@example.com/?a=b c", "[address] c"],
    ["two of them", "ada@example.com <bob@example.com>", "[address] <[address]>"],
    ["one behind a route", "<@example.org:ada@example.com>", "<[address]>"],
  ])("removes an address that is %s", (_, text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  it.each([
    "/a: expected string, received number",
    "file:///node_modules/@email-events/relay/dist/cli.js:1:2",
    "install @email-events/relay first",
    'import { redact } from "@email-events/core/mapping";',
    "Cannot find package '@email-events/core' imported from /app/index.js",
    "an @ alone",
    "a &#640; b&#x404; c &amp; d",
    '100% sure: "a", <b> 40%',
    "",
  ])("doesn't change %j", (text) => {
    expect(redact(text)).toBe(text);
  });

  it("contains no part of an address, wherever it is and wherever the text is truncated", () => {
    const filler = fc.string({ maxLength: 300, unit: fc.constantFrom("x", " ", "/", '"', "\\", "é", "<", "@", "\n") });
    const addresses = ["lovelace@babbage.example", "love'lace@babbage", '"love lace"@babbage', "lovelace%40babbage"];
    fc.assert(
      fc.property(filler, fc.constantFrom(...addresses), filler, fc.nat(700), (before, address, after, most) => {
        const shown = redact(`${before} ${address} ${after}`, most);
        expect(shown).not.toMatch(/love|lace|babb|age\b/);
      }),
    );
  });

  it.each([
    ["letters", "x"],
    ["at signs", "@"],
    ["addresses", "a@"],
    ["quotes", '"'],
    ["quoted parts", '".'],
    ["quoted local parts", '"@'],
    ["backslashes", "\\"],
    ["escaped quotes", '\\"'],
    ["twice escaped quoted parts", '\\\\\\".'],
    ["quotes that open nothing", '\\\\\\"@'],
    ["blanks", " "],
    ["blanks about ats", "  @  "],
    ["encoded percents", "%25"],
    ["broken encodings", "%25%2525"],
    ["entities", "&#0"],
    ["encoded entities", "%26amp%3B"],
    ["encoded backslashes", "%5C"],
    ["escapes without an end", "\\u{0"],
    ["zeros", "0"],
    ["scopes", "/@a"],
    ["points", "a."],
  ])("takes linear time: a megabyte of %s", (_, unit) => {
    const text = `${unit.repeat(1_000_000 / unit.length)}"@b`;
    redact(text.slice(-1_000));
    const startedAt = process.cpuUsage().user;
    redact(text);
    // Quadratic time would take minutes.
    expect((process.cpuUsage().user - startedAt) / 1_000).toBeLessThan(30_000);
  });
});
