// Runs jobs in a worker process one at a time, and ends the process if a job takes too long.
import { fork } from "node:child_process";

const start = (worker) => fork(worker, { stdio: "ignore", execArgv: ["--max-old-space-size=1500"] });

/** Returns the worker's answer to one job, or why there is none. */
const ask = (child, job, limitMs) =>
  new Promise((resolve) => {
    const finish = (answer) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => finish({ problems: ["took too long"], lacking: [], isOver: true }), limitMs);
    child.once("message", finish);
    child.once("exit", () => finish({ problems: ["the process ended"], lacking: [], isOver: true }));
    child.send(job);
  });

/** Runs all jobs in order, and yields each with its answer. */
export async function* runJobs(worker, jobs, limitMs) {
  let child = start(worker);
  try {
    for (const job of jobs) {
      const answer = await ask(child, job, limitMs);
      yield { job, ...answer };
      if (answer.isOver) {
        child.kill("SIGKILL");
        child = start(worker);
      }
    }
  } finally {
    child.kill("SIGKILL");
  }
}
