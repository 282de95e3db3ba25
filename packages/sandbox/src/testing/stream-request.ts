import { request, type IncomingMessage } from "node:http";
import { createGunzip, type Gunzip } from "node:zlib";

/** What a test posts to the stream. */
export interface StreamPost {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer of the stream, read line by line. */
export interface StreamAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** Reads until there are that many lines, or the answer ends. Blank lines count. */
  readonly lines: (count: number) => Promise<readonly string[]>;
  /** The rest of the body, to its end; `isBroken` if the body is cut off. */
  readonly rest: () => Promise<{ readonly text: string; readonly isBroken: boolean }>;
  readonly leave: () => void;
}

const readLines = (response: IncomingMessage, gunzip: Gunzip | undefined): Pick<StreamAnswer, "lines" | "rest"> => {
  const body = gunzip === undefined ? response : response.pipe(gunzip);
  let text = "";
  const complete: string[] = [];
  let wake = (): void => undefined;
  const state = { isEnded: false, isBroken: false };
  const end = (isBroken: boolean) => (): void => {
    state.isEnded = true;
    state.isBroken ||= isBroken;
    wake();
  };
  body.setEncoding("utf8").on("data", (part: string) => {
    const [last = "", ...others] = (text + part).split("\n").toReversed();
    complete.push(...others.toReversed());
    text = last;
    wake();
  });
  body.once("end", end(false)).on("error", end(true));
  // What has come of packed data is unpacked first; then the unpacker finds it cut off.
  response.on("error", () => (gunzip === undefined ? end(true)() : gunzip.end()));
  const more = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  return {
    lines: async (count) => {
      while (complete.length < count && !state.isEnded) await more();
      return complete.splice(0, count);
    },
    rest: async () => {
      while (!state.isEnded) await more();
      return { text: [...complete.splice(0), text].join("\n"), isBroken: state.isBroken };
    },
  };
};

/** Posts to a stream sandbox as a reader does that is let in and wants all events. */
export const postStream = (
  url: string,
  { path = "/api/events", method = "POST", headers = {}, body = { start: "EARLIEST" } }: StreamPost = {},
): Promise<StreamAnswer> =>
  new Promise((resolve, reject) => {
    const credentials = { authorization: "Bearer t", "x-ua-appkey": "a" };
    const posted = request(
      `${url}${path}`,
      { method, headers: { ...credentials, ...headers }, agent: false },
      (response) => {
        const isGzip = response.headers["content-encoding"] === "gzip";
        const read = readLines(response, isGzip ? createGunzip() : undefined);
        const leave = (): void => void posted.destroy();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, ...read, leave });
      },
    );
    posted.on("error", reject);
    posted.end(typeof body === "string" ? body : JSON.stringify(body));
  });
