// What each package promises: the lowest TypeScript, what its types need, and where it runs. READMEs say the same, and the
// rehearsal tries it.

import { listSources, toPascalCase } from "../generation/vocabularies.mjs";

/** Where code runs that needs nothing but the language. */
const everywhere = ["node", "bun", "deno", "workerd", "browsers"];
const servers = ["node", "bun", "deno", "workerd"];
const likeNode = ["node", "bun", "deno"];
const nodeOnly = ["node"];

/** Types of the language alone, or with those of the web, which `lib.dom`, `@types/node` and others declare. */
const language = ["es2022"];
const web = ["es2022", "dom", "dom.iterable"];

const promise = (typescript, lib, runtimes, more = {}) => ({ typescript, lib, runtimes, ...more });

/** `main` is what the size of the main import is measured by; without it, everything is bundled. */
const promises = {
  "airship-stream": promise("5.4", web, likeNode),
  "bulk-tracking-webhook": promise("5.4", web, servers),
  codegen: promise("5.4", web, nodeOnly),
  core: promise("5.4", language, everywhere),
  fixtures: promise("5.4", language, everywhere),
  jetstream: promise("5.4", web, nodeOnly),
  "json-schema": promise("5.4", web, nodeOnly),
  // `Uint8Array<ArrayBuffer>`, which `fetch` asks for, is of 5.7.
  pipelines: promise("5.7", web, everywhere),
  relay: promise("5.4", web, nodeOnly),
  sandbox: promise("5.4", web, nodeOnly),
  "schema-diff": promise("5.4", web, nodeOnly),
  store: promise("5.4", language, nodeOnly),
  validator: promise("5.4", language, everywhere, { main: "semantic" }),
};

/** A package that maps a vocabulary is pure. */
const mapping = (name) => promise("5.4", language, everywhere, { main: `map${toPascalCase(name)}Event` });

/** What a package promises, by its folder; one that isn't in the table promises the usual. */
export const promiseOf = (folder) =>
  listSources().includes(folder) ? mapping(folder) : (promises[folder] ?? promise("5.4", language, everywhere));

/** The types of the web, which zod's own types need. */
export const libOfPeers = web;

/** Peers that an entry needs, which its users install themselves. */
export const peersOf = { "@email-events/validator/zod": "zod@4.6.7" };

/** Entries that only Node and what is like it can load, in packages that run elsewhere, too. */
export const entriesForNode = new Set(["@email-events/pipelines/node"]);

/** Exact versions of what is tried, by the floor that is promised. */
export const typescriptVersions = { 5.4: "5.4.5", 5.7: "5.7.3" };
export const newestNode = "26.10.0";
export const runtimeVersions = { bun: "1.4.5", deno: "2.9.6" };

const names = { node: "Node 20.19 to 26", bun: "Bun", deno: "Deno", workerd: "workerd", browsers: "browsers" };
const list = new Intl.ListFormat("en", { type: "conjunction" });

/** The sentence of a README that says what a package needs. */
export const requirementsOf = (folder) => {
  const { typescript, lib, runtimes } = promiseOf(folder);
  const types = lib === language ? "" : ', with `@types/node` or `lib: ["dom"]`';
  const runs = `Runs on ${list.format(runtimes.map((name) => names[name]))}.`;
  // The older resolution, which is the default of `module: "commonjs"` before TypeScript 6, doesn't read `exports`.
  return `${runs} Types need TypeScript ${typescript} or later, and \`moduleResolution\` \`node16\`, \`nodenext\` or \`bundler\`${types}.`;
};
