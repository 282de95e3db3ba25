import type { SemanticEmailEvent } from "@email-events/core";
import { createLedger, type Ledger, type SendOutcome } from "./ledger.ts";
import { prepare, SourceError, type Prepared } from "./prepare.ts";
import { createTally, type Report } from "./report.ts";
import type { SetAside } from "./set-aside.ts";
import { buildMapSteps, chooseFrom } from "./steps.ts";
import type { SourceVocabulary } from "./vocabulary.ts";

/** What to relay, and where to. */
export interface RelayOptions {
  /** The bytes: NDJSON, a JSON array, or pretty-printed objects. */
  readonly source: AsyncIterable<Uint8Array>;
  /** By default told from the first event. */
  readonly vocabulary?: SourceVocabulary;
  /** Sends events and tells what became of each, in any order: `client.send` of `@email-events/pipelines`. */
  readonly send: (events: AsyncIterable<SemanticEmailEvent>) => AsyncIterable<SendOutcome>;
  /** Why the destination can't be reached, when that is known beforehand: then nothing is sent. */
  readonly unreachable?: string;
  /** Is given each event that is neither delivered nor skipped on purpose; reading waits for it. */
  readonly onSetAside?: (entry: SetAside) => void | Promise<void>;
  /** Is told now and then how far it is. */
  readonly onProgress?: (report: Report) => void;
  /** The largest event that is read, in bytes; 1 MB by default. */
  readonly maxItemBytes?: number;
}

/** How a relay ended. */
export interface RelayResult {
  readonly report: Report;
  /** What went wrong beyond single events: a destination that can't be reached, or a source that broke off. */
  readonly failure?: { readonly kind: "undelivered" | "source"; readonly reason: string };
}

/** A source's end, with the error it ended in; kept until every event that was sent has its outcome. */
interface Ending {
  error?: unknown;
}

type OnSetAside = NonNullable<RelayOptions["onSetAside"]>;

async function* toSend(
  prepared: AsyncIterable<Prepared<SemanticEmailEvent>>,
  ledger: Ledger,
  setAside: OnSetAside,
  ending: Ending,
): AsyncGenerator<SemanticEmailEvent, void, undefined> {
  try {
    for await (const next of prepared) {
      const halted = ledger.halted();
      if (next.kind === "set-aside") await setAside(next.entry);
      else if (halted !== undefined) await ledger.refuse(next.item, halted);
      else {
        ledger.enter(next.event, next.item);
        yield next.event;
      }
    }
  } catch (error) {
    ending.error = error;
  }
}

const toFailure = (halted: string | undefined, { error }: Ending): RelayResult["failure"] => {
  if (error !== undefined && !(error instanceof SourceError)) throw error;
  if (halted !== undefined) return { kind: "undelivered", reason: halted };
  return error === undefined ? undefined : { kind: "source", reason: error.message };
};

const outcomesPerProgress = 1_000;

/**
 * Reads events, validates and maps them, sends the semantic events, and accounts for every one.
 *
 * After the first event that can't be delivered, the rest is read and set aside as undelivered, but not sent: by then
 * the client has tried for as long as it may.
 *
 * @throws CommandError when the vocabulary can't be told from the first event.
 * @example
 * const client = createPipelinesClient({ writeKey });
 * const { report } = await relay({ source: createReadStream("events.ndjson"), send: (events) => client.send(events) });
 */
export const relay = async (options: RelayOptions): Promise<RelayResult> => {
  const { source, maxItemBytes } = options;
  const setAside: OnSetAside = options.onSetAside ?? (() => undefined);
  const tally = createTally();
  const ledger = createLedger(tally, setAside, options.unreachable);
  const onProgress = (): void => options.onProgress?.(tally.report());
  const choose = chooseFrom(buildMapSteps(), options.vocabulary);
  const limit = maxItemBytes === undefined ? {} : { maxItemBytes };
  const prepared = prepare({ source, choose, tally, onProgress, ...limit });
  const ending: Ending = {};

  let outcomes = 0;
  for await (const outcome of options.send(toSend(prepared, ledger, setAside, ending))) {
    await ledger.settle(outcome);
    outcomes += 1;
    if (outcomes % outcomesPerProgress === 0) onProgress();
  }
  await ledger.settleRest();

  const failure = toFailure(ledger.halted(), ending);
  return { report: tally.report(), ...(failure && { failure }) };
};
