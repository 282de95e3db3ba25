import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { reportOf, runCommand } from "./run-command.ts";

/** Creates a folder that is removed at the end of the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "relay-run-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

/** Resolves once a condition holds. */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 10_000,
): Promise<void> => {
  const endsAt = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > endsAt) throw new Error(`Waited in vain until ${what}.`);
    await new Promise((resolve) => void setTimeout(resolve, 5));
  }
};

/** Secrets as the tests' servers take them. */
export const secrets = {
  AIRSHIP_APP_KEY: "app-key",
  AIRSHIP_TOKEN: "stream-token",
  AIRSHIP_MASTER_SECRET: "master-secret",
  WEBHOOK_SECRET: "webhook-secret",
  PIPELINES_WRITE_KEY: "write-key",
} as const;

const start =
  (command: string) =>
  (argv: readonly string[], env: Readonly<Record<string, string>> = secrets) => {
    const interrupt = new AbortController();
    const abandon = new AbortController();
    let err = "";
    const running = runCommand([command, "--report=json", ...argv], {
      env,
      interrupt: interrupt.signal,
      abandon: abandon.signal,
      onStderr: (text) => void (err += text),
    });
    onTestFinished(async () => {
      interrupt.abort();
      abandon.abort();
      await running;
    });
    const ended = async () => {
      const { exitCode, out } = await running;
      return { exitCode, err, report: out === "" ? undefined : (reportOf(out) as Record<string, unknown>) };
    };
    return {
      err: () => err,
      /** The origin of the webhook, once it listens. */
      webhook: async (): Promise<string> => {
        await until(() => err.includes("listening on"), "the webhook listens");
        return `http://${/listening on ([\w.:[\]-]+)/.exec(err)?.[1] ?? ""}`;
      },
      /** The origin of health and metrics, once they are served. */
      ops: async (): Promise<string> => {
        await until(() => err.includes("metrics are at"), "metrics are served");
        return /metrics are at (http:[\w.:/[\]-]+\d)/.exec(err)?.[1] ?? "";
      },
      ended,
      /** Interrupts it, and resolves to how it ended. */
      stop: () => {
        interrupt.abort();
        return ended();
      },
      abandon: () => abandon.abort(),
    };
  };

/** Starts `email-events run` in this process. */
export const startRun = start("run");

/** Starts `email-events ingest` in this process. */
export const startIngest = start("ingest");

/** Starts `email-events deliver` in this process. */
export const startDeliver = start("deliver");
