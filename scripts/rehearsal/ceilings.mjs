// What no package may exceed, and why. Raise one in the commit that needs it.
import { promiseOf } from "./promises.mjs";

const isLibrary = ({ name }) => promiseOf(name.split("/").at(-1)).runtimes.length > 1;
const is = (expected) => (row) => row.name === `@email-events/${expected}`;

const ceilings = [
  {
    applies: isLibrary,
    value: ({ outside }) => outside.length,
    max: 0,
    unit: "packages from outside",
    reason: "a library brings its users no package of others to watch",
  },
  {
    applies: is("airship"),
    value: ({ gzippedBytes }) => gzippedBytes,
    max: 3000,
    unit: "bytes of mapAirshipEvent, gzipped",
    reason: "it is bundled into functions and workers, which load it at each cold start",
  },
  {
    applies: is("bulk-tracking"),
    value: ({ gzippedBytes }) => gzippedBytes,
    max: 4000,
    unit: "bytes of mapBulkTrackingEvent, gzipped",
    reason: "it is bundled into functions and workers, which load it at each cold start",
  },
  {
    applies: is("core"),
    value: ({ diskBytes }) => diskBytes,
    max: 600_000,
    unit: "bytes on disk",
    reason: "every other package installs it",
  },
  {
    applies: () => true,
    value: ({ importMs }) => importMs,
    max: 1000,
    unit: "ms of import",
    reason: "a program that starts for one event has no second to lose",
  },
];

/** Returns a sentence for each ceiling that a row exceeds. */
export const exceeded = (rows) =>
  rows.flatMap((row) =>
    ceilings
      .filter(({ applies, value, max }) => applies(row) && !(value(row) <= max))
      .map(({ value, max, unit, reason }) => `${row.name}: ${value(row)} ${unit}, and ${max} are allowed: ${reason}`),
  );
