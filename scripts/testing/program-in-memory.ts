import ts from "typescript";

/** Creates a program of declarations that are held in memory, by their paths. */
export const createProgramInMemory = (
  files: Readonly<Record<string, string>>,
  entries: readonly string[],
): ts.Program => {
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    fileExists: (path) => Object.hasOwn(files, path),
    directoryExists: () => true,
    readFile: (path) => files[path],
    getSourceFile: (path, target) =>
      files[path] === undefined ? undefined : ts.createSourceFile(path, files[path], target),
  };
  const options = { noLib: true, types: [], moduleResolution: ts.ModuleResolutionKind.Bundler };
  return ts.createProgram(entries, { ...options, module: ts.ModuleKind.ESNext }, host);
};
