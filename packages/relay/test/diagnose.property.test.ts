import { diagnose, type EventDiagnosis, type StageName } from "@email-events/diagnose";
import { createSourceMapper, sourceVocabularyNames, detectVocabulary } from "@email-events/diagnose/sources";
import type { Issue } from "@email-events/core";
import { createSandbox, eventGenerators, type Sandbox } from "@email-events/sandbox";
import { semantic, sourceVocabularies } from "@email-events/validator";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createItemReader } from "../src/reading/item-reader.ts";
import { parseJson } from "../src/reading/parse-json.ts";
import { buildMapSteps } from "../src/judging/steps.ts";
import { examplesOf, mutatedFrom } from "../src/testing/mutated-events.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const numRuns = Number(process.env["DIAGNOSE_RUNS"] ?? 60);

const diagnoseOne = (text: string): EventDiagnosis => {
  const [event] = diagnose(text).events;
  if (event === undefined) throw new Error("no event was found");
  return event;
};

type Found = Pick<Issue, "code" | "pointer">;

/** What was found, without the words. */
const shortly = (found: readonly Found[] = []): readonly Found[] =>
  found.map(({ code, pointer }) => ({ code, pointer }));

const findingsAt = (event: EventDiagnosis, ...names: readonly StageName[]): readonly Found[] =>
  shortly(event.stages.filter(({ name }) => names.includes(name)).flatMap(({ findings }) => findings));

const statusAt = (event: EventDiagnosis, name: StageName): string | undefined =>
  event.stages.find((stage) => stage.name === name)?.status;

/** What the sandbox makes of a call in a batch of its own: the status in strict mode, and the errors. */
const post = async (call: unknown): Promise<{ readonly status: number; readonly errors: readonly string[] }> => {
  const answer = await fetch(`${sandbox.url}/v1/batch`, {
    method: "POST",
    // A connection that is kept could end while a test without the network takes its time.
    headers: { authorization: `Basic ${btoa("key:")}`, "x-strict-mode": "1", connection: "close" },
    body: JSON.stringify({ batch: [call] }),
  });
  const body: { meta?: { errors: string[] } } = (await answer.json()) as object;
  return { status: answer.status, errors: body.meta?.errors ?? [] };
};

const mapSteps = buildMapSteps();

describe.each(sourceVocabularyNames)("a diagnosis of %s", (vocabulary) => {
  const examples = examplesOf(vocabulary);
  const generated = [...eventGenerators[vocabulary]({ seed: 9, count: 100 })];
  const map = createSourceMapper(vocabulary);

  it("agrees with the validator, the mapper, the relay and the sandbox", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(mutatedFrom(examples), fc.constantFrom<unknown>(...examples), fc.constantFrom<unknown>(...generated)),
        fc.constantFrom("{", "{", "{", '{"type":1,'),
        async (value, start) => {
          const text = JSON.stringify(value).replace("{", start);
          const event = diagnoseOne(text);
          const parsed = parseJson(Buffer.from(text));
          if (parsed.status !== "valid" && event.vocabulary !== "semantic")
            expect(findingsAt(event, "read")).toEqual(shortly(parsed.issues));
          if (parsed.status !== "valid" || event.vocabulary !== vocabulary) return;
          expect(statusAt(event, "read")).toBe("passes");

          const { status } = sourceVocabularies[vocabulary].parse(parsed.value);
          expect(statusAt(event, "recognized")).toBe(status === "unrecognized" ? "fails" : "passes");
          const ofValid = { unrecognized: undefined, invalid: "fails", valid: "passes" } as const;
          expect(statusAt(event, "valid")).toBe(ofValid[status]);
          if (status !== "valid") return;

          const outcome = map(parsed.value);
          const step = mapSteps[vocabulary](parsed.value, event.bytes);
          const ofMapped = { skipped: "stops on purpose", valid: "passes", invalid: "fails", unrecognized: "fails" };
          expect(statusAt(event, "mapped")).toBe(ofMapped[step.status]);
          if (outcome.status === "skipped") expect(event.endsAt?.findings[0]?.code).toBe(outcome.reason);
          if (step.status === "skipped" || step.status === "valid") {
            const notes = findingsAt(event, "valid", "mapped").filter(
              ({ code }) => code !== event.endsAt?.findings[0]?.code,
            );
            expect(notes).toEqual(shortly(step.notes));
          }
          if (outcome.status !== "mapped" || step.status !== "valid") return;

          expect(event.call).toEqual(outcome.event);
          expect(event.answer?.strict).toBe((await post(event.call)).status);
        },
      ),
      { numRuns },
    );
  });
});

