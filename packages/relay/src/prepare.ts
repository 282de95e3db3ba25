import type { Issue } from "@email-events/core";
import type { Item } from "./item.ts";
import { parseJson } from "./parse-json.ts";
import { defaultMaxItemBytes, readItems } from "./read-items.ts";
import type { Tally } from "./report.ts";
import { buildSetAside, type SetAside } from "./set-aside.ts";
import type { Step, TakeStep } from "./step.ts";
import type { ChooseStep } from "./steps.ts";

/** Bytes in, and what is told on the way. */
export interface PrepareOptions<Event> {
  readonly source: AsyncIterable<Uint8Array>;
  readonly choose: ChooseStep<Event>;
  readonly tally: Tally;
  /** Called now and then while reading. */
  readonly onProgress?: () => void;
  /** The largest event that is read, in bytes; 1 MB by default. */
  readonly maxItemBytes?: number;
}

/** An event that goes on, with where it came from, or one that doesn't. */
export type Prepared<Event> =
  | { readonly kind: "ready"; readonly event: Event; readonly item: Item }
  | { readonly kind: "set-aside"; readonly entry: SetAside };

/** A source that failed while it was read; what came before it is accounted for. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}

async function* guardSource(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* source;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "it failed";
    const isInterrupted = error instanceof Error && error.name === "AbortError";
    throw new SourceError(isInterrupted ? "interrupted" : reason, { cause: error });
  }
}

const tooLarge = (maxBytes: number, sizeBytes: number): Issue => ({
  pointer: "",
  code: "too_large",
  expected: `an event of at most ${maxBytes} bytes`,
  received: `${sizeBytes} bytes`,
});

const notAnObject: Issue = { pointer: "", code: "type", expected: "object", received: "a JSON value that is none" };

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Judges items; the step is chosen by the first that is an object. */
const createJudge = <Event>(choose: ChooseStep<Event>, maxItemBytes: number) => {
  let step: TakeStep<Event> | undefined;
  return (item: Item): Step<Event> => {
    if (item.kind === "too-large") {
      return { outcome: "invalid", issues: [tooLarge(maxItemBytes, item.sizeBytes)] };
    }
    const parsed = item.parsed ?? parseJson(item.bytes);
    if (!parsed.ok) return parsed;
    if (!isObject(parsed.value)) return { outcome: "invalid", issues: [notAnObject] };
    step ??= choose(parsed.value);
    return step(parsed.value);
  };
};

/**
 * Reads events and yields those that go on, and those that are set aside. What doesn't go on is counted; what is
 * skipped on purpose is only counted.
 *
 * @throws SourceError when the source fails; CommandError when the vocabulary can't be told.
 */
export async function* prepare<Event>(
  options: PrepareOptions<Event>,
): AsyncGenerator<Prepared<Event>, void, undefined> {
  const { tally, maxItemBytes = defaultMaxItemBytes } = options;
  const judge = createJudge(options.choose, maxItemBytes);
  for await (const items of readItems(guardSource(options.source), maxItemBytes)) {
    for (const item of items) {
      const step = judge(item);
      if (step.outcome === "ready") yield { kind: "ready", event: step.event, item };
      else if (step.outcome === "skipped") tally.skip(step.reason);
      else {
        tally.count(step.outcome);
        yield { kind: "set-aside", entry: buildSetAside(item, step.outcome, step.issues) };
      }
    }
    options.onProgress?.();
  }
}
