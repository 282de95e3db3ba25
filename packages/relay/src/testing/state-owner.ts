import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";

const storeFolder = join(import.meta.dirname, "../../../store");

/** Owns the state as a relay does, prints each change of an operator, and ends when its input does. */
const program = `
  import { openStore } from "@email-events/store";
  const store = openStore(process.argv[2]);
  store.readOffset("airship");
  console.log("open");
  const watch = setInterval(() => {
    const changes = store.readChanges();
    if (!changes) return;
    for (const source of changes.offsets) console.log("offset", source, store.readOffset(source));
    for (const { number } of store.retryPage().events) {
      store.commit({ settle: [number] });
      console.log("retried", number);
    }
  }, 5);
  process.stdin.on("end", () => { clearInterval(watch); store.close(); });
  process.stdin.resume();
`;

/** A process that owns a state. */
export interface StateOwner {
  readonly child: ChildProcess;
  /** Resolves once it has printed a line; rejects if it ends before. */
  readonly until: (line: string) => Promise<void>;
  /** Ends it, and resolves to its exit code. */
  readonly end: () => Promise<number | null>;
}

/** Starts a process that owns the state at a path, and resolves once it does. */
export const startStateOwner = async (path: string): Promise<StateOwner> => {
  const outfile = `${path}.owner.mjs`;
  await build({
    stdin: { contents: program, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@email-events/source"],
    outfile,
    logLevel: "error",
  });
  const child = spawn(process.execPath, [outfile, path], {
    stdio: ["pipe", "pipe", "inherit"],
    // Where the store's optional dependency is.
    env: { ...process.env, NODE_PATH: join(storeFolder, "node_modules") },
  });
  const lines = new Set<string>();
  let look = (): void => undefined;
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => {
    lines.add(line);
    look();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const until = (line: string): Promise<void> =>
    new Promise((resolve, reject) => {
      look = () => {
        if (lines.has(line)) resolve();
      };
      look();
      void ended.then(() => reject(new Error(`The owner ended without "${line}".`)));
    });
  await until("open");
  return {
    child,
    until,
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
};
