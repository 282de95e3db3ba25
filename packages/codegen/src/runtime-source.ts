import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { type Language, Source } from "./source-text/source.ts";

/**
 * The rooms of the runtime. Each imports only those before it: `issues` keeps what doesn't fit and puts it into words,
 * `formats` tells whether a text has a `format`, and `checks` has what else emitted code calls.
 */
export const runtimeRooms = ["issues", "formats", "checks"] as const;

const folder = new URL("../runtime/", import.meta.url);

interface RuntimeFile {
  /** The text in each language, without its imports. */
  readonly texts: Readonly<Record<Language, string>>;
  /** The same where nothing is exported. */
  readonly bare: Readonly<Record<Language, string>>;
  /** The files that this one imports. */
  readonly imports: readonly string[];
  /** The functions and types that it exports. */
  readonly exported: readonly string[];
}

// Types stand in comments, as Flow has them, so that the files are JavaScript: `value /*: string */`, `place /*?: Place */`,
// and `/*:: ... */` for anything else that only TypeScript has, where comments end with `*\/`. Files of types alone are
// declarations. Type names begin with `$`, which no type name of a schema has; only the reserved `Issue` doesn't.
const typeComment = /( ?)\/\*(\??::?)\s?([^]*?)\s*\*\/( ?)/g;

const withoutTypes = (text: string): string =>
  text.replaceAll(typeComment, (_, before: string, _mark, _type, after: string) => (before && after ? " " : ""));

// Where a statement ends with an assertion, Prettier puts the comment behind the semicolon.
const assertionComment = /; \/\*:: (as .*) \*\/$/gm;

const withTypes = (text: string): string =>
  text
    .replaceAll(assertionComment, " $1;")
    .replaceAll(typeComment, (_, before: string, mark: string, type: string, after: string) =>
      mark === "::" ? `${before}${type.replaceAll("*\\/", "*/")}${after}` : `${mark} ${type}${after}`,
    );

const importLine = /^(?:\/\*:: )?import .* from "(.+)";(?: \*\/)?$/gm;

const exportMark = /^export (?=(?:function|(interface|type)) ([\w$]+))/gm;

// These are files of this package, and the only code that is read as text.
const read = (path: string): RuntimeFile => {
  const text = readFileSync(new URL(path, folder), "utf8");
  const own = text.replaceAll(importLine, "");
  const isTyped = path.endsWith(".d.ts");
  const texts = { javascript: isTyped ? "" : withoutTypes(own).trim(), typescript: withTypes(own).trim() };
  const unmarked = (code: string): string => code.replaceAll(exportMark, "");
  return {
    texts,
    bare: { javascript: unmarked(texts.javascript), typescript: unmarked(texts.typescript) },
    imports: [...text.matchAll(importLine)].map(([, to = ""]) => posix.join(posix.dirname(path), to)),
    exported: [...text.matchAll(exportMark)].map(([, , name = ""]) => name),
  };
};

let runtime: ReadonlyMap<string, RuntimeFile> | undefined;

/** Every file of the runtime, by its path; read once, when it is first needed. */
const readRuntime = (): ReadonlyMap<string, RuntimeFile> => {
  runtime ??= new Map(
    runtimeRooms.flatMap((room) =>
      readdirSync(new URL(room, folder))
        .toSorted()
        .map((file) => [`${room}/${file.replace(/\.d\.ts$/, ".js")}`, read(`${room}/${file}`)] as const),
    ),
  );
  return runtime;
};

/** Those of some names that the runtime declares, each with whether it is a type. */
export const runtimeNames = (
  names: ReadonlySet<string>,
): readonly { readonly name: string; readonly isType: boolean }[] =>
  [...readRuntime().values()].flatMap(({ texts, exported }) =>
    exported
      .filter((name) => names.has(name))
      .map((name) => ({ name, isType: !texts.javascript.includes(`export function ${name}(`) })),
  );

/**
 * The declarations of the runtime that some names stand for, with all that these need themselves.
 *
 * @param exports whether those names are exported
 */
export const runtimeFor = (names: ReadonlySet<string>, language: Language, exports = false): readonly Source[] => {
  const files = readRuntime();
  const wanted = new Set<string>();
  const add = (path: string): void => {
    if (wanted.has(path)) return;
    wanted.add(path);
    files.get(path)?.imports.forEach(add);
  };
  for (const [path, { exported }] of files) if (exported.some((one) => names.has(one))) add(path);
  return [...files]
    .filter(([path]) => wanted.has(path))
    .map(([, { texts, bare }]) =>
      Source.trusted(
        exports
          ? texts[language].replaceAll(exportMark, (mark, _type, name: string) => (names.has(name) ? mark : ""))
          : bare[language],
      ),
    );
};
