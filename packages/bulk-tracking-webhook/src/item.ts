/** What is wrong with an item; the shape of `Issue` in `@email-events/core`. */
export interface ItemIssue {
  /** JSON Pointer (RFC 6901) within the item; the empty string is the whole item. */
  readonly pointer: string;
  readonly code: string;
  readonly expected: string;
  readonly received: string;
}

/** An item that is a JSON object. Whether it is a valid event is for `accept` to decide. */
export interface ParsedItem {
  readonly status: "parsed";
  /** Position in the body, from 0. */
  readonly index: number;
  /** The item as it was received, in UTF-8: a view of the body. Copy it to keep it without the rest of the body. */
  readonly bytes: Uint8Array;
  readonly value: Readonly<Record<string, unknown>>;
}

/** An item that isn't a JSON object. It is passed to `accept` as well, so that it can be stored. */
export interface UnreadableItem {
  readonly status: "invalid";
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly issues: readonly ItemIssue[];
}

/** An item of a body: `status` tells whether it was parsed. `accept` gets all items of a body, in its order. */
export type WebhookItem = ParsedItem | UnreadableItem;

/** An item that was stored and won't be processed. */
export interface SetAsideItem {
  readonly index: number;
  readonly status: "invalid" | "unrecognized";
  readonly issues: readonly ItemIssue[];
}
