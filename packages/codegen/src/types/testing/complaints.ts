import ts from "typescript";

/** A minimal lib.d.ts for types of JSON values; the real one takes longer to parse than all tests together. */
const library = `
interface Array<T> { readonly length: number; [at: number]: T }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
`;

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noLib: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
};

/** The diagnostics of the compiler for files in memory: `file:line: message`. */
export const complaintsOf = (files: Readonly<Record<string, string>>): readonly string[] => {
  const texts = new Map([...Object.entries(files), ["library.d.ts", library] as const].map(([n, t]) => [`/${n}`, t]));
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getCurrentDirectory: () => "/",
    fileExists: (path) => texts.has(path),
    readFile: (path) => texts.get(path),
    getSourceFile: (path, target) => {
      const text = texts.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, target);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.slice(1) ?? ""}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
};
