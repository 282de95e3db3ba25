import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { delimiter, join } from "node:path";

const places = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"];

/** The path of `nats-server`; undefined where it isn't installed. Debian has it in the package of that name. */
export const natsServer: string | undefined = places
  .map((folder) => join(folder, "nats-server"))
  .find((path) => existsSync(path));

/** What the names of skipped tests end with. */
export const withoutNatsServer = natsServer === undefined ? " (skipped: there is no nats-server)" : "";

/** A broker of its own process. */
export interface Broker {
  readonly name: string;
  /** `nats://127.0.0.1:port`, the same after a restart. */
  readonly url: string;
  /** Starts the process, with all that it had stored. Resolves once it accepts connections. */
  readonly start: () => Promise<void>;
  /** Ends the process with a signal, SIGKILL by default. Resolves once it has ended. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<void>;
  /** Stops the process, or lets it go on: SIGSTOP and SIGCONT. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Changes the configuration file. Resolves once the process has loaded it. */
  readonly reload: (change: (config: string) => string) => Promise<void>;
  readonly isRunning: () => boolean;
  readonly pid: () => number | undefined;
}

/** Where a broker listens and stores, and its other settings in the words of its configuration file. */
export interface BrokerSettings {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  readonly config: string;
}

/**
 * Kills a process when this one ends, however it does: its end of a pipe is closed then. A runner of tests may kill its workers,
 * which no handler of this process survives.
 *
 * @returns What ends the guard.
 */
const guard = (pid: number): (() => void) => {
  const child = spawn("sh", ["-c", `read -r _; kill -9 ${pid}`], { stdio: ["pipe", "ignore", "ignore"] });
  child.unref();
  return () => void child.kill("SIGKILL");
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    // The server speaks first once it takes clients.
    socket.once("data", () => end(true));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });

const pollMs = 10;
const startMs = 15_000;

/** Creates a broker, which isn't started yet. */
export const createBroker = ({ name, folder, port, config }: BrokerSettings): Broker => {
  const file = join(folder, `${name}.conf`);
  let child: ChildProcess | undefined;
  let log = "";
  const isRunning = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;

  const start = async (): Promise<void> => {
    if (natsServer === undefined) throw new Error("nats-server isn't installed");
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `server_name: ${name}\nhost: "127.0.0.1"\nport: ${port}\n${config}\n`);
    const started = spawn(natsServer, ["--config", file], { stdio: ["ignore", "ignore", "pipe"] });
    child = started;
    if (started.pid !== undefined) started.once("exit", guard(started.pid));
    started.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-20_000);
    });
    const end = Date.now() + startMs;
    while (!(await accepts(port))) {
      if (!isRunning() || Date.now() > end) throw new Error(`nats-server didn't start: ${log}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };
  const kill = async (signal: NodeJS.Signals = "SIGKILL"): Promise<void> => {
    const ending = child;
    if (ending === undefined || !isRunning()) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    await ended;
  };
  const reload = async (change: (config: string) => string): Promise<void> => {
    writeFileSync(file, change(readFileSync(file, "utf8")));
    log = "";
    child?.kill("SIGHUP");
    const end = Date.now() + startMs;
    while (!log.includes("Reloaded server configuration")) {
      if (!isRunning() || Date.now() > end) throw new Error(`nats-server didn't reload: ${log}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };
  return {
    name,
    url: `nats://127.0.0.1:${port}`,
    start,
    kill,
    signal: (signal) => void child?.kill(signal),
    reload,
    isRunning,
    pid: () => child?.pid,
  };
};
