import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { describe, expect, it } from "vitest";

const packagesFolder = join(import.meta.dirname, "../../packages");

/** The rooms of a package: each imports only earlier ones. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  relay: [
    "terminal",
    "sources",
    "reading",
    "report",
    "judging",
    "destination",
    "records",
    "config",
    "ops",
    "queue",
    "lifecycle",
    "handling",
    "state",
    "receiving",
    "retrying",
    "relaying",
    "running",
    "ingesting",
    "delivering",
    "commands",
  ],
  "airship-stream": ["reading", "connection"],
  "bulk-tracking-webhook": ["body", "items"],
  pipelines: ["transport", "platform", "queue", "stream", "durable"],
  jetstream: ["wire", "connection", "streams", "offsets", "rejects", "consuming", "operating"],
  store: ["sqlite", "tables", "file", "repair"],
  sandbox: [
    "http",
    "vocabularies",
    "generated",
    "page",
    "inspection",
    "pipelines-api",
    "airship-stream",
    "bulk-tracking-sender",
    "commands",
  ],
};

const isSource = (path: string): boolean =>
  path.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(path) && !path.split(sep).includes("testing");

const sourcesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(isSource)
    .map((path) => join(folder, path));

/** Returns the files that a file imports, including type imports. */
const importsOf = (path: string): readonly string[] =>
  [...readFileSync(path, "utf8").matchAll(/\bfrom "(\.{1,2}\/[^"]+\.ts)"/g)].map(([, to = ""]) =>
    join(dirname(path), to),
  );

/** Returns an import cycle, if there is one. */
const findCircle = (paths: readonly string[]): readonly string[] | undefined => {
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path) || !existsSync(path)) return undefined;
    for (const next of importsOf(path)) {
      const found = walk(next, [...way, path]);
      if (found !== undefined) return found;
    }
    done.add(path);
    return undefined;
  };
  for (const path of paths) {
    const found = walk(path, []);
    if (found !== undefined) return found;
  }
  return undefined;
};

describe.each(Object.entries(rooms))("the rooms of %s", (name, order) => {
  const root = join(packagesFolder, name, "src");
  const roomOf = (path: string): number => order.indexOf(relative(root, path).split(sep)[0] ?? "");

  it("are those of the list", () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((folder) => folder.name).toSorted()).toEqual([...order, "testing"].toSorted());
  });

  it("import in one direction", () => {
    const against = sourcesOf(root).flatMap((path) =>
      importsOf(path)
        .filter((to) => roomOf(path) !== -1 && roomOf(to) > roomOf(path))
        .map((to) => `${relative(root, path)} -> ${relative(root, to)}`),
    );
    expect(against).toEqual([]);
  });

  it("have no import cycle", () => {
    expect(findCircle(sourcesOf(root))).toBeUndefined();
  });
});

it("the rooms of relay's commands import nothing of each other", () => {
  const commands = ["relaying", "running", "ingesting", "delivering"];
  const root = join(packagesFolder, "relay/src");
  const roomOf = (path: string): string => relative(root, path).split(sep)[0] ?? "";
  const between = commands.flatMap((command) =>
    sourcesOf(join(root, command)).flatMap((path) =>
      importsOf(path).filter((to) => commands.includes(roomOf(to)) && roomOf(to) !== command),
    ),
  );
  expect(between).toEqual([]);
});
