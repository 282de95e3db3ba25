import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Config } from "./config.ts";
import { mergeConfig } from "./merge-config.ts";

describe("mergeConfig", () => {
  it.each<readonly [string, Config, Parameters<typeof mergeConfig>[1], Config]>([
    [
      "keeps what no option says",
      { to: "eu", airship: { start: "latest" } },
      {},
      { to: "eu", airship: { start: "latest" } },
    ],
    ["takes options over the file", { to: "eu", dedupe: 5 }, { to: "us", dedupe: 0 }, { to: "us", dedupe: 0 }],
    [
      "doesn't take options that aren't written",
      { to: "eu" },
      { to: undefined, airship: { start: undefined } },
      { to: "eu" },
    ],
    [
      "merges sections key by key",
      { airship: { region: "eu", start: "latest" } },
      { airship: { start: "earliest" } },
      { airship: { region: "eu", start: "earliest" } },
    ],
    [
      "replaces the list of sources",
      { sources: ["airship", "webhook"] },
      { sources: ["compliance"] },
      { sources: ["compliance"] },
    ],
    [
      "replaces a region by a URL",
      { airship: { region: "eu", start: "latest" } },
      { airship: { url: "http://127.0.0.1:1", region: undefined } },
      { airship: { url: "http://127.0.0.1:1", start: "latest" } },
    ],
    [
      "replaces a URL by a region",
      { airship: { url: "http://127.0.0.1:1" } },
      { airship: { region: "us" } },
      { airship: { region: "us" } },
    ],
    [
      "keeps the mapping of the file",
      { map: { airship: { opens: "both" } } },
      { webhook: { listen: "[::1]:1" } },
      { map: { airship: { opens: "both" } }, webhook: { listen: "[::1]:1" } },
    ],
  ])("%s", (_, config, options, merged) => {
    expect(mergeConfig(config, options)).toStrictEqual(merged);
  });

  it("has each option that is written, else what the file has, and changes neither", () => {
    const texts = fc.record({ to: fc.string(), state: fc.string(), grace: fc.string() }, { requiredKeys: [] });
    const section = fc.record({ listen: fc.string() }, { requiredKeys: [] });
    const any = fc.tuple(texts, section, section).map(([given, webhook, ops]) => ({ ...given, webhook, ops }));
    fc.assert(
      fc.property(any, any, (config, options) => {
        const before = structuredClone([config, options]);
        const merged = mergeConfig(config, options);
        expect([config, options]).toEqual(before);
        expect({ ...merged, webhook: merged.webhook ?? {}, ops: merged.ops ?? {} }).toEqual({
          ...config,
          ...options,
          webhook: { ...config.webhook, ...options.webhook },
          ops: { ...config.ops, ...options.ops },
        });
      }),
      { numRuns: 50 },
    );
  });
});
