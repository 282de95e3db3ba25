import { fork } from "node:child_process";
import { once } from "node:events";

const pathOf = (name) => new URL(name, import.meta.url).pathname;
const cli = pathOf("../../packages/relay/dist/cli.js");

/** What the program reads from its environment. */
export const secrets = {
  AIRSHIP_APP_KEY: "app-key",
  AIRSHIP_TOKEN: "token",
  WEBHOOK_SECRET: "secret-of-the-benchmark",
  PIPELINES_WRITE_KEY: "key",
};

export const pause = (ms) => new Promise((resolve) => void setTimeout(resolve, ms));

/** Starts a process that has to live until it is ended, and returns it with its first message. */
export const start = async (module, args) => {
  const child = fork(module, args);
  child.once("exit", (code) => {
    if (child.isEnding) return;
    throw new Error(`${module} ${args[0]} ended with ${code}`);
  });
  const [first] = await once(child, "message");
  return { child, first };
};

/** Starts `email-events`. Its log is on stderr. */
export const startProgram = (args) => {
  const child = fork(cli, args, {
    execArgv: [...process.execArgv, "--import", pathOf("probe.mjs")],
    env: { ...process.env, ...secrets },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text) => void (log += text));
  child.once("exit", (code) => {
    if (!child.isEnding) throw new Error(`email-events ${args[0]} ended with ${code}: ${log}`);
  });
  return child;
};

/** Starts what every contestant delivers to, which answers after so many milliseconds. */
export const startApi = async (answerMs = 0) => {
  const { child, first } = await start(pathOf("api.mjs"), [String(answerMs)]);
  let calls = 0;
  let wake = () => undefined;
  child.on("message", (message) => {
    calls += message.calls;
    wake();
  });
  const reaches = (count) =>
    new Promise((resolve) => {
      wake = () => calls >= count && resolve();
      wake();
    });
  return {
    url: `http://127.0.0.1:${first.port}`,
    end: () => endAll([child]),
    calls: () => calls,
    /** Resolves once so many calls have come, or more. */
    reaches,
    /** Resolves once so many calls have come; rejects if more did. */
    reachesExactly: async (count) => {
      await reaches(count);
      if (calls > count) throw new Error(`${calls} calls came in place of ${count}`);
    },
  };
};

/** Ends processes that were started here. */
export const endAll = (children) => {
  for (const child of children) {
    child.isEnding = true;
    child.kill("SIGKILL");
  }
};

/** The processor's time and the most memory that a process has used so far. */
export const usageOf = async (child) => {
  const answer = once(child, "message");
  child.send({ usage: true });
  const [message] = await answer;
  return message;
};
