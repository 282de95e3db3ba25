import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapByName } from "./map-by-name.ts";
import type { Mapper } from "./mapper.ts";
import { skip } from "./skip.ts";

interface Opened {
  readonly kind: "opened";
  readonly id: string;
}

interface Printed {
  readonly kind: "printed";
}

interface EventMap {
  opened: Opened;
  printed: Printed;
}

const map: Mapper<unknown, string> = mapByName<EventMap, string>(({ kind }) => kind, {
  opened: ({ id }) => ({ status: "mapped", event: id }),
  printed: skip("no-email"),
}) as Mapper<unknown, string>;

/** Names that every object inherits, and other names that can break a lookup. */
const inherited = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Function.prototype),
  "then",
  "",
];

describe("mapByName", () => {
  it("maps an event with the mapper of its name", () => {
    expect(map({ kind: "opened", id: "e-1" })).toStrictEqual({ status: "mapped", event: "e-1" });
    expect(map({ kind: "printed" })).toStrictEqual({ status: "skipped", reason: "no-email" });
  });

  it.each(inherited)("doesn't recognize %j, which isn't an own property of the table", (kind) => {
    expect(map({ kind })).toStrictEqual({ status: "unrecognized", name: kind });
  });

  it.each([undefined, null, 7, true, ["opened"], { toString: () => "opened" }])(
    "doesn't recognize %o, which isn't a string",
    (kind) => {
      expect(map({ kind })).toStrictEqual({ status: "unrecognized", name: "" });
    },
  );

  it.each([undefined, null, 7, "opened", true])("doesn't recognize %o, which isn't an event", (event) => {
    expect(map(event)).toStrictEqual({ status: "unrecognized", name: "" });
  });

  it("finds an own property that has the name of an inherited one", () => {
    const table = JSON.parse('{"__proto__":1,"constructor":2}') as object;
    const names = Object.keys(table);
    const mapped = mapByName<Record<string, { readonly kind: string }>, string>(
      ({ kind }) => kind,
      Object.fromEntries(names.map((name) => [name, () => ({ status: "mapped", event: name })])),
    );
    expect(names.map((kind) => mapped({ kind }))).toEqual(names.map((event) => ({ status: "mapped", event })));
  });

  it("doesn't recognize an event of another vocabulary that has a name of the table", () => {
    const mapOwn = mapByName<EventMap, string>(
      ({ kind }) => kind,
      { opened: skip("seen"), printed: skip("no-email") },
      (event) => event.kind === "opened" && event.id !== "",
    );
    expect(mapOwn({ kind: "opened", id: "e-1" })).toStrictEqual({ status: "skipped", reason: "seen" });
    expect(mapOwn({ kind: "opened", id: "" })).toStrictEqual({ status: "unrecognized", name: "opened" });
    expect(mapOwn({ kind: "printed" })).toStrictEqual({ status: "unrecognized", name: "printed" });
  });

  it("ignores later changes to the table", () => {
    const table: { opened: Mapper<Opened, string>; printed: Mapper<Printed, string> } = {
      opened: skip("before"),
      printed: skip("no-email"),
    };
    const mapEvent = mapByName<EventMap, string>(({ kind }) => kind, table);
    table.opened = skip("after");
    expect(mapEvent({ kind: "opened", id: "e-1" })).toStrictEqual({ status: "skipped", reason: "before" });
  });

  it("returns one outcome for every event, by own names of the table only", () => {
    const name = fc.oneof(fc.constantFrom(...inherited, "opened", "printed"), fc.string());
    const outcome = fc.constantFrom<"mapped" | "skipped" | "invalid">("mapped", "skipped", "invalid");
    const tables = fc.dictionary(name, outcome, { noNullPrototype: false, minKeys: 1 });
    const anyEvent = fc.oneof(fc.record({ kind: fc.oneof(name, fc.anything()) }), fc.anything());
    const cases = tables.chain((outcomes) => {
      const known = fc.record({ kind: fc.constantFrom(...Object.keys(outcomes)) });
      return fc.record({ outcomes: fc.constant(outcomes), event: fc.oneof(known, anyEvent) });
    });
    const seen = new Set<string>();
    fc.assert(
      fc.property(cases, ({ outcomes, event }) => {
        const mapEvent = mapByName<Record<string, { readonly kind: string }>, string>(
          ({ kind }) => kind,
          Object.fromEntries(
            Object.entries(outcomes).map(([key, given]): [string, Mapper<unknown, string>] => [
              key,
              () =>
                given === "mapped"
                  ? { status: given, event: key }
                  : given === "skipped"
                    ? { status: given, reason: key }
                    : { status: given, issues: [] },
            ]),
          ),
        ) as Mapper<unknown, string>;
        const result = mapEvent(event);
        seen.add(result.status);
        const kind: unknown = typeof event === "object" && event !== null && "kind" in event ? event.kind : undefined;
        const isOwn = typeof kind === "string" && Object.hasOwn(outcomes, kind);
        expect(result.status).toBe(isOwn ? outcomes[kind] : "unrecognized");
        if (result.status === "unrecognized") expect(result.name).toBe(typeof kind === "string" ? kind : "");
        if (result.status === "mapped") expect(result.event).toBe(kind);
        if (result.status === "skipped") expect(result.reason).toBe(kind);
      }),
    );
    expect([...seen].toSorted()).toEqual(["invalid", "mapped", "skipped", "unrecognized"]);
  });
});
