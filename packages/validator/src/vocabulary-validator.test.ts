import { describe, expect, test } from "vitest";
import { airship } from "./generated/airship.ts";
import { bulkTracking } from "./generated/bulk-tracking.ts";
import { InvalidEventError } from "./invalid-event-error.ts";
import { semantic } from "./semantic.ts";
import { createVocabularyValidator } from "./vocabulary-validator.ts";

const click = {
  type: "click",
  event_id: "325128fc-b5a6-11ec-b8dd-000c292d8854",
  timestamp: "1649248573401",
  recipient: "nora@example.com",
  url: "https://books.example.com/",
};

const airshipEvent = {
  id: "75264187-fe04-4af4-a36b-48b0ff973030",
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
};

const opened = { type: "track", userId: "u1", event: "Email Opened", properties: { email_id: "m1" } };

describe("parse", () => {
  test("returns the same object", () => {
    const result = bulkTracking.parse(click);
    expect(result).toEqual({ status: "valid", value: click });
    expect(result.status === "valid" && result.value).toBe(click);
  });

  test("removes any number of optional values of a wrong type, and notes the first 20", () => {
    const names = "agent_family device_brand device_family email is_mobile is_prefetched link_name link_url";
    const properties = Object.fromEntries(
      [...names.split(" "), "os_family", "os_version", "sender", "subject"].map((name) => [name, []]),
    );
    const push = { push_id: [], group_id: [], variant_id: [], time: [], campaigns: [] };
    const body = { name: "click", session_id: [], source: [], triggering_push: push, properties };
    const device = { device_type: "EMAIL", delivery_address: "nora@example.com", channel: [], named_user_id: [] };
    const event = { ...airshipEvent, processed: [], device, user: [], body };
    const result = airship.parse(event);
    if (result.status !== "valid") throw new Error(`the event is ${result.status}`);
    expect(result.notes).toHaveLength(20);
    expect(airship.is(result.value)).toBe(true);
    expect(airship.parse({ ...event, occurred: 5 }).status).toBe("invalid");
  });

  test("distinguishes an unknown name from an invalid event, with a hint", () => {
    expect(bulkTracking.parse({ ...click, type: "clik" })).toEqual({
      status: "unrecognized",
      name: "clik",
      issues: [
        {
          pointer: "/type",
          code: "discriminator",
          expected: 'one of "click", "open", "unsubscribe"',
          received: '"clik"',
          hint: 'did you mean "click"?',
        },
      ],
    });
  });

  test.each(["constructor", "__proto__", "toString"])("doesn't recognize the name %s", (type) => {
    expect(bulkTracking.parse({ ...click, type })).toMatchObject({ status: "unrecognized", name: type });
  });

  test("returns all issues of an event", () => {
    const result = bulkTracking.parse({ ...click, event_id: "", timestamp: "soon", recipient: 7, ip: {} });
    expect(
      result.status !== "valid" && result.issues.map(({ pointer, code }) => `${pointer} ${code}`).toSorted(),
    ).toEqual(["/event_id minLength", "/ip type", "/recipient type", "/timestamp milliseconds"]);
  });

  test("suggests the property that was probably meant", () => {
    const { event_id, ...rest } = click;
    const result = bulkTracking.parse({ ...rest, event_uid: event_id });
    expect(result.status !== "valid" && result.issues).toEqual([
      {
        pointer: "/event_id",
        code: "required",
        expected: "a value",
        received: "nothing",
        hint: '"event_uid" is there: did you mean "event_id"?',
      },
    ]);
  });

  test("contains no address and no long text", () => {
    const result = airship.parse({ type: "CUSTOM", body: "nora@example.com", id: "x".repeat(5000) });
    expect(JSON.stringify(result)).not.toContain("nora");
    expect(JSON.stringify(result).length).toBeLessThan(1000);
  });

  test("keeps the number of issues bounded", () => {
    const integrations = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`destination ${i}`, 1]));
    const result = semantic.parse({ ...opened, integrations });
    expect(result.status !== "valid" && result.issues.length).toBe(20);
  });

  test.each([null, undefined, 0, "", [], [click], () => click, Symbol("x"), 10n, new Date()])(
    "refuses %s without throwing",
    (value) => {
      for (const vocabulary of [airship, bulkTracking, semantic]) {
        const result = vocabulary.parse(value);
        expect(result).toMatchObject({ status: "invalid" });
        expect(result.status !== "valid" && result.issues.length).toBeGreaterThan(0);
      }
    },
  );
});

describe("a value that throws when it is read", () => {
  const hostile = {
    get type(): never {
      throw new Error("no");
    },
  };
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();

  test("is invalid, and only assert throws", () => {
    for (const value of [hostile, proxy, { ...click, additional: proxy }]) {
      const result = bulkTracking.parse(value);
      expect(result.status !== "valid" && [result.status, result.issues[0]?.code]).toEqual(["invalid", "unreadable"]);
      expect(() => {
        bulkTracking.assert(value);
      }).toThrow(InvalidEventError);
    }
  });
});

