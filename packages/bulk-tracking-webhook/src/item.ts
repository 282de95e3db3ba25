/** What is wrong with an item; the shape of `Issue` in `@email-events/core`. */
export interface ItemIssue {
  /** JSON Pointer (RFC 6901) within the item; the empty string is the whole item. */
  readonly pointer: string;
  /** Such as `json`, `type`, `utf8` or `gzip`. */
  readonly code: string;
  /** In words. */
  readonly expected: string;
  /** In words, safe to log: no part of the item. */
  readonly received: string;
}

/** An item that is a JSON object. Whether it is a valid event is for `accept` to decide. */
export interface ParsedItem {
  readonly status: "parsed";
  /** Position in the body, from 0. */
  readonly index: number;
  /** The item as it was received, in UTF-8: a view of the body. Copy it to keep it without the rest of the body. */
  readonly bytes: Uint8Array;
  /** What `JSON.parse` returns for it: numbers beyond 2^53 are rounded. */
  readonly value: Readonly<Record<string, unknown>>;
}

/** An item that isn't a JSON object. It is passed to `accept` as well, so that it can be stored. */
export interface UnreadableItem {
  readonly status: "invalid";
  /** Position in the body, from 0. */
  readonly index: number;
  /** The item as it was received; damaged gzip as it is. */
  readonly bytes: Uint8Array;
  /** Why it can't be read. */
  readonly issues: readonly ItemIssue[];
}

/** An item of a body: `status` tells whether it was parsed. `accept` gets all items of a body, in its order. */
export type WebhookItem = ParsedItem | UnreadableItem;

/** An item that was stored and won't be processed. */
export interface SetAsideItem {
  /** Position in the body, from 0. */
  readonly index: number;
  readonly status: "invalid" | "unrecognized";
  /** Sent to the sender: no secret, and nothing of other people. */
  readonly issues: readonly ItemIssue[];
}
