import { formatTable } from "../format-table.ts";
import type { ApiFault, SourceFault } from "./faults.ts";
import type { Cell, CellResult } from "./run-cell.ts";

/** A cell with what came of it. */
export interface Row {
  readonly cell: Cell;
  readonly result: CellResult;
}

const columns = [
  "fault",
  "source",
  "what happens",
  "said",
  "received",
  "delivered",
  "skipped",
  "set aside",
  "at the API",
  "missing",
  "exit",
];

/** The first column of numbers. */
const firstNumber = columns.indexOf("received");

const happensOf = (at: SourceFault | undefined, api: ApiFault | undefined, source: Cell["source"]): string => {
  if (at === undefined) return api?.happens ?? "";
  return source === "webhook" ? at.webhook.happens : at.stream.happens;
};

const toCells = ({ cell: { source, at, api }, result }: Row): readonly string[] => {
  const { counts, exits, ids, missing, said } = result;
  const skipped = Object.values(counts.skipped).reduce((sum, count) => sum + count, 0);
  const setAside = counts.unrecognized + counts.invalid + counts.rejected;
  const numbers = [counts.received, counts.delivered, skipped, setAside, ids.length, missing.length];
  const name = at?.name ?? api?.name ?? "";
  return [name, source, happensOf(at, api, source), said, ...numbers.map(String), exits.join(", then ")];
};

/** Formats the page of docs that has the matrix. */
export const formatPage = (rows: readonly Row[]): string => {
  const part = (isIn: (cell: Cell) => boolean): string =>
    formatTable([columns, ...rows.filter(({ cell }) => isIn(cell)).map(toCells)], firstNumber);
  return `# Fault matrix

Every fault, on every source of [\`npx @email-events/relay run\`](running-the-relay.md#run). A test of the relay runs each line between
servers on loopback and writes this page (\`npx vitest run --project relay fault-matrix -u\`); \`npm test\` fails when a line
differs. In \`npm test\` waits are shortened: the API is down for half a second, and a pause of a minute takes a second.
\`RUN_FAULTS=long\` waits in full.

- **said**: what the log says first of the fault. For a fault between a sender and the webhook: the answers that the sender saw.
- **received** is the sum of **delivered**, **skipped** and **set aside**, at the end of each line.
- **at the API**: ids of events that the API stored. It counts them, not the relay. It stores each event once, except where an
  answer is lost or comes after the deadline: then the event is sent again with the same id.
- **missing**: events that should be at the API and aren't. An event that was set aside is one of them.
- **exit**: exit codes. Where there are two, a second run continued with the state of the first.

## Faults of a source

The streams fail at the first requests or after the 17th event. A proxy between sender and webhook answers in place of the
webhook, or passes a request on with a fault.

${part(({ at }) => at !== undefined)}
## Faults of the API

${part(({ api }) => api !== undefined)}`;
};
