import { expect, it } from "vitest";
import { relay } from "./relay.ts";
import type { RelayOptions } from "./relay-options.ts";

async function* nothing(): AsyncIterable<never> {}

const good: RelayOptions = { source: nothing(), sendChunks: nothing };

it("takes all options at once, and those that are undefined", async () => {
  const ignore = (): void => undefined;
  const callbacks = { onSetAside: ignore, onNote: ignore, flush: ignore, onProgress: ignore };
  const options: RelayOptions = {
    ...good,
    ...callbacks,
    vocabulary: "airship",
    mapperOptions: { airship: { opens: "both" } },
    signal: new AbortController().signal,
    startLine: 1,
    maxItemBytes: 1,
  };
  expect(await relay(options)).toMatchObject({ report: { received: 0 } });
  expect(await relay({ ...good, vocabulary: undefined, startLine: undefined })).toMatchObject({
    report: { received: 0 },
  });
});

it.each<readonly [given: unknown, words: RegExp]>([
  [undefined, /^The relay takes an object of options, not /],
  [{ ...good, onSetaside: () => undefined }, /^The relay has no "onSetaside": use one of "source", /],
  [{ ...good, vocabulary: "airshp" }, /^The option vocabulary can't be "airshp": use one of "semantic", /],
  [{ ...good, mapperOptions: { airship: { open: "both" } } }, /"open"/],
  [{ ...good, source: undefined }, /^The option source must be an async iterable of bytes/],
  [{ ...good, source: "events.ndjson" }, /^The option source must be an async iterable of bytes/],
  [{ ...good, sendChunks: undefined }, /^The option sendChunks must be a function/],
  [{ ...good, onProgress: true }, /^The option onProgress must be a function\.$/],
  [{ ...good, flush: null }, /^The option flush must be a function\.$/],
  [{ ...good, signal: {} }, /^The option signal must be an AbortSignal\.$/],
  [{ ...good, startLine: 0 }, /^The option startLine must be a whole number, 1 or more\.$/],
  [{ ...good, startLine: Number.NaN }, /^The option startLine must be a whole number, 1 or more\.$/],
  [{ ...good, maxItemBytes: "1000" }, /^The option maxItemBytes must be a whole number, 1 or more\.$/],
])("refuses %j", async (given, words) => {
  const refusal = await relay(given as RelayOptions).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(TypeError);
  expect((refusal as Error).message).toMatch(words);
});
