import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { reportOf } from "../run-command.ts";
import { secrets, until } from "../start-run.ts";

/** What a process held at one moment, after a garbage collection. */
export interface Sample {
  /** Seconds since the start. */
  readonly at: number;
  readonly rssMb: number;
  readonly heapMb: number;
  readonly timers: number;
  /** Sockets, servers, pipes and whatever else keeps a process alive. */
  readonly handles: number;
}

/** Loaded before the program: answers each message with what the process holds. */
const probe = `
process.on("message", () => {
  gc();
  const { rss, heapUsed } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const timers = resources.filter((name) => name === "Timeout").length;
  process.send({ rssMb: rss / 1e6, heapMb: heapUsed / 1e6, timers, handles: resources.length - timers });
});
process.channel.unref();
`;

const isSample = (value: unknown): value is Omit<Sample, "at"> =>
  typeof value === "object" && value !== null && "rssMb" in value && "handles" in value;

/** Starts `email-events run` in a process of its own, which can be sampled. */
export const startProbedRun = async (program: string, folder: string, argv: readonly string[]) => {
  const file = join(folder, "probe.cjs");
  await writeFile(file, probe);
  const words = ["--expose-gc", "--require", file, program, "run", "--report=json", ...argv];
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: { ...process.env, ...secrets, NODE_PATH: "" },
  });
  const startedAt = performance.now();
  const exited = once(child, "exit");
  let [out, log] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => void (out += text));
  // A run of hours may say much: only its end is kept.
  child.stderr?.setEncoding("utf8").on("data", (text: string) => void (log = (log + text).slice(-20_000)));
  await until(() => log.includes("listening on"), "the webhook listens", 30_000);
  return {
    webhook: `http://${/listening on ([\w.:]+)/.exec(log)?.[1] ?? ""}/events`,
    sample: async (): Promise<Sample> => {
      const answer = once(child, "message");
      child.send("sample");
      const [values] = await answer;
      if (!isSample(values)) throw new Error("The probe must answer with a sample.");
      return { at: Math.round((performance.now() - startedAt) / 1_000), ...values };
    },
    stop: async () => {
      child.kill("SIGTERM");
      const [exitCode] = await exited;
      return { exitCode: exitCode as unknown, report: reportOf(out) as Readonly<Record<string, unknown>>, log };
    },
    kill: () => void child.kill("SIGKILL"),
  };
};
