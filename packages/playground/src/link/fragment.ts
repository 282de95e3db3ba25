import { noDraft, type SchemaDraft } from "../schema/trial/schema-draft.ts";
import type { Settings } from "../options/settings.ts";

/** What a link holds. */
export interface LinkedState {
  readonly tab: string;
  readonly text: string;
  readonly number: number;
  readonly settings: Settings;
  readonly draft: SchemaDraft;
}

/** The longest fragment that is made or read, in characters: mail programs and chats cut longer links. */
export const maxFragmentChars = 16_000;

/** How much a link may unpack to, in bytes: no more than can be edited. */
const maxUnpackedBytes = 1_000_000;

const prefix = "#event=";

/** What a link begins with, those of later versions of the page too. */
const anyPrefix = /^#event\d*=/;

const toBase64Url = (bytes: Uint8Array): string => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

/** Reads a stream up to a number of bytes. Throws a `RangeError` where it is longer. */
const readAll = async (stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new RangeError("It unpacks to too much.");
    }
    parts.push(new Uint8Array(next.value));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
};

const through = (bytes: Uint8Array<ArrayBuffer>, transform: GenericTransformStream): ReadableStream<Uint8Array> =>
  new Blob([bytes]).stream().pipeThrough(transform);

/** Returns the fragment of an address that holds a state. It may be longer than `maxFragmentChars`. */
export const toFragment = async ({ draft, number, settings, tab, text }: LinkedState): Promise<string> => {
  const { before, schema, value } = draft;
  const json = JSON.stringify([
    tab,
    text,
    number,
    [...settings],
    ...(draft === noDraft ? [] : [{ schema, before, value }]),
  ]);
  const packed = through(new TextEncoder().encode(json), new CompressionStream("deflate-raw"));
  return `${prefix}${toBase64Url(await readAll(packed, Infinity))}`;
};

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

const toSettings = (value: unknown): Settings | undefined => {
  if (!Array.isArray(value)) return undefined;
  const settings = new Map<string, readonly string[]>();
  for (const entry of value) {
    const [name, values]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    if (typeof name !== "string" || !isTexts(values)) return undefined;
    settings.set(name, values);
  }
  return settings;
};

/** Reads a draft; links of older pages have none. */
const toDraft = (value: unknown): SchemaDraft | undefined => {
  if (value === undefined) return noDraft;
  if (typeof value !== "object" || value === null || !isTexts(Object.values(value))) return undefined;
  const { before, schema, value: event }: Readonly<Record<string, string>> = { ...value };
  return {
    ...(before !== undefined && { before }),
    ...(schema !== undefined && { schema }),
    ...(event !== undefined && { value: event }),
  };
};

const toState = (value: unknown): LinkedState | undefined => {
  const [tab, text, number, given, edited]: readonly unknown[] = Array.isArray(value) ? value : [];
  const settings = toSettings(given);
  if (typeof tab !== "string" || typeof text !== "string" || settings === undefined) return undefined;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 1) return undefined;
  const draft = toDraft(edited);
  return draft && { tab, text, number, settings, draft };
};

/** Whether an address holds a state, readable or not. */
export const hasState = (hash: string): boolean => anyPrefix.test(hash);

/** Returns the state that the fragment of an address holds; `undefined` where it can't be read. */
export const fromFragment = async (hash: string): Promise<LinkedState | undefined> => {
  if (!hash.startsWith(prefix) || hash.length > maxFragmentChars) return undefined;
  try {
    const packed = fromBase64Url(hash.slice(prefix.length));
    const bytes = await readAll(through(packed, new DecompressionStream("deflate-raw")), maxUnpackedBytes);
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return toState(value);
  } catch {
    return undefined;
  }
};
