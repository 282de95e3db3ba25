import type { ConsumedChunk, ConsumeOptions } from "../queue.ts";
import { redeliver } from "./answer.ts";
import type { ConsumeContext } from "./consume-context.ts";
import { keepPulling } from "./keep-pulling.ts";
import { createSignal } from "./signal.ts";
import { createSlots } from "./slots.ts";
import { toChunk } from "./to-chunk.ts";

/**
 * Yields the chunks of the queue, at most `concurrency` that aren't settled. Those that wait when the loop ends are given back.
 *
 * @throws QueueError when it can't go on
 */
export async function* consume(
  context: ConsumeContext,
  { signal, concurrency }: ConsumeOptions,
): AsyncGenerator<ConsumedChunk, void, undefined> {
  const { connection, onRedelivered } = context;
  const slots = createSlots(concurrency);
  const changed = createSignal();
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
    changed.notify();
  };
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  const finish = (): void => {
    slots.finish();
    changed.notify();
  };
  let failure: unknown;
  const pulling = keepPulling(context, { slots, changed, signal: ended.signal })
    .catch((error: unknown) => {
      failure = error;
    })
    .finally(end);
  try {
    while (!ended.signal.aborted) {
      const message = slots.take();
      if (message === undefined) {
        await changed.wait();
        continue;
      }
      if (message.count > 1) onRedelivered();
      yield toChunk(context, message, finish);
    }
    if (failure !== undefined) throw failure;
  } finally {
    signal.removeEventListener("abort", end);
    end();
    await pulling;
    for (let rest = slots.take(); rest !== undefined; rest = slots.take()) redeliver(connection, rest.reply);
  }
}
