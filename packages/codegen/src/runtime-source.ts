import { readdirSync, readFileSync } from "node:fs";
import { Source } from "./source-text/source.ts";

const folder = new URL("../runtime/", import.meta.url);

interface RuntimeFile {
  readonly source: Source;
  /** The same in TypeScript, of functions that take a text. */
  readonly typed: Source;
  /** The files that this one imports. */
  readonly imports: readonly string[];
  /** The functions that it exports. */
  readonly exported: readonly string[];
}

/** What functions for formats answer, of those that don't say yes or no. */
const answers: ReadonlyMap<string, string> = new Map([
  ["bidiClassesOf", "string"],
  ["fromPunycode", "string"],
  ["mapLabel", "string"],
  ["toPunycode", "string"],
  ["unicodeLabel", "string"],
]);

// These are files of this package, and the only code that is read as text.
const read = (file: string): RuntimeFile => {
  const text = readFileSync(new URL(file, folder), "utf8");
  const source = text
    .replaceAll(/^import .*;\n/gm, "")
    .replaceAll(/^export function/gm, "function")
    .trim();
  const typed = source.replaceAll(
    /^function (\w+)\(text\)/gm,
    (_, name: string) => `function ${name}(text: string): ${answers.get(name) ?? "boolean"}`,
  );
  return {
    imports: [...text.matchAll(/^import .* from "\.\/(.+)";$/gm)].map((match) => match[1] ?? ""),
    exported: [...text.matchAll(/^export function (\w+)/gm)].map((match) => match[1] ?? ""),
    source: Source.trusted(source),
    typed: Source.trusted(typed),
  };
};

let runtime: ReadonlyMap<string, RuntimeFile> | undefined;

/** Every file of the runtime, by its name; read once, when it is first needed. */
const readRuntime = (): ReadonlyMap<string, RuntimeFile> => {
  runtime ??= new Map(
    readdirSync(folder)
      .toSorted()
      .map((file) => [file, read(file)]),
  );
  return runtime;
};

/**
 * The runtime functions that some generated code uses, with all that they call themselves.
 *
 * They are copied into the output, so that what is generated imports nothing.
 */
export const runtimeFor = (
  { uses }: Source,
  language: "javascript" | "typescript" = "javascript",
): readonly Source[] => {
  const files = readRuntime();
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    files.get(name)?.imports.forEach(add);
  };
  for (const [name, { exported }] of files) if (exported.some((one) => uses.has(one))) add(name);
  return [...files]
    .filter(([name]) => wanted.has(name))
    .map(([, { source, typed }]) => (language === "typescript" ? typed : source));
};
