import type { RefusalReason } from "./answers.ts";
import type { RequestHeaders } from "./request.ts";

/** Accepts every JSON type, `text/plain`, which some senders use for JSON, and a missing `Content-Type`. */
const isJsonType = (type: string): boolean => type === "" || type === "text/plain" || /json/.test(type);

const encodings: ReadonlySet<string> = new Set(["", "identity", "gzip", "x-gzip"]);

const valueOf = (headers: RequestHeaders, name: string): string =>
  (headers.get(name) ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

/** Returns why the body can't be read, from what the headers say of it. */
export const checkHeaders = (headers: RequestHeaders): RefusalReason | undefined => {
  if (!isJsonType(valueOf(headers, "content-type"))) return "content-type";
  return encodings.has(valueOf(headers, "content-encoding")) ? undefined : "encoding";
};
