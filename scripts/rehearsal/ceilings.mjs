// What no package may exceed, and why. Raise one in the commit that needs it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../generation/vocabularies.mjs";
import { promiseOf } from "./promises.mjs";

const folderOf = ({ name }) => name.split("/").at(-1);

const isLibrary = (row) => promiseOf(folderOf(row)).runtimes.length > 1;

/** The largest bundle of the main import, as the manifest in the repository says: 3 kB for Airship's mapper. */
const maxGzippedBytesOf = (row) => {
  const { config } = JSON.parse(readFileSync(join(repository, "packages", folderOf(row), "package.json"), "utf8"));
  return config?.maxGzippedBytes;
};
const is = (expected) => (row) => row.name === `@email-events/${expected}`;

const ceilings = [
  {
    applies: isLibrary,
    value: ({ outside }) => outside.length,
    max: () => 0,
    unit: "packages from outside",
    reason: "a library brings its users no package of others to watch",
  },
  {
    applies: (row) => maxGzippedBytesOf(row) !== undefined,
    value: ({ gzippedBytes }) => gzippedBytes,
    max: maxGzippedBytesOf,
    unit: "bytes of the main import, gzipped",
    reason: "it is bundled into functions and workers, which load it at each cold start",
  },
  {
    applies: is("relay"),
    value: ({ outside }) => outside.filter((name) => name.startsWith("@nats-io/")).length,
    max: () => 0,
    unit: "packages of NATS",
    reason: "its queue is an optional peer, which one process doesn't need",
  },
  {
    applies: is("core"),
    value: ({ diskBytes }) => diskBytes,
    max: () => 600_000,
    unit: "bytes on disk",
    reason: "every other package installs it",
  },
  {
    applies: () => true,
    value: ({ importMs }) => importMs,
    max: () => 1000,
    unit: "ms of import",
    reason: "a program that starts for one event has no second to lose",
  },
];

/** Returns a sentence for each ceiling that a row exceeds. */
export const exceeded = (rows) =>
  rows.flatMap((row) =>
    ceilings
      .filter(({ applies, value, max }) => applies(row) && !(value(row) <= max(row)))
      .map(
        ({ value, max, unit, reason }) => `${row.name}: ${value(row)} ${unit}, and ${max(row)} are allowed: ${reason}`,
      ),
  );
