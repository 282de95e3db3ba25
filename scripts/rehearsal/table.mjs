// The table of the README: what each package costs its users.
const markers = ["<!-- rehearsal -->", "<!-- /rehearsal -->"];

/** How far sizes may be from the table: they change a little with each release, whose changelog is in the pack. */
const tolerance = 0.1;

const units = [
  { name: "MB", bytes: 1_000_000, digits: 1 },
  { name: "kB", bytes: 1000, digits: 0 },
];

const inUnits = (bytes) => {
  const unit = units.find((one) => bytes >= one.bytes) ?? units[1];
  return `${(bytes / unit.bytes).toFixed(bytes < 10_000 ? 1 : unit.digits)} ${unit.name}`;
};

/** The bytes that a cell stands for; not a number for an empty cell. */
const bytesIn = (cell) => Number.parseFloat(cell) * (units.find(({ name }) => cell.endsWith(name))?.bytes ?? 1);

const columns = [
  { title: "package", cell: ({ name }) => `\`${name}\`` },
  { title: "installs", cell: ({ packages }) => (packages === 1 ? "1 package" : `${packages} packages`), isExact: true },
  { title: "on disk", cell: ({ diskBytes }) => inUnits(diskBytes), isSize: true },
  {
    title: "main import, gzip",
    cell: ({ gzippedBytes }) => (gzippedBytes === undefined ? "" : inUnits(gzippedBytes)),
    isSize: true,
  },
  { title: "import", cell: ({ importMs }) => `${Math.ceil(importMs)} ms` },
  {
    title: "third-party dependencies",
    cell: ({ direct }) => (direct.length === 0 ? "none" : direct.join(", ")),
    isExact: true,
  },
];

const line = (cells) => `| ${cells.join(" | ")} |`;

/** The table as Markdown, without alignment. */
export const toTable = (rows) =>
  [
    line(columns.map(({ title }) => title)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(columns.map(({ cell }) => cell(row)))),
  ].join("\n");

const split = (readme) => {
  const [start, end] = markers.map((marker) => readme.indexOf(marker));
  if (start === -1 || end < start) throw new Error(`the README has no ${markers.join(" and ")}`);
  return [readme.slice(0, start + markers[0].length), readme.slice(start + markers[0].length, end), readme.slice(end)];
};

/** Puts a table between the markers of a README. */
export const withTable = (readme, table) => {
  const [before, , after] = split(readme);
  return `${before}\n\n${table}\n\n${after}`;
};

const cellsOf = (text) =>
  text
    .split("\n")
    .filter((row) => row.startsWith("|"))
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const isNear = (shown, measured) => {
  const [one, other] = [shown, measured].map(bytesIn);
  return shown === measured || Math.abs(one - other) <= tolerance * Math.max(one, other);
};

/**
 * Returns what a README says that isn't so: other packages or dependencies, and sizes that differ by more than a tenth.
 * Times depend on the machine.
 */
export const staleCells = (readme, rows) => {
  const [shown, measured] = [split(readme)[1], toTable(rows)].map((text) => cellsOf(text).slice(2));
  if (shown.map(([name]) => name).join() !== measured.map(([name]) => name).join())
    return ["the table lists other packages than there are"];
  return measured.flatMap((cells, row) =>
    columns.flatMap(({ title, isExact, isSize }, at) => {
      const [is, was] = [cells[at], shown[row][at]];
      const isStale = (isExact && is !== was) || (isSize && !isNear(was, is));
      return isStale ? [`${cells[0]}, ${title}: the table says ${was || "nothing"}, and it is ${is || "nothing"}`] : [];
    }),
  );
};
