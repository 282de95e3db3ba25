import type { DiagnoseOptions } from "@email-events/diagnose";
import type { MapperOption } from "@email-events/diagnose/sources";
import { noSettings, type Settings } from "../options/settings.ts";
import type { EventSchema } from "../schema/schema-of-event.ts";
import type { Trial } from "../schema/trial/try-schema.ts";
import type { TakeAway, TakeAwayWish } from "../take-away/take-away.ts";
import type { Explained } from "./explain-text.ts";
import type { Answers, Question, Reply } from "./messages.ts";
import type { Notices, UnnoticedCall } from "./notice-calls.ts";
import type { TracedText } from "./trace-text.ts";

/**
 * Answers questions in a worker, so that the page never waits. A newer question ends the work on an older one, whose
 * promise never settles. The promises reject with an `Error` that says why there is no answer.
 */
export interface WorkerClient {
  readonly explain: (text: string | File, options: DiagnoseOptions, more?: ExplainMore) => Promise<Explained>;
  /** Returns every option of every mapper. */
  readonly listOptions: () => Promise<readonly MapperOption[]>;
  readonly notice: (calls: readonly UnnoticedCall[]) => Promise<Notices>;
  readonly schema: (text: string, number: number, settings: Settings) => Promise<EventSchema>;
  readonly takeAway: (text: string, wish: TakeAwayWish) => Promise<TakeAway>;
  readonly trace: (text: string, number: number, settings: Settings) => Promise<TracedText>;
  readonly trial: (schema: string | File, before: string, value: string) => Promise<Trial>;
  /** Ends the worker, and what it works on. */
  readonly close: () => void;
}

/** What explaining a text takes besides the options of a diagnosis. */
interface ExplainMore {
  readonly settings?: Settings;
  /** Receives now and then how many events were diagnosed so far. */
  readonly onProgress?: (events: number) => void;
}

/** The one question that is being answered. */
interface Pending {
  readonly settle: (reply: Reply) => void;
  readonly port: MessagePort;
}

const isAnswer = <Kind extends keyof Answers>(
  reply: Reply,
  kind: Kind,
): reply is Reply & { readonly kind: Kind; readonly answer: Answers[Kind] } => reply.kind === kind;

/** Creates a client. Its worker starts with the first question. */
export const createWorkerClient = (): WorkerClient => {
  let worker: Worker | undefined;
  let pending: Pending | undefined;

  const end = (reply: Reply): void => {
    const ended = pending;
    pending = undefined;
    ended?.port.close();
    ended?.settle(reply);
  };
  const start = (): Worker => {
    const started = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "diagnosis" });
    started.addEventListener("error", () => {
      if (started !== worker) return;
      worker = undefined;
      end({ kind: "failed", reason: "The diagnosis ended unexpectedly. Reload the page and try again." });
    });
    return started;
  };
  const stop = (): void => {
    pending?.port.close();
    pending = undefined;
    worker?.terminate();
    worker = undefined;
  };
  const ask = (question: Question, onProgress?: (events: number) => void): Promise<Reply> =>
    new Promise((resolve) => {
      // Work that nobody waits for any more is ended, however long it would take.
      if (pending !== undefined) stop();
      worker ??= start();
      const { port1, port2 } = new MessageChannel();
      pending = { settle: resolve, port: port1 };
      port1.addEventListener("message", ({ data }: MessageEvent<Reply>) =>
        data.kind === "progress" ? onProgress?.(data.events) : end(data),
      );
      port1.start();
      worker.postMessage(question, [port2]);
    });
  const answer = async <Kind extends keyof Answers>(
    question: Question & { readonly kind: Kind },
    onProgress?: (events: number) => void,
  ): Promise<Answers[Kind]> => {
    const reply = await ask(question, onProgress);
    if (isAnswer(reply, question.kind)) return reply.answer;
    throw new Error(reply.kind === "failed" ? reply.reason : "The diagnosis gave no answer.");
  };
  return {
    explain: (text, options, { onProgress, settings = noSettings } = {}) =>
      answer({ kind: "explain", text, options, settings }, onProgress),
    listOptions: () => answer({ kind: "options" }),
    notice: (calls) => answer({ kind: "notice", calls }),
    schema: (text, number, settings) => answer({ kind: "schema", text, number, settings }),
    takeAway: (text, wish) => answer({ kind: "take away", text, wish }),
    trace: (text, number, settings) => answer({ kind: "trace", text, number, settings }),
    trial: (schema, before, value) => answer({ kind: "trial", schema, before, value }),
    close: stop,
  };
};
