import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isWithin } from "@email-events/json-schema";

const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
};

const isDeclaration = (path: string): boolean => /\.[cm]?ts$/.test(path);

/** Every path in an entry of `exports`, for any condition, in order. */
const targetsIn = (entry: unknown): readonly string[] => {
  if (typeof entry === "string") return [entry];
  return typeof entry === "object" && entry !== null ? Object.values(entry).flatMap(targetsIn) : [];
};

/** The declarations that a path may stand for: a script's, or the target of a relative import. */
const filesOf = (path: string): readonly string[] => {
  const [, stem, kind] = /^(.*)\.([cm]?)[jt]s$/.exec(path) ?? [];
  if (stem === undefined) return [`${path}.d.ts`, `${path}.ts`, join(path, "index.d.ts")];
  return [`${stem}.d.${kind}ts`, `${stem}.${kind}ts`];
};

/** The files that may declare what a module of a package exports. */
const entriesOf = (manifest: object, subpath: string): readonly string[] => {
  const exported = "exports" in manifest ? manifest.exports : undefined;
  const isMap =
    typeof exported === "object" && exported !== null && Object.keys(exported).some((key) => key.startsWith("."));
  const entry = isMap
    ? (exported as Readonly<Record<string, unknown>>)[subpath]
    : subpath === "."
      ? exported
      : undefined;
  const older = subpath === "." ? ["types", "typings"].map((key) => Reflect.get(manifest, key) as unknown) : [];
  const targets = [...targetsIn(entry), ...older.flatMap(targetsIn)];
  // As TypeScript finds them: declarations that are named, then those beside a script.
  return [...targets.filter(isDeclaration), ...targets.filter((path) => /\.[cm]?js$/.test(path)).flatMap(filesOf)];
};

const declaring = /^\s*export\s+(?:declare\s+)?(?:abstract\s+)?(?:type|interface|class|enum)\s+([\w$]+)/gm;
const listing = /^\s*export\s+(?:type\s+)?\{([^}]*)\}/gm;
const passingOn = /^\s*export\s+(?:type\s+)?\*\s+from\s+["'](\.[^"']+)["']/gm;

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

/** The name under which an entry of `export { ... }` is exported. */
const nameIn = (entry: string): string =>
  entry
    .trim()
    .replace(/^type\s+/, "")
    .split(/\s+as\s+/)
    .at(-1) ?? "";

/**
 * Returns the names of the types that a module of an installed package exports, as far as the package declares them itself.
 *
 * @param root the package's folder
 * @param subpath `.` or a path such as `./semantic`
 */
export const declaredExports = async (
  root: string,
  manifest: object,
  subpath: string,
): Promise<ReadonlySet<string>> => {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = async (candidates: readonly string[]): Promise<void> => {
    for (const path of candidates.filter((one) => isWithin(one, root))) {
      if (seen.has(path)) return;
      const text = await readText(path);
      if (text === undefined) continue;
      seen.add(path);
      for (const name of all(text, declaring)) names.add(name);
      for (const entry of all(text, listing).flatMap((list) => list.split(","))) names.add(nameIn(entry));
      for (const from of all(text, passingOn)) await visit(filesOf(resolve(dirname(path), from)));
      return;
    }
  };
  await visit(entriesOf(manifest, subpath).map((entry) => resolve(root, entry)));
  return names;
};
