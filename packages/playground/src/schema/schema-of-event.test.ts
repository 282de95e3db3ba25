import { describe, expect, it } from "vitest";
import { readSamples } from "../../build/samples.ts";
import { noSettings } from "../options/settings.ts";
import { schemaOfEvent } from "./schema-of-event.ts";

const schemaOf = (event: unknown): ReturnType<typeof schemaOfEvent> =>
  schemaOfEvent(typeof event === "string" ? event : JSON.stringify(event), 1, noSettings);

const click = {
  type: "click",
  event_id: "e",
  timestamp: "soon",
  recipient: "nora@example.com",
  additional: { campaign_id: 7 },
};

describe("the schema of an event", () => {
  it("has a line for each place, with type, limits and description, and marks what fails", async () => {
    const { lines, sentence, source } = await schemaOf(click);
    const by = new Map(lines.map((line) => [line.pointer, line]));
    expect(source).toBe("https://unpkg.com/@email-events/core/schemas/bulk-tracking/event.json");
    expect(by.get("/type")).toMatchObject({ isRequired: true, given: '"click"', issues: [] });
    expect(by.get("/type")?.rules).toContain("const click");
    expect(by.get("/url")?.rules).toContain("string");
    const failing = lines.filter(({ issues }) => issues.length > 0).map(({ pointer }) => pointer);
    expect(failing).toContain("/timestamp");
    expect(by.get("/timestamp")?.issues.join(" ")).toMatch(/expected .* received/);
    expect(sentence).toMatch(/^The schema of bulk-tracking click\. .* marked\.$/);
  });

  it.each(readSamples())("names the places of the sample $vocabulary $name, which conforms to it", async ({ text }) => {
    const { lines, sentence } = await schemaOf(text);
    expect(sentence).toMatch(/conforms to it\.$/);
    const named = new Set(lines.map(({ pointer }) => pointer));
    const event: object = JSON.parse(text);
    expect(Object.keys(event).filter((name) => named.has(`/${name}`)).length).toBeGreaterThan(2);
    // The event's own form is shown, and no other: each form has its own constants.
    for (const { given, rules } of lines) {
      const [, constant] = /(?:^|, )const (.+?)(?:, |$)/.exec(rules) ?? [];
      if (constant !== undefined && given !== "nothing") expect(given).toContain(constant);
    }
  });

  it("marks the place above one that the schema doesn't name, and members of lists", async () => {
    const { lines } = await schemaOf({ type: "track", event: "Email Opened", userId: 7, properties: {}, context: [] });
    const failing = lines.filter(({ issues }) => issues.length > 0).map(({ pointer }) => pointer);
    expect(failing).toEqual(expect.arrayContaining(["/userId", "/context"]));
  });

  it("is that of the specification page's spelling where the event has it", async () => {
    const { source } = await schemaOf({ action: "track", event: "Email Opened", user_id: "a", properties: {} });
    expect(source).toContain("specification");
  });

  it.each<[string, unknown]>([
    ["a custom event", { type: "track", event: "Email Open", userId: "a" }],
    ["no JSON", "{"],
    ["no event", 7],
    ["nothing", " "],
    ["__proto__", '{"type":"track","event":"Email Opened","__proto__":{}}'],
  ])("isn't there for %s, with a sentence", async (_name, event) => {
    const { lines, sentence } = await schemaOf(event);
    expect(lines).toEqual([]);
    expect(sentence).toMatch(/schema|no event/i);
  });
});
