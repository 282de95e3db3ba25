import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSamples } from "../../build/samples.ts";
import { noSettings } from "../options/settings.ts";
import { createMask } from "./mask-report.ts";
import { takeEvent } from "./taken-event.ts";
import { toTicket } from "./ticket.ts";

const ticketOf = (text: string): string => {
  const taken = takeEvent(text, 1, noSettings);
  return taken === undefined ? "" : toTicket(taken);
};

const secrets = {
  address: "nora.lind@example.com",
  encoded: "nora.lind%40example.com",
  user: "reader-4711",
  message: "7f3a1c52-1b8e-11f1-9c54-0242ac120002",
  number: 987_654_321,
  token: "aGVsbG8td29ybGQtMTIzNDU2Nzg5MA",
  ip: "203.0.113.77",
  ip6: "2001:db8:85a3::8a2e:370:7334",
  phone: "+46 70 123 45 67",
  first: "Nora",
  last: "Lindqvist",
  login: "nlq",
  local: "0701234567",
};

const call = {
  type: "track",
  event: "Email Open",
  userId: secrets.user,
  messageId: secrets.message,
  context: { ip: secrets.ip, ip6: secrets.ip6, traits: { first_name: secrets.first, age: 77_777 } },
  properties: {
    note: `for ${secrets.address}, ${secrets.user}, ${secrets.phone}`,
    link_url: `https://books.example.com/x/${secrets.token}?e=${secrets.encoded}#${secrets.user}`,
    contactid: secrets.number,
    [secrets.address]: "as a name",
    list: [{ account_ids: ["acc-77-x", "acc-78-x"] }],
    own: { lastName: secrets.last, username: secrets.login, "phone number": secrets.local },
    greeting: `Dear Ms ${secrets.last}`,
  },
};

describe("a report for a ticket", () => {
  it("says the stage, the reason and the next step, in Markdown", () => {
    const ticket = ticketOf(JSON.stringify(call));
    expect(ticket).toContain("# An email event: Email Open\n");
    expect(ticket).toContain('It fails at "noticed".');
    expect(ticket).toContain("- Next step: If it is the semantic event, name it exactly: Email Opened.");
    expect(ticket).toMatch(/\| noticed \| fails \|.*Email Opened.*\/event \|.*Email Opened/);
    expect(ticket).toContain("npx @email-events/relay explain FILE");
  });

  it("has no address, id, token, trait or number of a person in it", () => {
    const ticket = ticketOf(JSON.stringify(call));
    for (const secret of [...Object.values(secrets), 77_777, "acc-77-x", "nora"])
      expect(ticket.toLowerCase()).not.toContain(String(secret).toLowerCase());
    // The same id is told as the same.
    expect(ticket).toContain('"userId": "[id 1]"');
    expect(ticket).toMatch(/"note": "for \[address\], \[id 1\]/);
  });

  it("shows names that aren't those of a person, and flags", () => {
    const event = { type: "track", event: "Email Opened", userId: "u", campaign_name: "Spring", is_mobile: "true" };
    expect(createMask([event]).value(event)).toEqual({ ...event, userId: "[id 1]" });
  });

  it("masks a short id where it is quoted, and a token without digits", () => {
    const token = "bmFtZUBleGFtcGxlLmNvbQxxYY".replaceAll(/\d/g, "x");
    const ticket = ticketOf(
      JSON.stringify({ type: "track", event: "Email Opened", userId: "q7", x: token, timestamp: 1 }),
    );
    expect(ticket).not.toContain("q7");
    expect(ticket).not.toContain(token);
    expect(createMask([{ userId: "q7" }]).text('received "q7", and q7')).toBe('received "[id 1]", and q7');
  });

  it.each(readSamples())("has no address or id of the sample $vocabulary $name", ({ text }) => {
    const ticket = ticketOf(text);
    const ids = [...text.matchAll(/"(?:\w*_?id|messageId|userId|channel|recipient|key)": "([^"]{3,})"/gi)];
    for (const [, id = ""] of ids) expect(ticket).not.toContain(id);
    expect(ticket).not.toMatch(/[\w.]+@[\w.]+\.\w/);
  });

  it("leaves a text out that isn't JSON, and one that repeats a key", () => {
    for (const text of [`{"userId": "${secrets.user}", `, `{"type":"track","userId":"x","userId":"${secrets.user}"}`]) {
      expect(ticketOf(text)).toContain("left out");
      expect(ticketOf(text)).not.toContain(secrets.user);
    }
  });

  it("shows what comes as text: no link, no mention, no way out of a cell or a block", () => {
    const ticket = ticketOf(
      JSON.stringify({
        type: "track",
        event: "[x](javascript:1) | <b> @team\n# h ```",
        userId: "ada",
        x: "```\n# out",
      }),
    );
    const [title = ""] = ticket.split("\n");
    expect(title).toContain(String.raw`\[x\](javascript:1) \| \<b\> &#64;team \# h`);
    expect(ticket.match(/^# /gm)).toHaveLength(1);
    expect(ticket).toContain("\n````json\n");
  });

  it("takes linear time for hostile texts", () => {
    const hostile = ["a-".repeat(90_000), "http://".repeat(25_000), ":".repeat(180_000), "+1 ".repeat(60_000)];
    const started = process.cpuUsage().user;
    for (const text of hostile)
      ticketOf(JSON.stringify({ type: "track", event: "Email Opened", userId: "u", x: text }));
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(5_000);
  });
});

describe("a mask", () => {
  it("leaves no id of any value, wherever it is repeated in a text", () => {
    const id = fc.stringMatching(/^[a-z]{2,6}-?[a-z]{2,6}$/);
    fc.assert(
      fc.property(id, fc.string(), fc.string(), fc.jsonValue(), (userId, before, after, other) => {
        const mask = createMask([{ other, userId }]);
        const text = `${before} ${userId} ${after}`;
        const words = (given: string): readonly string[] => given.split(/[^\w-]+/);
        expect(words(mask.text(text))).not.toContain(userId);
        expect(JSON.stringify(mask.value({ userId }))).not.toContain(`"${userId}"`);
      }),
      { numRuns: 200, examples: [["id-id", "", "", null]] },
    );
  });
});
