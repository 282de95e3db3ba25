import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { storeErrors } from "../store-error.ts";
import type { Database } from "./sqlite.ts";

interface SqliteModule {
  readonly DatabaseSync: new (path: string) => Database;
}

/** Calls a function without the warnings that it would print. Synchronous, so that no other warning is lost. */
const withoutWarnings = <T>(work: () => T): T => {
  // Node 22 warns of `node:sqlite` when it is loaded, and offers no other way to leave that out.
  const name = "emitWarning";
  const emitWarning = Object.getOwnPropertyDescriptor(process, name);
  if (!emitWarning) return work();
  Object.defineProperty(process, name, { ...emitWarning, value: () => {} });
  try {
    return work();
  } finally {
    Object.defineProperty(process, name, emitWarning);
  }
};

const builtIn = (): unknown => withoutWarnings(() => process.getBuiltinModule("node:sqlite"));

const installed = (): unknown => {
  const require = createRequire(import.meta.url);
  // By its real path: a program that has called `fstatSync` on a pipe may otherwise load it by the link that pnpm puts in
  // its place, from where it doesn't find its dependencies.
  return require(realpathSync(require.resolve("@photostructure/sqlite")));
};

const isSqlite = (module: unknown): module is SqliteModule =>
  typeof module === "object" && module !== null && "DatabaseSync" in module;

let loaded: SqliteModule | undefined;

/**
 * Returns SQLite: Node's own where there is one (22.13 and later), or the optional dependency.
 *
 * @throws StoreError `unsupported` when there is neither
 */
export const loadSqlite = (): SqliteModule => {
  if (loaded) return loaded;
  for (const load of [builtIn, installed]) {
    try {
      const module = load();
      if (isSqlite(module)) return (loaded = module);
    } catch {
      // The next one may be there.
    }
  }
  throw storeErrors.noSqlite();
};
