import { addCalls, emptyList, type CallList } from "./call-list.ts";
import { callsOf, type LiveCall } from "./live-call.ts";
import { createRepeatedIds } from "./repeated-ids.ts";

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

const retryAfterMs = 2_000;

const parse = (text: unknown): unknown => {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const numberIn = (value: unknown, name: string): number => {
  const found = memberOf(value, name);
  return typeof found === "number" ? found : 0;
};

/** Creates a feed. */
export const createLiveFeed = (): LiveFeed => {
  let state: LiveState = { ...emptyList, connection: "connecting", omitted: 0, unreadable: 0 };
  let waiting: LiveCall[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let runs = 1;
  let run: unknown;
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
    const number = numberIn(value, "number");
    last = number;
    waiting.push(...callsOf(value, runs).map(ids.note));
    change({});
  };

  /** Returns whether this is another run of the sandbox, which counts from 1 again. */
  const isOtherRun = (named: unknown): boolean => {
    const isOther = run !== undefined && run !== named;
    run = named;
    if (!isOther) return false;
    runs += 1;
    ids.clear();
    last = 0;
    return true;
  };

  const open = (
    url: string,
    { onClosed, onOtherRun }: Readonly<Record<"onClosed" | "onOtherRun", () => void>>,
  ): EventSource => {
    const source = new EventSource(url);
    source.addEventListener("open", () => change({ connection: "connected" }));
    source.addEventListener("run", ({ data }: MessageEvent<unknown>) => {
      if (isOtherRun(memberOf(parse(data), "run"))) onOtherRun();
    });
    source.addEventListener("request", ({ data }: MessageEvent<unknown>) => receive(parse(data)));
    source.addEventListener("omitted", ({ data }: MessageEvent<unknown>) =>
      change({ omitted: state.omitted + numberIn(parse(data), "count") }),
    );
    source.addEventListener("reset", () => {
      ids.clear();
      clear();
    });
    source.addEventListener("error", () => {
      change({ connection: "interrupted" });
      // Otherwise the browser connects again by itself, and goes on after the last request.
      if (source.readyState === EventSource.CLOSED) onClosed();
    });
    return source;
  };
  return {
    state: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    connect: (url) => {
      let retry: ReturnType<typeof setTimeout> | undefined;
      let source: EventSource | undefined;
      const begin = (): void => {
        const address = last === 0 ? url : `${url}?after=${last}`;
        source = open(address, {
          onClosed: () => {
            retry = setTimeout(begin, retryAfterMs);
          },
          // The browser asked for what follows the last request of the run before.
          onOtherRun: () => {
            source?.close();
            begin();
          },
        });
      };
      begin();
      return () => {
        clearTimeout(retry);
        source?.close();
      };
    },
    clear,
  };
};
