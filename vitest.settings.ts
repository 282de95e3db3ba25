import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { startWithoutColors } from "./scripts/shared/without-colors.mjs";

startWithoutColors();

const conditions = ["@email-events/source", "module", "node"];

/** Tests read the sources of every package, so they need no build. */
export const resolution = { resolve: { conditions }, ssr: { resolve: { conditions } } };

export const testSettings = {
  // The files of a project share processes: a process for each file takes a third of the time of all tests. A test
  // restores what it changes in its process; what needs a process of its own starts one.
  isolate: false,
  unstubEnvs: true,
  unstubGlobals: true,
  setupFiles: [join(import.meta.dirname, "vitest.setup.ts")],
  // Five and ten seconds by default, which aren't enough on a busy machine. They only end what hangs: a test of speed
  // counts steps or time of the processor.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 60_000 } },
};

/** One less by default, which leaves one of two processors idle. */
export const maxWorkers = availableParallelism();

const has = (option: string): boolean => spawnSync(process.execPath, [option, "--eval", "0"]).status === 0;

/**
 * Options of a process that runs thousands of tests, most of them once: no threads of the garbage collector's own, and
 * fewer functions compiled for speed. Together they save a tenth of the processors' time. Later versions of Node don't
 * have each of them.
 */
export const processOptions = ["--single-threaded-gc", "--interrupt-budget=500000"].filter(has);
