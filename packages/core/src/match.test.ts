import { describe, expect, test } from "vitest";
import { match } from "./match.ts";
import * as core from "./index.ts";
import type { AirshipEmailEvent, AirshipEvent, BulkTrackingEvent, SemanticEmailEvent } from "./index.ts";

const envelope = {
  id: "00000179-4ad5-a8ec-bd20-41dbbaacb2bd",
  type: "CUSTOM",
  occurred: "2026-03-09T07:41:12.000Z",
  device: { device_type: "EMAIL" },
} as const;

const bounce: AirshipEmailEvent = { ...envelope, body: { name: "bounce", properties: { bounce_class: "10" } } };

/** Every union of the generated files: the path to its tag, and its tags. */
const exported = new Map<string, unknown>(Object.entries(core));
const generated = [...exported].flatMap(([name, names]) =>
  name.endsWith("EventNames") ? [[name, exported.get(name.replace(/Names$/, "Tag")), names] as const] : [],
);

const at = (path: readonly string[], value: string): unknown =>
  path.reduceRight<unknown>((below, name) => ({ [name]: below }), value);

describe("match", () => {
  test("calls the handler of an Airship event's name", () => {
    const handlers = { bounce: () => "bounced", otherwise: () => "other" };
    expect(match(bounce, handlers)).toBe("bounced");
    expect(match<AirshipEmailEvent, typeof handlers>({ ...envelope, body: { name: "open" } }, handlers)).toBe("other");
  });

  test("calls the handler of a bulk-tracking event's type and of a semantic event's name", () => {
    const click = { type: "click", event_id: "1", timestamp: "1649248573401" } as BulkTrackingEvent;
    expect(match(click, { click: ({ event_id }) => event_id, open: () => "o", unsubscribe: () => "u" })).toBe("1");
    const opened: SemanticEmailEvent = {
      type: "track",
      userId: "a",
      event: "Email Opened",
      properties: { email_id: "m" },
    };
    expect(match(opened, { "Email Opened": ({ properties }) => properties.email_id, otherwise: () => "" })).toBe("m");
  });

  test("uses the type of an Airship event if the handlers do", () => {
    const any: AirshipEvent = bounce;
    const handlers = { CUSTOM: () => "c", COMPLIANCE: () => "m", OFFSET_UPDATE: () => "o" };
    expect(match(any as AirshipEvent, handlers)).toBe("c");
  });

  test("isn't led astray by a property that another vocabulary has its names in", () => {
    const open = { type: "open", event_id: "1", timestamp: "1649248573401", body: { name: "click" } };
    const handlers = { click: () => "click", open: () => "open", unsubscribe: () => "unsubscribe" };
    expect(match(open as BulkTrackingEvent, handlers)).toBe("open");
  });

  test.each(generated)("has every name of %s", (_, tag, names) => {
    expect(tag).toBeInstanceOf(Array);
    for (const name of names as readonly string[]) {
      const event = at(tag as readonly string[], name) as AirshipEmailEvent;
      expect(match(event, { [name]: () => name, otherwise: () => "" } as never)).toBe(name);
    }
  });

  test("ignores inherited properties of the event and the handlers", () => {
    const inherited = Object.create({ ...bounce }) as AirshipEmailEvent;
    expect(match(inherited, { bounce: () => "bounced", otherwise: () => "other" })).toBe("other");
    const handlers = Object.assign(Object.create({ bounce: () => "inherited" }) as object, { otherwise: () => "own" });
    expect(match(bounce, handlers)).toBe("own");
    for (const name of ["constructor", "__proto__", "toString", "otherwise"]) {
      const event = { ...envelope, body: { name } } as unknown as AirshipEmailEvent;
      expect(match(event, { bounce: () => 1, otherwise: () => 2 })).toBe(2);
    }
  });

  test("throws for a value that contradicts its type, without quoting it", () => {
    const event = { ...envelope, body: { name: "nora@example.com" } } as unknown as AirshipEmailEvent;
    expect(() => match(event, {} as never)).toThrow(
      new TypeError("no handler for the name of this event: validate the event before match, or add otherwise"),
    );
  });
});
