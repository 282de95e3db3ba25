import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose, type DiagnoseOptions } from "../index.ts";
import { createBudget } from "./budget.ts";
import { createFindOrigin } from "./create-find-origin.ts";

const examples = new URL("../../../../schemas/examples/", import.meta.url);

const samples = ["airship", "bulk-tracking"].flatMap((vocabulary) =>
  readdirSync(new URL(`${vocabulary}/`, examples)).flatMap((name) => {
    const folder = new URL(`${vocabulary}/${name}/`, examples);
    const file = readdirSync(folder).find((one) => one.startsWith("valid."));
    return file === undefined ? [] : [[`${vocabulary} ${name}`, readFileSync(new URL(file, folder), "utf8")] as const];
  }),
);

const click = { type: "click", event_id: "e-1", timestamp: "1773042072000", recipient: "nora@example.com", url: "x:y" };

/** Returns what stands at the place of the first finding of a code, up to the end of the value. */
const valueAtFinding = (text: string, code: string, options: DiagnoseOptions = {}): string | undefined => {
  const findings = diagnose(text, options).events.flatMap(({ stages }) => stages.flatMap((stage) => stage.findings));
  const place = findings.find((finding) => finding.code === code)?.place;
  return place === undefined ? undefined : /^(?:"(?:[^"\\]|\\.)*"|[^\s,\]}]+)/.exec(text.slice(place.offset))?.[0];
};

describe("findings on the call of a mapped event", () => {
  it("have the place of the value that they come from", () => {
    const one = JSON.stringify(click);
    const two = JSON.stringify({ ...click, url: "x:z" }, undefined, 2);
    expect(valueAtFinding(`[${one},\n${two}]`, "repeated-id", { nowMs: 0 })).toBe('"e-1"');
    const { place } = diagnose(`[${one},\n${two}]`).events[1]?.stages.flatMap(({ findings }) => findings)[0] ?? {};
    expect(place?.line).toBe(4);
    expect(valueAtFinding(two, "future", { nowMs: 0 })).toBe('"1773042072000"');
  });

  it.each(samples)("have it in every vocabulary: %s", (_name, text) => {
    const found = valueAtFinding(text, "future", { nowMs: 0 });
    const call: unknown = diagnose(text).events[0]?.call;
    if (found === undefined) expect(call).toBeUndefined();
    else {
      const value: unknown = JSON.parse(found);
      const ms = /^\d+$/.test(String(value)) ? Number(value) : Date.parse(String(value));
      expect(call).toMatchObject({ timestamp: new Date(ms).toISOString() });
    }
  });

  it("are traced within a budget, however many events have findings about none of their values", () => {
    let count = 0;
    const identity = (): { readonly userId: string } => ({ userId: `${(count += 1)}` });
    const additional = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, index]));
    const findOrigin = createFindOrigin({ "bulk-tracking": { identity } }, createBudget(50_000));
    const event = { value: { ...click, additional }, vocabulary: "bulk-tracking", name: "click" } as const;
    for (let serial = 0; serial < 100; serial += 1) expect(findOrigin(event, "/properties")).toBeUndefined();
    expect(count * 105).toBeLessThan(55_000);
  });

  it("are traced once for all events of a kind that have a value there", () => {
    let count = 0;
    const identity = (): { readonly userId: string } => ({ userId: `${(count += 1)}` });
    const findOrigin = createFindOrigin({ "bulk-tracking": { identity } });
    const event = { value: click, vocabulary: "bulk-tracking", name: "click" } as const;
    expect(findOrigin(event, "/messageId")).toBe("/event_id");
    const once = count;
    expect(findOrigin({ ...event, value: { ...click, event_id: "e-2" } }, "/messageId")).toBe("/event_id");
    expect([once > 0, count]).toEqual([true, once]);
  });

  it("have the start of the event where they are about no value of it", () => {
    const large = JSON.stringify({ ...click, additional: { note: "x".repeat(40_000) } });
    const [event] = diagnose(` ${large}`, { limits: { maxCallBytes: 10, maxBatchBytes: 500_000 } }).events;
    expect(event?.endsAt).toMatchObject({ name: "answered", place: { offset: 1 } });
  });

  it("have the start of the event where it has too many values for a trace", () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`x${index}`, index]));
    expect(valueAtFinding(JSON.stringify({ ...many, ...click }), "future", { nowMs: 0 })).toMatch(/^\{/);
  });
});
