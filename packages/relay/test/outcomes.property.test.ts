import type { RelayedEvent } from "../src/judging/step.ts";
import type { Result } from "@email-events/core";
import { semantic, sourceVocabularies } from "@email-events/validator";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../src/reading/parse-json.ts";
import { relay } from "../src/relaying/relay.ts";
import type { SetAside } from "../src/report/set-aside.ts";
import { mappings, sourceVocabularyNames, type SourceVocabulary } from "@email-events/diagnose/sources";
import { buildMapSteps, validateSteps } from "../src/judging/steps.ts";
import { examplesOf, mutatedFrom } from "../src/testing/mutated-events.ts";

const mappers = new Map(sourceVocabularyNames.map((name) => [name, mappings[name].createMapper({})]));
const mapSteps = buildMapSteps();

/** The result of `validate` for a line: `valid`, `unrecognized` or `invalid`. */
const validate = (vocabulary: SourceVocabulary, line: string): string => {
  const parsed = parseJson(Buffer.from(line));
  if (parsed.status !== "valid") return parsed.status;
  return validateSteps[vocabulary](parsed.value, line.length).status;
};

/** The result of `map` for a line: `mapped`, a reason to skip, `unrecognized` or `invalid`. */
const map = (vocabulary: SourceVocabulary, line: string): string => {
  const parsed = parseJson(Buffer.from(line));
  if (parsed.status !== "valid") return parsed.status;
  const step = mapSteps[vocabulary]?.(parsed.value, line.length);
  if (step?.status === "skipped") return `skipped: ${step.reason}`;
  return step?.status === "valid" ? "mapped" : (step?.status ?? "no step");
};

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** The result of `relay`: set-aside events by line, and the numbers of sent and skipped events. */
const relayLines = async (vocabulary: SourceVocabulary, lines: readonly string[]) => {
  const aside: SetAside[] = [];
  const sent: RelayedEvent[] = [];
  const { report } = await relay({
    source: bytesOf(lines.join("\n")),
    vocabulary,
    sendChunks: async function* (chunks) {
      for await (const events of chunks) {
        sent.push(...events.map((event) => event.toJSON()));
        yield events.map((event) => ({ status: "delivered", event }));
      }
    },
    onSetAside: (entry) => void aside.push(entry),
  });
  const statuses = new Map<number, string>(aside.map(({ line, status }) => [line, status]));
  return { outcomes: lines.map((_, index) => statuses.get(index + 1) ?? "goes on"), sent, skipped: report.skipped };
};

const countSkips = (outcomes: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    const [, reason] = /^skipped: (.*)$/.exec(outcome) ?? [];
    if (reason !== undefined) counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
};

const examples = new Map(sourceVocabularyNames.map((name) => [name, examplesOf(name)]));
const foreign = examplesOf("semantic");

it("an event of another device is unrecognized in validate, map and relay", async () => {
  const devices = [{ device_type: "IOS" }, { device_type: "ANDROID" }, { device_type: "SMS" }, { device_type: "OPEN" }];
  const lines = examplesOf("airship")
    .filter(({ type }) => type === "CUSTOM" || type === "COMPLIANCE")
    .flatMap((event) => [...devices, null, {}, undefined].map((device) => JSON.stringify({ ...event, device })));
  expect(lines.length).toBeGreaterThan(1_000);
  const expected = lines.map(() => "unrecognized");
  expect(lines.map((line) => validate("airship", line))).toEqual(expected);
  expect(lines.map((line) => map("airship", line))).toEqual(expected);
  expect((await relayLines("airship", lines)).outcomes).toEqual(expected);
});

describe.each(sourceVocabularyNames)("any %s event", (vocabulary) => {
  const others = [...examples].flatMap(([name, list]) => (name === vocabulary ? [] : list));
  const events = fc.oneof(
    { weight: 9, arbitrary: mutatedFrom(examples.get(vocabulary) ?? []) },
    { weight: 1, arbitrary: mutatedFrom([...others, ...foreign]) },
  );

  it("has the same result in validate, the mapper, map and relay", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(events, { minLength: 1, maxLength: 25 }), async (list) => {
        const lines = list.map((event) => JSON.stringify(event));
        const validated = lines.map((line) => validate(vocabulary, line));
        const mapped = lines.map((line) => map(vocabulary, line));
        const relayed = await relayLines(vocabulary, lines);

        const isGood = (outcome: string): boolean => outcome === "mapped" || outcome.startsWith("skipped: ");
        expect(mapped.map((outcome) => (isGood(outcome) ? "valid" : outcome))).toEqual(validated);
        expect(relayed.outcomes.map((outcome) => (outcome === "goes on" ? "valid" : outcome))).toEqual(validated);
        expect(relayed.sent).toHaveLength(mapped.filter((outcome) => outcome === "mapped").length);
        expect(relayed.skipped).toEqual(countSkips(mapped));
        // A mapping bug must never reach the API or lose an event.
        for (const event of relayed.sent) expect(semantic.parse(event)).toMatchObject({ status: "valid" });
        for (const outcome of [...validated, ...mapped]) seen.add(outcome.replace(/:.*/, ""));
      }),
      { numRuns: 300 },
    );
    expect([...seen].toSorted()).toEqual(["invalid", "mapped", "skipped", "unrecognized", "valid"]);
  });

  it("is mapped or skipped if it is valid, and unrecognized with the same name otherwise", () => {
    fc.assert(
      fc.property(events, (event) => {
        const result: Result<unknown> = sourceVocabularies[vocabulary].parse(event);
        const outcome = mappers.get(vocabulary)?.(event as never);
        if (outcome === undefined) throw new Error("there is no mapper");
        if (result.status === "valid") expect(outcome.status).toMatch(/^(?:mapped|skipped)$/);
        else if (result.status === "unrecognized")
          expect(outcome).toEqual({ status: "unrecognized", name: result.name });
        if (outcome.status === "unrecognized" && outcome.name !== "")
          expect(result).toMatchObject({ status: "unrecognized" });
        if (result.status === "valid" && outcome.status === "mapped")
          expect(semantic.parse(outcome.event)).toEqual({ status: "valid", value: outcome.event });
      }),
      { numRuns: 5_000 },
    );
  });
});
