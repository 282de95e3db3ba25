import { expect, test } from "vitest";
import type { MapperOptions } from "@email-events/diagnose/sources";
import type { SourceName } from "../lifecycle/settings.ts";
import { skipWarningOf } from "./skip-warning.ts";

const map = { airship: { complianceBounce: "map" } } as const;
const skip = { airship: { complianceBounce: "skip" } } as const;

const warningOf = (sources: readonly SourceName[], mapperOptions?: MapperOptions) =>
  skipWarningOf({ sources, mapperOptions, to: "sandbox", state: "s", graceMs: 0, dedupe: 12, deadlineMs: 1_000 });

test.each<[readonly SourceName[], MapperOptions | undefined]>([
  [["compliance"], undefined],
  [["compliance"], {}],
  [["webhook", "compliance"], skip],
])("warns of %j with %j, which skips everything that Airship sends", (sources, options) => {
  expect(warningOf(sources, options)).toContain("add --map airship.complianceBounce=map");
});

test.each<[readonly SourceName[], MapperOptions | undefined]>([
  [["compliance"], map],
  [["compliance", "airship"], undefined],
  [["airship", "webhook"], undefined],
])("doesn't warn of %j with %j", (sources, options) => {
  expect(warningOf(sources, options)).toBeUndefined();
});
