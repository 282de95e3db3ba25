import type { WorkerClient } from "../../worker/worker-client.ts";
import type { Trial } from "./try-schema.ts";

/** How long a trial may take, in ms. A pattern on a long text, or ten thousands of properties, can take longer. */
const maxMs = 60_000;

/** Tries schemas, each in a limited time. */
export interface TrialWorker {
  /** A newer trial ends an older one, whose promise never settles. Rejects with an `Error` that says why there is no answer. */
  readonly trySchema: (schema: string | File, before: string, value: string) => Promise<Trial>;
  readonly close: () => void;
}

/** Creates what tries schemas in a worker of its own. */
export const createTrialWorker = (worker: Pick<WorkerClient, "close" | "trial">): TrialWorker => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const trySchema: TrialWorker["trySchema"] = (schema, before, value) =>
    new Promise((resolve, reject) => {
      clearTimeout(timer);
      const own = setTimeout(() => {
        worker.close();
        reject(new Error(`it takes longer than ${maxMs / 1_000} s, and was stopped. The generator has no such limit.`));
      }, maxMs);
      timer = own;
      worker
        .trial(schema, before, value)
        .finally(() => clearTimeout(own))
        .then(resolve, reject);
    });
  return {
    trySchema,
    close: () => {
      clearTimeout(timer);
      worker.close();
    },
  };
};
