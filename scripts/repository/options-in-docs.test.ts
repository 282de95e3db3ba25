import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../site/page-files.ts";

const read = (path: string): string => readFileSync(join(repository, path), "utf8");

/** The numbers of a text: those that stand for the default of an option. */
const numbersIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\d[\d,]*/g), ([digits]) => digits.replaceAll(",", ""));

/** The options of a type, from its source: each name, and the default that its comment has, if that is a number. */
const optionsOf = (path: string, type: string): ReadonlyMap<string, string | undefined> => {
  const [, body = ""] = new RegExp(`\\b${type}\\b[^]*?\\{\\n([^]*?)\\n\\s*\\}`).exec(read(path)) ?? [];
  const options = body.matchAll(/(?:\/\*\*([^]*?)\*\/\s*)?^ {2,4}(?:readonly )?(\w+)\??[:(]/gm);
  return new Map(
    Array.from(options, ([, comment = "", name = ""]) => {
      const [, ...found] = /(\d[\d,]*)(?: ms)? by default|\bdefault:? (\d[\d,]*)/i.exec(comment) ?? [];
      return [name, found.find(Boolean)?.replaceAll(",", "")];
    }),
  );
};

/** What the tables of a page say, by each name in code in their first cells. */
const rowsOf = (path: string): ReadonlyMap<string, string> => {
  const rows = new Map<string, string>();
  for (const [, names = "", cells = ""] of read(path).matchAll(/^\|([^|]*)\|(.*)$/gm)) {
    for (const [, name = ""] of names.matchAll(/`(\w+)[^`]*`/g)) rows.set(name, (rows.get(name) ?? "") + cells);
  }
  return rows;
};

/** Options that only tests need. */
const forTests = new Set(["clock", "random", "now"]);

it.each([
  ["packages/pipelines/README.md", "packages/pipelines/src/client-options.ts", "interface PipelinesClientOptions"],
  ["packages/sandbox/README.md", "packages/sandbox/src/pipelines-api/sandbox-options.ts", "interface SandboxOptions"],
  [
    "docs/sandbox-stream.md",
    "packages/sandbox/src/airship-stream/stream-sandbox-options.ts",
    "interface AirshipStreamSandboxOptions",
  ],
  ["packages/airship-stream/README.md", "packages/airship-stream/src/stream-options.ts", "type AirshipStreamOptions"],
  [
    "packages/bulk-tracking-webhook/README.md",
    "packages/bulk-tracking-webhook/src/options.ts",
    "interface WebhookOptions",
  ],
  ["packages/diagnose/README.md", "packages/diagnose/src/options.ts", "interface DiagnoseOptions"],
  ["packages/airship/README.md", "packages/airship/src/options.ts", "interface AirshipMapperOptions"],
  ["packages/bulk-tracking/README.md", "packages/bulk-tracking/src/options.ts", "interface BulkTrackingMapperOptions"],
])("%s has every option, with its default", (page, source, type) => {
  const rows = rowsOf(page);
  const options = [...optionsOf(source, type)].filter(([name]) => !forTests.has(name));
  expect(options.length).toBeGreaterThan(3);
  const wrong = options.filter(([name, number]) => {
    const row = rows.get(name);
    return row === undefined || (number !== undefined && !numbersIn(row).includes(number));
  });
  expect(wrong).toEqual([]);
});

/** The constants of a union or a list, from its source. */
const constantsOf = (path: string, start: string): readonly string[] => {
  const [, body = ""] = new RegExp(`${start}([^]*?);\\n`).exec(read(path)) ?? [];
  return Array.from(body.matchAll(/"([\w-]+)"/g), ([, text = ""]) => text);
};

it.each([
  ["docs/airship-mapping.md", "packages/airship/src/map-outcome.ts", "type AirshipSkipReason ="],
  ["packages/bulk-tracking/README.md", "packages/bulk-tracking/src/map-outcome.ts", "type BulkTrackingSkipReason ="],
  ["packages/store/README.md", "packages/store/src/store-error.ts", "type StoreErrorCode ="],
  ["packages/jetstream/README.md", "packages/jetstream/src/queue-error.ts", "type QueueErrorCode ="],
  ["packages/airship-stream/README.md", "packages/airship-stream/src/stream-error.ts", "type StreamErrorCode ="],
  ["packages/diagnose/README.md", "packages/diagnose/src/stages/stage.ts", "const stageNames ="],
])("%s has a row for every constant of %s", (page, source, start) => {
  const constants = constantsOf(source, start);
  expect(constants.length).toBeGreaterThan(1);
  const rows =
    read(page)
      .match(/^\|.*$/gm)
      ?.join("\n") ?? "";
  expect(constants.filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
});
