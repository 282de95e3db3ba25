import { type ChildProcess, spawn } from "node:child_process";

/** What a run of the command line took: processor time in ms, with the start of its process, and the most memory of it. */
export interface CaseRun {
  readonly exitCode: number;
  readonly errors: readonly string[];
  readonly ms: number;
  readonly megabytes: number;
}

export interface CaseRunner {
  /** Runs the command line in a process that it shares with the runs before; `ended` if the process ended or was ended. */
  readonly run: (args: readonly string[]) => Promise<CaseRun | "ended">;
  /** Runs it in a new process. */
  readonly runAlone: (args: readonly string[]) => Promise<CaseRun | "ended">;
  readonly close: () => void;
}

const child = `
  const { main } = await import(process.argv[1]);
  const usedMs = () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    return (userCPUTime + systemCPUTime) / 1000;
  };
  const startMs = usedMs();
  process.on("message", async (args) => {
    const before = usedMs();
    const errors = [];
    const exitCode = await main(args, { out: () => {}, error: (line) => errors.push(line) });
    const ms = startMs + usedMs() - before;
    process.send({ exitCode, errors, ms, megabytes: process.resourceUsage().maxRSS / 1024 });
  });
`;

/**
 * Runs a command line for many cases, one after the other, in one process: to start a process takes longer than most
 * cases. After a case that ends it, the next one gets a new process.
 *
 * @param main - The command line as a file that exports `main`.
 * @param mostMs - After this wall-clock time in ms, a case's process is killed.
 */
export const createCaseRunner = (main: string, mostMs: number): CaseRunner => {
  let current: ChildProcess | undefined;
  const close = (): void => {
    current?.kill("SIGKILL");
    current = undefined;
  };
  const start = (): ChildProcess =>
    spawn(process.execPath, ["--input-type=module", "-e", child, main], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
  const run = (args: readonly string[]): Promise<CaseRun | "ended"> =>
    new Promise((resolve) => {
      const process = (current ??= start());
      const end = setTimeout(close, mostMs);
      const settle = (result: CaseRun | "ended"): void => {
        clearTimeout(end);
        process.removeAllListeners();
        resolve(result);
      };
      process.once("message", (result) => settle(result as CaseRun));
      process.once("error", () => settle("ended"));
      process.once("close", () => {
        current = undefined;
        settle("ended");
      });
      process.send(args);
    });
  return {
    run,
    runAlone: (args) => {
      close();
      return run(args);
    },
    close,
  };
};
