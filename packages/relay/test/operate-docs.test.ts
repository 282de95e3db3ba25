import { readFileSync, writeFileSync } from "node:fs";
import * as client from "prom-client";
import { expect, it } from "vitest";
import { readConfig } from "../src/config/read-config.ts";
import { secretVariables } from "../src/config/secrets-in-file.ts";
import { createMetricsFormat } from "../src/ops/format-metrics.ts";
import { runCommand } from "../src/testing/run-command.ts";
import { snapshotOf } from "../src/testing/run-snapshot.ts";
import { useStates } from "../src/testing/state-folder.ts";

const page = readFileSync(new URL("../../../docs/running-the-relay.md", import.meta.url), "utf8");

const newState = useStates();

it("the page about operating a relay has a configuration file that is valid, with every section", async () => {
  const path = `${newState()}.yaml`;
  writeFileSync(path, /^```yaml\n([^]*?)^```$/m.exec(page)?.[1] ?? "");
  const config = await readConfig(path);
  expect(Object.keys(config)).toHaveLength(14);
  expect((await runCommand(["config", "print", "--config", path])).exitCode).toBe(0);
});

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The first table after a text: the names of options in its first cells, each with the rest of its row. */
const tableAfter = (text: string, start: string): ReadonlyMap<string, string> => {
  const [table = ""] = /(?:^\|.*\n)+/m.exec(text.slice(text.indexOf(start))) ?? [];
  const rows = Array.from(table.matchAll(/^\|([^|]*)\|(.*)$/gm));
  return new Map(
    rows.flatMap(([, names = "", row = ""]) =>
      Array.from(names.matchAll(/`--([\w-]+)/g), ([, name = ""]) => [name, row] as const),
    ),
  );
};

/** The options that the help of a command lists, each with its default, if that is a number. */
const optionsOf = async (command: string): Promise<ReadonlyMap<string, string | undefined>> => {
  const { out } = await runCommand([command, "--help"]);
  const options = out.split(/^(?= {2}--)/m).filter((option) => option.startsWith("  --"));
  return new Map(
    options.map((option) => {
      const [, name = ""] = /--([\w-]+)/.exec(option) ?? [];
      const [, ...found] = /([\d,]+s?)\s+by\s+default|default:\s+([\d,]+)/.exec(option) ?? [];
      return [name, found.find(Boolean)];
    }),
  );
};

const run = tableAfter(page, "\n## run\n");
const ingest = tableAfter(page, "\n## ingest\n");
const deliver = tableAfter(page, "\n## deliver\n");

it.each([
  ["relay", [tableAfter(readme, "relay relay --from")]],
  ["run", [run]],
  // They share options with the commands before them.
  ["ingest", [ingest, run]],
  ["deliver", [deliver, ingest, run]],
])("the table of %s has its options, with their defaults", async (command, tables) => {
  const options = await optionsOf(command);
  const [own = new Map<string, string>()] = tables;
  expect([...own.keys()].filter((name) => !options.has(name))).toEqual([]);
  const rowOf = (name: string): string => tables.flatMap((table) => table.get(name) ?? [])[0] ?? "";
  const wrong = [...options].filter(([name, value = ""]) => rowOf(name) === "" || !rowOf(name).includes(value));
  expect(wrong).toEqual([]);
});

it("the page names every variable that holds a secret", () => {
  expect(secretVariables.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it("the page lists every metric, and no other", async () => {
  const [, table = ""] = /\n\| metric[^\n]*\n\|[^\n]*\n((?:\|.*\n?)+)/.exec(page) ?? [];
  const cells = table.split("\n").map((row) => row.split("|")[1] ?? "");
  const listed = cells.flatMap((cell) => Array.from(cell.matchAll(/`([a-z_]+)/g), ([, name = ""]) => name));
  const queue = { isConnected: true, pending: 1, held: 1, redelivered: 1, rejects: 1, warnings: [] };
  const text = await createMetricsFormat(client).format(snapshotOf({ queue, published: 1, paused: ["HTTP 503"] }));
  const metrics = Array.from(text.matchAll(/^# TYPE email_events_(\w+)/gm), ([, name = ""]) => name);
  expect(listed.toSorted()).toEqual(metrics.toSorted());
});