describe("parseMany", () => {
  test("returns one result per item, in order", () => {
    const results = bulkTracking.parseMany([
      click,
      { ...click, type: "clik" },
      7,
      [click],
      { ...click, event_id: 1 },
      click,
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      "valid",
      "unrecognized",
      "invalid",
      "invalid",
      "invalid",
      "valid",
    ]);
    expect(results[0]?.status === "valid" && results[0].value).toBe(click);
  });

  test("returns what parse returns for each item", () => {
    const items = [click, null, { ...click, recipient: 7 }, "click", { ...click, type: "constructor" }];
    expect(bulkTracking.parseMany(items)).toEqual(items.map((item) => bulkTracking.parse(item)));
  });

  test("treats an object as an array of one, and returns nothing for an empty array", () => {
    expect(bulkTracking.parseMany(click)).toEqual([{ status: "valid", value: click }]);
    expect(bulkTracking.parseMany([])).toEqual([]);
  });

  test.each([null, undefined, 5, "[]", true, () => click, Symbol("x")])("is one invalid result for %s", (value) => {
    expect(airship.parseMany(value)).toMatchObject([{ status: "invalid" }]);
  });

  test("has a result for each hole", () => {
    const holes: unknown[] = [];
    holes[2] = click;
    expect(bulkTracking.parseMany(holes)).toMatchObject([
      { status: "invalid" },
      { status: "invalid" },
      { status: "valid" },
    ]);
  });

  test("returns an invalid result for each item that throws when it is read", () => {
    const items = [click, click, click];
    Object.defineProperty(items, 1, {
      get: () => {
        throw new Error("no");
      },
    });
    const results = bulkTracking.parseMany(items);
    expect(results).toMatchObject([
      { status: "valid" },
      { status: "invalid", issues: [{ code: "unreadable" }] },
      { status: "valid" },
    ]);
  });

  test("is one invalid result for a list that can't be read", () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    const endless = new Proxy([], { get: (_, name) => (name === "length" ? Infinity : undefined) });
    for (const list of [proxy, endless])
      expect(semantic.parseMany(list)).toMatchObject([{ status: "invalid", issues: [{ code: "unreadable" }] }]);
  });

  test("exists in every vocabulary", () => {
    for (const { parseMany } of [airship, bulkTracking, semantic])
      expect(parseMany([{}, {}]).map(({ status }) => status)).toEqual(["invalid", "invalid"]);
  });
});

describe("semantic", () => {
  test("accepts both spellings", () => {
    const specification = { action: "track", user_id: "u1", event: "Email Opened", properties: { email_id: "m1" } };
    expect(semantic.is(opened)).toBe(true);
    expect(semantic.is(specification)).toBe(true);
  });

  test("returns issues of the spelling that was meant", () => {
    const api = semantic.parse({ type: "track", event: "Email Opened", properties: { email_id: "m1" } });
    const specification = semantic.parse({ action: "track", event: "Email Opened", properties: { email_id: "m1" } });
    expect(api.status !== "valid" && api.issues[0]?.expected).toContain("userId");
    expect(specification.status !== "valid" && specification.issues[0]?.expected).toContain("user_id");
  });

  test("doesn't recognize a track call that isn't an email event", () => {
    expect(semantic.parse({ ...opened, event: "Order Completed" })).toMatchObject({
      status: "unrecognized",
      name: "Order Completed",
    });
  });
});

describe("assert", () => {
  test("accepts a valid event", () => {
    expect(() => {
      bulkTracking.assert(click);
    }).not.toThrow();
  });

  test("throws an error that names each pointer", () => {
    const attempt = (): void => {
      bulkTracking.assert({ ...click, recipient: 7 });
    };
    expect(attempt).toThrow(InvalidEventError);
    expect(attempt).toThrow("/recipient: expected a string or null, got 7");
  });
});

describe("the Standard Schema interface", () => {
  test("returns the value of a valid event", () => {
    expect(bulkTracking["~standard"].validate(click)).toEqual({ value: click });
  });

  test("returns a message and a path for each issue", () => {
    expect(bulkTracking["~standard"].validate({ ...click, event_id: 7 })).toEqual({
      issues: [{ message: "expected a string, got 7", path: ["event_id"] }],
    });
  });

  test("names its version and vendor", () => {
    expect(bulkTracking["~standard"]).toMatchObject({ version: 1, vendor: "email-events" });
  });
});

describe("a pointer with escapes", () => {
  const issue = { pointer: "/a~1b/~01", code: "discriminator", expected: "a name", received: "another" };
  const validator = createVocabularyValidator<object>({
    name: "test",
    is: (value): value is object => value === undefined,
    issuesOf: () => [issue],
  });

  test("leads to the name of an unrecognized event, and through its properties in the Standard Schema interface", () => {
    const event = { "a/b": { "~1": "printed" } };
    expect(validator.parse(event)).toEqual({ status: "unrecognized", name: "printed", issues: [issue] });
    expect(validator["~standard"].validate(event)).toMatchObject({ issues: [{ path: ["a/b", "~1"] }] });
    expect(validator.parse({})).toMatchObject({ name: "" });
  });
});
