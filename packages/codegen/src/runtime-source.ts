import { readdirSync, readFileSync } from "node:fs";
import { Source } from "./source-text/source.ts";

const folder = new URL("../runtime/", import.meta.url);

interface RuntimeFile {
  readonly source: Source;
  /** The files that this one imports. */
  readonly imports: readonly string[];
  /** The functions and types that it exports. */
  readonly exported: readonly string[];
}

// Types are in comments, as in Flow, so that the files are JavaScript: `value /*: string */`, `sink /*?: Place */`,
// and `/*:: ... */` for other TypeScript syntax. Names of types have a `$`, which no schema name has.
const typeComment = /( ?)\/\*(\??::?)\s?([^]*?)\s*\*\/( ?)/g;

const withoutTypes = (text: string): string =>
  text.replaceAll(typeComment, (_, before: string, _mark, _type, after: string) => (before && after ? " " : ""));

const withTypes = (text: string): string =>
  text.replaceAll(typeComment, (_, before: string, mark: string, type: string, after: string) =>
    mark === "::" ? `${before}${type}${after}` : `${mark} ${type}${after}`,
  );

const importLine = /^(?:\/\*:: )?import .* from "\.\/(.+)";(?: \*\/)?$/gm;

// Files of this package: the only code that is read as text.
const read = (file: string): RuntimeFile => {
  const text = readFileSync(new URL(file, folder), "utf8");
  const own = text.replaceAll(importLine, "").replaceAll(/^export (?=function|interface|type)/gm, "");
  return {
    imports: [...text.matchAll(importLine)].map((match) => match[1] ?? ""),
    exported: [...text.matchAll(/^export (?:function|interface|type) ([\w$]+)/gm)].map((match) => match[1] ?? ""),
    source: Source.inBoth(withoutTypes(own).trim(), withTypes(own).trim()),
  };
};

let runtime: ReadonlyMap<string, RuntimeFile> | undefined;

/** Every file of the runtime by name, read once. */
const readRuntime = (): ReadonlyMap<string, RuntimeFile> => {
  runtime ??= new Map(
    readdirSync(folder)
      .toSorted()
      .map((file) => [file, read(file)]),
  );
  return runtime;
};

/**
 * Returns the runtime functions that generated code uses, transitively.
 *
 * They are copied into the output, so that generated code has no imports.
 */
export const runtimeFor = ({ uses }: Source): readonly Source[] => {
  const files = readRuntime();
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    files.get(name)?.imports.forEach(add);
  };
  for (const [name, { exported }] of files) if (exported.some((one) => uses.has(one))) add(name);
  return [...files].filter(([name]) => wanted.has(name)).map(([, { source }]) => source);
};
