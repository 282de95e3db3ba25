import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  type AirshipBounceEvent,
  airshipComplianceEventNames,
  airshipEmailEventNames,
  bulkTrackingEventNames,
  semanticEmailEventNames,
} from "@email-events/core";
import * as airship from "../src/airship.ts";
import * as bulkTracking from "../src/bulk-tracking.ts";
import * as semantic from "../src/semantic.ts";
import { examples } from "./contract.ts";

const modules = { airship, "bulk-tracking": bulkTracking, semantic };

const predicatesOf = (module: object): ReadonlyMap<string, (value: unknown) => boolean> =>
  new Map(Object.entries(module).filter(([name]) => name.startsWith("is")) as [string, (value: unknown) => boolean][]);

const words = (name: string): string =>
  name
    .split(/[_ ]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** Size of a program that imports one export of an entry point, minified. */
const bundled = async (entry: string, name: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${name} } from "./src/${entry}.ts";`,
      resolveDir: fileURLToPath(new URL("..", import.meta.url)),
      loader: "ts",
    },
    conditions: ["@email-events/source"],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
};

describe("predicates", () => {
  test.each([
    ["airship", airshipEmailEventNames.map((name) => `isAirship${words(name)}Event`)],
    ["airship", airshipComplianceEventNames.map((name) => `isAirshipCompliance${words(name)}`)],
    ["bulk-tracking", bulkTrackingEventNames.map((name) => `isBulkTracking${words(name)}`)],
    [
      "semantic",
      semanticEmailEventNames
        .filter((name) => name !== "Email Unsubscribed")
        .map((name) => `is${words(name.replace(" as ", " As "))}`),
    ],
  ] as const)("are exported for every event: %s", (entry, names) => {
    expect([...predicatesOf(modules[entry]).keys()]).toEqual(expect.arrayContaining(names));
  });

  test("accept the valid examples of their own event, and no others", () => {
    const perEvent = airshipEmailEventNames.map(
      (name) => [name, predicatesOf(airship).get(`isAirship${words(name)}Event`)] as const,
    );
    let count = 0;
    for (const { vocabulary, expected, value } of examples) {
      if (vocabulary !== "airship" || !expected || !airship.isAirshipEmailEvent(value)) continue;
      const fitting = perEvent.filter(([, is]) => is?.(value)).map(([name]) => name);
      expect(fitting).toEqual([value.body.name]);
      count += 1;
    }
    expect(count).toBeGreaterThan(airshipEmailEventNames.length);
  });

  test("narrow their argument", () => {
    const value: unknown = {};
    if (airship.isAirshipBounceEvent(value)) expectTypeOf(value).toEqualTypeOf<AirshipBounceEvent>();
    expect([{ type: "CUSTOM" }].filter(airship.isAirshipBounceEvent)).toEqual([]);
  });

  test.each([
    ["airship", "isAirshipBounceEvent", 4_000],
    ["bulk-tracking", "isBulkTrackingOpen", 2_500],
    ["semantic", "isEmailOpened", 6_500],
  ])("bundle only what they need: %s, %s", async (entry, name, most) => {
    const text = await bundled(entry, name);
    expect(text.length).toBeLessThan(most);
    expect(text).not.toMatch(/did you mean|link_url|unsubscribe|~standard|InvalidEventError/);
  });
});
