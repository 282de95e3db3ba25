import { vocabularyNames } from "@email-events/diagnose/sources";
import { describe, expect, it } from "vitest";
import { readSamples } from "../../build/samples.ts";
import { noSettings } from "../options/settings.ts";
import { explainText } from "./explain-text.ts";
import { traceText } from "./trace-text.ts";

const click = JSON.stringify({
  type: "click",
  event_id: "7f3a1c52-1b8e-11f1-9c54-0242ac120002",
  timestamp: "1773042072000",
  recipient: "nora@example.com",
  url: "https://books.example.com/spring",
  "a/b": { "c~d": 7 },
});

describe("the samples", () => {
  const samples = readSamples();

  it("are of every vocabulary", () => {
    expect(new Set(samples.map(({ vocabulary }) => vocabulary))).toEqual(new Set(vocabularyNames));
  });

  it.each(samples)("$vocabulary $name arrives, or stops on purpose", ({ text }) => {
    const [event] = explainText(text, {}).events;
    expect(event?.endsAt?.status ?? "arrives").not.toBe("fails");
  });
});

describe("explaining a text", () => {
  it("counts every event, and lists the first ones and the first of each kind", () => {
    const lines = [...Array.from({ length: 300 }, () => click), "not JSON", click];
    const { events, kinds, total } = explainText(lines.join("\n"), {});
    expect(total).toBe(302);
    expect(kinds.map(({ count, first }) => [count, first])).toEqual(
      expect.arrayContaining([expect.arrayContaining([1, 301])]),
    );
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(302);
    expect(events).toHaveLength(201);
  });
});

describe("tracing a text", () => {
  it("has every value of the source, in its order, with what becomes of it", () => {
    const { result, source } = traceText(click, 1, noSettings);
    expect(source.map(({ pointer, role }) => [pointer, role])).toEqual([
      ["/type", "used"],
      ["/event_id", "used"],
      ["/timestamp", "used"],
      ["/recipient", "used"],
      ["/url", "used"],
      ["/a~1b/c~0d", "left behind"],
    ]);
    expect(result.find(({ pointer }) => pointer === "/properties/link_url")?.from).toMatchObject([{ pointer: "/url" }]);
  });

  const open = JSON.stringify({ ...JSON.parse(click), type: "open", event_id: "second" });

  it.each([
    ["a list", `[${click}, ${open}, 1]`],
    ["one event a line", `\n${click}\r\n${open}\nnot JSON`],
    ["lines that are pretty", `${JSON.stringify(JSON.parse(click), undefined, 2)}\n${open}`],
  ])("takes each event of %s, and says which one", (_name, text) => {
    const first = traceText(text, 1, noSettings);
    expect(first.sentence).toMatch(/^Event 1, click\. An event of bulk-tracking\./);
    expect(first.result.map(({ pointer }) => pointer)).toContain("/properties/link_url");
    const second = traceText(text, 2, noSettings);
    expect(second.sentence).toMatch(/^Event 2, open\./);
    expect(second.source.find(({ pointer }) => pointer === "/event_id")?.value).toBe("second");
    expect(traceText(text, 4, noSettings)).toEqual({
      sentence: "There is no event 4 in the text.",
      source: [],
      result: [],
    });
  });

  it("takes each call of a batch", () => {
    const call = { type: "track", event: "Email Opened", userId: "ada", messageId: "m", properties: { email_id: "e" } };
    const { result, sentence } = traceText(
      JSON.stringify({ batch: [{ ...call, userId: "bob" }, call] }),
      2,
      noSettings,
    );
    expect(sentence).toMatch(/^Event 2, Email Opened\. It is a call/);
    expect(result.find(({ pointer }) => pointer === "/userId")?.value).toBe("ada");
  });

  it.each([
    ["a hundred thousand levels", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["a key that comes twice", '{"type":"click","event_id":"1","event_id":"2","timestamp":"1773042072000"}'],
    ["half a line", '{"type":"click","event_id":"e-'],
  ])("says that what isn't read can't be traced: %s", (_name, text) => {
    expect(traceText(text, 1, noSettings).sentence).toMatch(
      /^Event 1(, click)?\. It can't be traced: Explain says why\.$/,
    );
  });

  it("says what it doesn't trace and show of a large event", () => {
    const others = Object.fromEntries(Array.from({ length: 1_200 }, (_, index) => [`k${index}`, true]));
    const { sentence, source } = traceText(JSON.stringify({ ...JSON.parse(click), ...others }), 1, noSettings);
    expect(sentence).toMatch(
      /It is large: [\d,]+ of its values aren't traced\. Of .*, at most 1,000 values are shown\.$/,
    );
    expect([source.length, source.at(-1)?.role]).toEqual([1_000, "not traced"]);
  });

  it("follows the options", () => {
    const { result } = traceText(click, 1, new Map([["bulk-tracking.additional.list_id", ["a/b"]]]));
    expect(result.length).toBeGreaterThan(3);
  });

  it.each(["", "[", "7", "[]", "null", '{"batch":[]}'])("says that there is none in %j", (text) => {
    expect(traceText(text, 1, noSettings)).toEqual({
      sentence: expect.stringMatching(/There is no event 1|It can't be traced|of no known vocabulary/),
      source: [],
      result: [],
    });
  });
});
