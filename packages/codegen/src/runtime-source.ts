import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../runtime/", import.meta.url);

interface RuntimeFile {
  readonly source: string;
  /** The files that this one imports. */
  readonly imports: readonly string[];
  /** The function that it exports. */
  readonly exported: string;
}

const read = (file: string): RuntimeFile => {
  const text = readFileSync(new URL(file, folder), "utf8");
  return {
    imports: [...text.matchAll(/^import .* from "\.\/(.+)";$/gm)].map((match) => match[1] ?? ""),
    exported: /^export function (\w+)/m.exec(text)?.[1] ?? file,
    source: text
      .replaceAll(/^import .*;\n/gm, "")
      .replaceAll(/^export function/gm, "function")
      .trim(),
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
 * The runtime functions that some generated code calls, with all that they call themselves.
 *
 * They are copied into the output, so that what is generated imports nothing.
 *
 * @param isWanted tells which functions the code can mean at all
 */
export const runtimeFor = (code: string, isWanted: (name: string) => boolean = () => true): string => {
  const files = readRuntime();
  const wanted = new Set<string>();
  const add = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    files.get(name)?.imports.forEach(add);
  };
  for (const [name, { exported }] of files) {
    if (isWanted(exported) && new RegExp(`(?<![.\\w"'])${exported}\\b(?!["':])`).test(code)) add(name);
  }
  return [...files]
    .filter(([name]) => wanted.has(name))
    .map(([, { source }]) => source)
    .join("\n\n");
};
