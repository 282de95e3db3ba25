import { describe, expect, it } from "vitest";
import { diffSchemas } from "../diff-schemas.ts";
import { describeChanges } from "./describe-changes.ts";

const base = {
  title: "Call",
  type: "object",
  properties: { id: { type: "string" }, context: { type: "object", properties: { ip: { type: "string" } } } },
};

const event = (title: string, properties: object = {}) => ({
  title,
  type: "object",
  allOf: [{ $ref: "./call.schema.json" }],
  required: ["event"],
  properties: { event: { const: title }, properties: { $ref: "#/$defs/body" } },
  $defs: { body: { title: `${title} body`, type: "object", properties } },
});

const released = {
  "call.schema.json": base,
  "opened.schema.json": event("Email Opened", { coupon: { type: "string" } }),
  "clicked.schema.json": event("Email Clicked"),
  "event.schema.json": {
    title: "Any event",
    oneOf: [{ $ref: "./opened.schema.json" }, { $ref: "./clicked.schema.json" }],
  },
};

const describeTo = (changed: Readonly<Record<string, unknown>>): readonly string[] => {
  const [was, is] = [new Map(Object.entries(released)), new Map(Object.entries({ ...released, ...changed }))];
  for (const [file, document] of is) if (document === undefined) is.delete(file);
  return describeChanges(diffSchemas(was, is), { was, is });
};

describe("a described change", () => {
  it("names the event and the property by its way from the event, not by its place in the file", () => {
    const opened = event("Email Opened", { coupon: { type: "string", maxLength: 8 }, code: { type: "string" } });
    expect(describeTo({ "opened.schema.json": opened })).toEqual([
      "- `Email Opened`: `properties.coupon`: was no limit, is maxLength 8 (breaking for producers)",
      "- `Email Opened`: `properties.code` was added",
    ]);
  });

  it("names a property that is required now", () => {
    const opened = event("Email Opened", { coupon: { type: "string" } });
    const body = { ...opened.$defs.body, required: ["coupon"] };
    expect(describeTo({ "opened.schema.json": { ...opened, $defs: { body } } })).toEqual([
      "- `Email Opened`: `properties.coupon` is required now (breaking for producers)",
    ]);
  });

  it("names a property that was removed", () => {
    expect(describeTo({ "opened.schema.json": event("Email Opened") })).toEqual([
      "- `Email Opened`: `properties.coupon` was removed (breaking for consumers)",
    ]);
  });

  it("names every event where a shared schema changed", () => {
    const context = { type: "object", properties: { ip: { type: "string" }, page: { type: "string" } } };
    const call = { ...base, properties: { ...base.properties, context } };
    expect(describeTo({ "call.schema.json": call })).toEqual([
      "- `Email Opened`, `Email Clicked`: `context.page` was added",
    ]);
  });

  it("counts events of which there are very many", () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`e${at}.schema.json`, event(`Event ${at}`)]),
    );
    const call = { ...base, required: ["id"] };
    const [was, is] = [released, { ...released, "call.schema.json": call }].map(
      (documents) => new Map(Object.entries({ ...many, ...documents })),
    );
    if (!was || !is) throw new Error("two sides");
    expect(describeChanges(diffSchemas(was, is), { was, is })).toEqual([
      expect.stringMatching(/^- (`Event \d`, ){7}`Event 7` and 24 more events: `id` is required now/),
    ]);
  });

  it("names an event that was added or removed", () => {
    const bounced = { "bounced.schema.json": event("Email Bounced") };
    expect(describeTo(bounced)).toEqual(["- `Email Bounced`: EmailBounced was added"]);
    const union = { title: "Any event", oneOf: [{ $ref: "./opened.schema.json" }] };
    expect(describeTo({ "clicked.schema.json": undefined, "event.schema.json": union })).toEqual([
      "- `Email Clicked`: EmailClicked was removed (breaking for producers and consumers)",
      expect.stringContaining("- `Any event`: "),
    ]);
  });

  it("puts changes of words of one event into one line", () => {
    const opened = {
      ...event("Email Opened", { coupon: { type: "string", description: "A code." } }),
      description: "Seen.",
    };
    expect(describeTo({ "opened.schema.json": opened })).toEqual([
      expect.stringMatching(/^- `Email Opened`: description was (added|changed)$/),
    ]);
  });

  it("prints text of schemas as code in one line, whatever it holds", () => {
    const hostile = "`a`\n---\n<img src=x onerror=alert(1)> [a](http://b) @all \u001b[2J";
    const opened = event("Email Opened", { coupon: { type: "string" }, [hostile]: { type: "string" } });
    const [line = "", ...more] = describeTo({
      "opened.schema.json": { ...opened, title: `Email Opened ${hostile}` },
    }).filter((one) => one.includes("was added"));
    expect(more).toEqual([]);
    expect(line.replaceAll(/`[^`]*`/g, "")).toBe("- :  was added");
    expect(line).not.toMatch(/\p{Cc}/u);
  });

  it("leaves nothing out: every change is in a line", () => {
    expect(describeTo({ "opened.schema.json": { title: "Email Opened", type: "array" } }).join("\n")).toContain(
      "was object, is array",
    );
  });
});
