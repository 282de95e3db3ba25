import { memberOf, numberIn } from "./member-of.ts";

/** What the sandbox reports, and what becomes of the connection to it. */
export interface SandboxEventHandlers {
  readonly onOpen: () => void;
  /** Called first, with the id of the run of the sandbox. */
  readonly onRun: (id: unknown) => void;
  /** Called with a request; with `undefined` for a message that can't be read. */
  readonly onRequest: (request: unknown) => void;
  /** Called with the number of requests that the sandbox doesn't keep any more. */
  readonly onOmitted: (count: number) => void;
  /** The record of the sandbox was cleared. */
  readonly onReset: () => void;
  /** The connection broke. The browser connects again by itself unless it is closed, and goes on after the last request. */
  readonly onBroken: (isClosed: boolean) => void;
}

const parse = (text: unknown): unknown => {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
};

/** Connects to the events of the sandbox; returns how to close the connection. */
export const readSandboxEvents = (url: string, handlers: SandboxEventHandlers): (() => void) => {
  const source = new EventSource(url);
  const on = (name: string, handle: (value: unknown) => void): void =>
    source.addEventListener(name, ({ data }: MessageEvent<unknown>) => handle(parse(data)));
  source.addEventListener("open", handlers.onOpen);
  source.addEventListener("error", () => handlers.onBroken(source.readyState === EventSource.CLOSED));
  on("run", (value) => handlers.onRun(memberOf(value, "run")));
  on("request", handlers.onRequest);
  on("omitted", (value) => handlers.onOmitted(numberIn(value, "count")));
  on("reset", handlers.onReset);
  return () => source.close();
};
