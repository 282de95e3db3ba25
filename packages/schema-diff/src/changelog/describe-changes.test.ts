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

type Files = Readonly<Record<string, unknown>>;

const describeBetween = (...sides: readonly [Files, Files]): readonly string[] => {
  const [was, is] = sides.map(
    (files) => new Map(Object.entries(files).filter(([, document]) => document !== undefined)),
  );
  return was && is ? describeChanges(diffSchemas(was, is), { was, is }) : [];
};

const describeTo = (changed: Files): readonly string[] => describeBetween(released, { ...released, ...changed });

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

  it.each([
    ["*.x", (schema: object) => ({ additionalProperties: schema })],
    ["*.x", (schema: object) => ({ patternProperties: { "^p": schema } })],
    ["*.x", (schema: object) => ({ allOf: [{ properties: { a: true } }], unevaluatedProperties: schema })],
    ["[].x", (schema: object) => ({ items: schema })],
    ["[].x", (schema: object) => ({ prefixItems: [schema] })],
    ["[].x", (schema: object) => ({ allOf: [{ prefixItems: [true] }], unevaluatedItems: schema })],
  ])("names %s in a part without a name", (path, around) => {
    const files = (type: string) => ({
      "a.json": { title: "A", ...around({ type: "object", properties: { x: { type } } }) },
    });
    expect(describeBetween(files("string"), files("null"))).toEqual([
      `- \`A\`: \`${path}\`: was string, is null (breaking for producers and consumers)`,
    ]);
  });

  it("names the property of each event where they share a schema in different places", () => {
    const id = (more: object) => ({ title: "Id", type: "string", ...more });
    const files = (more: object) => ({
      "id.json": id(more),
      "opened.schema.json": { title: "Opened", properties: { user: { $ref: "id.json" }, by: { $ref: "id.json" } } },
      "clicked.schema.json": { title: "Clicked", properties: { who: { items: { $ref: "id.json" } } } },
    });
    expect(describeBetween(files({}), files({ maxLength: 3 }))).toEqual([
      "- `Opened`: `user`, `by`: was no limit, is maxLength 3 (breaking for producers)",
      "- `Clicked`: `who.[]`: was no limit, is maxLength 3 (breaking for producers)",
    ]);
  });

  it("says that there are more properties of one schema than it names", () => {
    const properties = Object.fromEntries(
      ["a", "b", "c", "d", "e", "f", "g"].map((name) => [name, { $ref: "id.json" }]),
    );
    const files = (more: object) => ({
      "id.json": { title: "Id", type: "string", ...more },
      "opened.schema.json": { title: "Opened", properties },
    });
    expect(describeBetween(files({}), files({ maxLength: 3 }))).toEqual([
      "- `Opened`: `a`, `b`, `c`, `d` and more properties: was no limit, is maxLength 3 (breaking for producers)",
    ]);
  });

  it("names the place of a definition that nothing refers to", () => {
    const files = (properties: object) => ({
      "opened.schema.json": { title: "Opened", $ref: "base.json", $defs: { own: { type: "object", properties } } },
      "base.json": { title: "Base", properties: {}, definitions: { "a.b": { properties } } },
    });
    expect(describeBetween(files({ id: { type: "string" } }), files({ id: { type: "string" }, code: {} }))).toEqual([
      '- `Base`: `definitions."a.b".code` was added',
      "- `Opened`: `$defs.own.code` was added",
    ]);
  });

  it("names the event where another schema only declares it", () => {
    const index = { title: "Index", $defs: { opened: { $ref: "opened.schema.json" } } };
    const files = (more: object) => ({
      "index.schema.json": index,
      "opened.schema.json": { title: "Opened", properties: { id: { type: "string", ...more } } },
    });
    expect(describeBetween(files({}), files({ maxLength: 3 }))).toEqual([
      "- `Opened`: `id`: was no limit, is maxLength 3 (breaking for producers)",
    ]);
  });

  it("names a tree by the way to its first branch", () => {
    const files = (type: string) => ({
      "node.schema.json": { title: "Node", properties: { next: { $ref: "#" }, value: { type } } },
    });
    expect(describeBetween(files("string"), files("number"))).toEqual([
      "- `Node`: `value`: was string, is number (breaking for producers and consumers)",
    ]);
  });

  it.each([
    ["lost", "`id` was removed (breaking for consumers)", 1],
    ["got", "`id` was added", 0],
  ])("names a property that an event %s with its base, which stands as it was", (_, words, isBefore) => {
    const standing = { "base.json": { title: "Base", type: "object", properties: { id: { type: "string" } } } };
    const clicked = { title: "Clicked", type: "object", properties: { x: {} }, allOf: [{ $ref: "base.json" }] };
    const { allOf, ...bare } = clicked;
    const sides = [bare, { ...bare, allOf }].map((opened) => ({
      ...standing,
      "clicked.schema.json": clicked,
      "opened.schema.json": { ...opened, title: "Opened" },
    }));
    const [was = {}, is = {}] = isBefore ? sides.toReversed() : sides;
    expect(describeBetween(was, is)).toEqual([`- \`Opened\`: ${words}`]);
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

  it.each([
    ["", '""'],
    [" ", '" "'],
    ['a" b', String.raw`"a\" b"`],
    ["a\\", "a\\"],
    ["a.b", '"a.b"'],
    ["first name", "first name"],
    ["a\nb", String.raw`"a\nb"`],
  ])("names the property %j, and no other", (name, shown) => {
    const clicked = (properties: object, required: readonly string[] = []) => ({
      "clicked.schema.json": { title: "Clicked", type: "object", properties: { x: {}, ...properties }, required },
    });
    const described = { [name]: { type: "string" } };
    expect(describeBetween(clicked({}), clicked(described))).toEqual([`- \`Clicked\`: \`${shown}\` was added`]);
    expect(describeBetween(clicked(described), clicked(described, [name]))).toEqual([
      `- \`Clicked\`: \`${shown}\` is required now (breaking for producers)`,
    ]);
  });

  it.each([
    ["a\n\n- Another item", "u{a}"],
    ["www.example.com", "www"],
    ["\u202Ea", "u{202e}"],
  ])("prints the format %j as code, in one line", (format, shown) => {
    const coupon = (more: object) => event("Email Opened", { coupon: { type: "string", ...more } });
    const [line = "", ...more] = describeTo({ "opened.schema.json": coupon({ format }) });
    expect([more, line.replaceAll(/`[^`]*`/g, "")]).toEqual([[], "- : :  (breaking for producers)"]);
    expect(line).toContain(shown);
  });

  it("leaves nothing out: every change is in a line", () => {
    expect(describeTo({ "opened.schema.json": { title: "Email Opened", type: "array" } }).join("\n")).toContain(
      "was object, is array",
    );
  });
});
