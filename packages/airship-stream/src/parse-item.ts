import type { StreamItem } from "./chunk.ts";

/** The JSON value of an item, or why there is none. */
export type ParsedItem =
  | { readonly status: "valid"; readonly value: unknown }
  | { readonly status: "invalid"; readonly reason: string };

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Parses an item of a chunk as JSON. The reason contains no part of the line. */
export const parseItem = (item: StreamItem): ParsedItem => {
  if (item.status === "too-large") return { status: "invalid", reason: item.reason };
  let text: string;
  try {
    text = decoder.decode(item.bytes);
  } catch {
    return { status: "invalid", reason: "a line isn't UTF-8" };
  }
  try {
    return { status: "valid", value: JSON.parse(text) };
  } catch {
    return { status: "invalid", reason: "a line isn't JSON" };
  }
};
