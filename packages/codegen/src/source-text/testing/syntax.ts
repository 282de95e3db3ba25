import ts from "typescript";
import { mark } from "./hostile-texts.ts";

/** The result of parsing a file: diagnostics and the shape of its syntax tree. */
export interface Syntax {
  readonly complaints: readonly string[];
  /** Names in code that contain the mark of untrusted text. */
  readonly foreign: readonly string[];
  /** The kind of each node as a character, in source order. */
  readonly shape: string;
}

const kindOf = (path: string): ts.ScriptKind => {
  if (path.endsWith(".json")) return ts.ScriptKind.JSON;
  return /\.[cm]?js$/.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
};

const host: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => "/",
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};

/** A comment is one token, whatever is in it: it has no part in the shape of a file. */
const options: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.ESNext,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
};

const parse = (path: string, text: string): Syntax => {
  const file = ts.createSourceFile(path, text, options, false, kindOf(path));
  const foreign: string[] = [];
  let shape = "";
  const visit = (node: ts.Node): void => {
    shape += String.fromCharCode(node.kind);
    if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && node.text.includes(`${mark}_`))
      foreign.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const reported = "parseDiagnostics" in file ? (file.parseDiagnostics as readonly ts.Diagnostic[]) : [];
  const complaints = reported.map((problem) => ts.formatDiagnostic(problem, host));
  return { complaints, foreign, shape };
};

/** What was parsed, by path and text: a file that no text from outside is in, such as the runtime, is the same each time. */
const parsed = new Map<string, Syntax>();

/** Parses an emitted file. */
export const syntaxOf = (path: string, text: string): Syntax => {
  const key = `${path}\n${text}`;
  const known = parsed.get(key) ?? parse(path, text);
  if (parsed.size > 1_000) parsed.clear();
  parsed.set(key, known);
  return known;
};
