import { addCalls, emptyList, type CallList } from "./call-list.ts";
import { callsOf, type LiveCall } from "./live-call.ts";
import { numberIn } from "./member-of.ts";
import { createRepeatedIds } from "./repeated-ids.ts";
import { readSandboxEvents } from "./sandbox-events.ts";

/** What the page knows of the sandbox. */
export interface LiveState extends CallList {
  readonly connection: "connecting" | "connected" | "interrupted";
  /** Requests that the sandbox itself doesn't keep any more. */
  readonly omitted: number;
  /** Messages of the sandbox that can't be read. */
  readonly unreadable: number;
}

/** The requests of a sandbox as they come. */
export interface LiveFeed {
  readonly state: () => LiveState;
  /** Calls back after a change; returns how to stop that. */
  readonly subscribe: (onChange: () => void) => () => void;
  /** Reads from an address until the returned function is called; connects again after an interruption. */
  readonly connect: (url: string) => () => void;
  /** Clears the page's list, and its counts. */
  readonly clear: () => void;
}

/** Changes are shown together: a sandbox can answer thousands of requests in a second. */
const showAfterMs = 50;

/** A connection that the browser gave up is opened again after this time. */
const retryAfterMs = 2_000;

/** Creates a feed. */
export const createLiveFeed = (): LiveFeed => {
  let state: LiveState = { ...emptyList, connection: "connecting", omitted: 0, unreadable: 0 };
  let waiting: LiveCall[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let runs = 1;
  /** The id of the run of the sandbox. */
  let run: unknown;
  /** The number of the last request. */
  let last = 0;
  const ids = createRepeatedIds();
  const listeners = new Set<() => void>();

  const show = (): void => {
    clearTimeout(timer);
    timer = undefined;
    state = { ...state, ...addCalls(state, waiting) };
    waiting = [];
    for (const listener of listeners) listener();
  };
  const change = (next: Partial<LiveState>): void => {
    state = { ...state, ...next };
    timer ??= setTimeout(show, showAfterMs);
  };
  const clear = (): void => {
    waiting = [];
    state = { ...state, ...emptyList, omitted: 0, unreadable: 0 };
    show();
  };
  const receive = (value: unknown): void => {
    if (value === undefined) return change({ unreadable: state.unreadable + 1 });
    last = numberIn(value, "number");
    waiting.push(...callsOf(value, runs).map(ids.note));
    change({});
  };

  /** Returns whether this is another run of the sandbox, which counts from 1 again. */
  const isOtherRun = (id: unknown): boolean => {
    const isOther = run !== undefined && run !== id;
    run = id;
    if (!isOther) return false;
    runs += 1;
    ids.clear();
    last = 0;
    return true;
  };

  return {
    state: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    connect: (url) => {
      let retry: ReturnType<typeof setTimeout> | undefined;
      let close = (): void => undefined;
      const begin = (): void => {
        close = readSandboxEvents(last === 0 ? url : `${url}?after=${last}`, {
          onOpen: () => change({ connection: "connected" }),
          onRun: (id) => {
            if (!isOtherRun(id)) return;
            // The browser asked for what follows the last request of the run before.
            close();
            begin();
          },
          onRequest: receive,
          onOmitted: (count) => change({ omitted: state.omitted + count }),
          onReset: () => {
            ids.clear();
            clear();
          },
          onBroken: (isClosed) => {
            change({ connection: "interrupted" });
            if (isClosed) retry = setTimeout(begin, retryAfterMs);
          },
        });
      };
      begin();
      return () => {
        clearTimeout(retry);
        close();
      };
    },
    clear,
  };
};