type Nested = object | readonly Nested[];

describe("a diagnosis of a text", () => {
  const anyObject = fc.dictionary(fc.constantFrom("a", '"]', "\\"), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 });
  const { nested } = fc.letrec<{ nested: Nested }>((tie) => ({
    nested: fc.oneof({ depthSize: "small" }, anyObject, fc.array(tie("nested"), { maxLength: 3 })),
  }));
  const placesOf = (text: string) =>
    diagnose(text, { vocabulary: "semantic" }).events.map(({ bytes, place }) => [place.line, bytes]);
  const itemsOf = (text: string) => {
    const reader = createItemReader(1_000_000);
    const items = [...reader.push(Buffer.from(text)), ...reader.end(false)];
    return items.map((item) => [
      item.line,
      item.kind === "whole" ? Buffer.byteLength(item.bytes.toString().trim()) : item.sizeBytes,
    ]);
  };

  it("is about the events that the relay reads, in lists and one after the other", () => {
    const between = fc.constantFrom("\n", " ", "\r\n\n", ",", ",\n", "\n , ,");
    fc.assert(
      fc.property(fc.array(fc.tuple(nested, between), { maxLength: 4 }), (values) => {
        const text = values.map(([value, space]) => JSON.stringify(value) + space).join("");
        expect(placesOf(text)).toEqual(itemsOf(text));
      }),
      { numRuns },
    );
  });

  it("is about the lines that the relay reads in a log", () => {
    const head = fc.constantFrom("at 1 ", "[info] ", "[1.2 s]", "[2026-03-09 07:41] [info] ", "event: ", "# ");
    fc.assert(
      fc.property(head, fc.array(anyObject, { minLength: 1, maxLength: 4 }), (before, values) => {
        const text = values.map((value) => `${before}${JSON.stringify(value)}\n`).join("");
        expect(placesOf(text).map(([line]) => line)).toEqual(itemsOf(text).map(([line]) => line));
      }),
      { numRuns },
    );
  });
});

describe("a diagnosis of a call", () => {
  const examples = examplesOf("semantic");

  it("agrees with the validator and the sandbox", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutatedFrom(examples), fc.constantFrom<unknown>(...examples)), async (value) => {
        const event = diagnoseOne(JSON.stringify(value));
        const call: unknown = JSON.parse(JSON.stringify(value));
        if (event.vocabulary !== "semantic" || typeof call !== "object" || call === null) return;
        const parsed = semantic.parse(call);
        if (statusAt(event, "recognized") === "passes" && detectVocabulary(call) === "semantic")
          expect(statusAt(event, "valid")).toBe(parsed.status === "invalid" ? "fails" : "passes");
        const { errors, status } = await post(call);
        expect(event.answer).toEqual({
          strict: status,
          permissive: status === 200 ? "stored" : "dropped",
          errors: errors.map((_, index) => event.answer?.errors[index]),
        });
        expect(event.answer?.errors).toHaveLength(errors.length);
        expect(statusAt(event, "answered")).toBe(status === 200 ? "passes" : "fails");
      }),
      { numRuns },
    );
  });

  it.each([97, 98, 99, 100])("agrees on a call that nests %d levels deep", async (levels) => {
    const below = Array.from({ length: levels - 1 }).reduce<unknown>((inner) => ({ inner }), "deep");
    const call = { type: "track", event: "Bought", userId: "ü", properties: below };
    const { answer } = diagnoseOne(JSON.stringify(call));
    expect([answer?.strict, (await post(call)).status]).toEqual([200, 200]);
  });

  it.each([31_998, 31_999, 32_000, 32_001])("agrees on a size of %d bytes", async (size) => {
    const call = { type: "track", event: "Bought", userId: "ü", note: "" };
    const note = "x".repeat(size - new TextEncoder().encode(JSON.stringify(call)).length);
    const { answer } = diagnoseOne(JSON.stringify({ ...call, note }));
    expect(answer?.strict).toBe((await post({ ...call, note })).status);
    expect(answer?.strict).toBe(size > 32_000 ? 400 : 200);
  });
});
