// Compiles projects with one TypeScript, given as a folder, and prints their problems as JSON.
const path = require("node:path");

const [typescript, ...paths] = process.argv.slice(2);
const ts = require(typescript);

/** The files of the compiler's own library, which are the same in every project. */
const libraries = new Map();

const hostOf = (options) => {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const folder = path.dirname(ts.getDefaultLibFilePath(options));
  host.getSourceFile = (name, ...more) => {
    if (!name.startsWith(folder)) return read(name, ...more);
    if (!libraries.has(name)) libraries.set(name, read(name, ...more));
    return libraries.get(name);
  };
  return host;
};

const problemsOf = (project) => {
  const { config, error } = ts.readConfigFile(project, ts.sys.readFile);
  if (error) return [error];
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, path.dirname(project));
  const program = ts.createProgram(fileNames, options, hostOf(options));
  return [...errors, ...ts.getPreEmitDiagnostics(program)];
};

const titleOf = (project) => `TypeScript ${ts.version}, ${project.split("/").slice(-2).join("/")}`;

const format = (project, diagnostic) =>
  `${titleOf(project)}: ${ts.formatDiagnostic(diagnostic, {
    getCurrentDirectory: () => path.dirname(project),
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  })}`.trim();

const problems = paths.flatMap((project) => problemsOf(project).map((diagnostic) => format(project, diagnostic)));
console.log(JSON.stringify(problems));
