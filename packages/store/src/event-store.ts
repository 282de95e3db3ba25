import type {
  CheckedPage,
  NewChunk,
  NewEvent,
  PageOptions,
  SetAsideEvent,
  StoredEvent,
  SetAsideReason,
} from "./stored-event.ts";

/** Changes that are made in one transaction: all of them or, when it throws, none. */
export interface Change {
  /** Events to keep until they are settled. */
  readonly append?: readonly NewEvent[];
  /**
   * Events to keep until they are settled, each chunk in as few rows as possible: a fraction of the work where a whole chunk
   * is settled at once.
   */
  readonly appendChunks?: readonly NewChunk[];
  /** Numbers of events that need nothing more, pending or tried again. Other numbers change nothing. */
  readonly settle?: readonly number[];
  /** Events that an operator has to look at: by number, or with all of it where the event wasn't stored before. */
  readonly setAside?: readonly (SetAsideReason & ({ readonly number: number } | { readonly event: NewEvent }))[];
  /** New offsets, by source. An offset that an operator changed since it was read isn't overwritten. */
  readonly offsets?: Readonly<Record<string, string>>;
  /** Ids to remember as seen. An id that is already remembered keeps its position. */
  readonly remember?: readonly string[];
  /**
   * The same for ids that `findSeen` didn't return and that no commit has remembered since, each of them once. They
   * aren't looked up again, which is most of the time that an id takes.
   */
  readonly rememberUnseen?: readonly string[];
}

/** The result of a commit. */
export interface Committed {
  /** The numbers of the appended events, in their order: those of `append`, then those of `appendChunks`. */
  readonly numbers: readonly number[];
  /** The number of each event that was set aside, in their order. */
  readonly setAside: readonly number[];
  /**
   * Sources whose offset an operator changed meanwhile, so that the given one wasn't stored: read it, and continue
   * there.
   */
  readonly refusedOffsets: readonly string[];
}

/** What operators changed since. */
export interface OperatorChanges {
  /** How many events are marked for retry; read them with `retryPage`. */
  readonly retries: number;
  /** Sources whose offset changed since this process read it; read each with `readOffset`. */
  readonly offsets: readonly string[];
}

/** What the store holds, and what it takes on the disk. */
export interface StoreStats {
  readonly pending: number;
  readonly setAside: number;
  /** How many of those that are set aside are marked for retry. */
  readonly retries: number;
  /** The file, its write-ahead log and its reserve, in bytes. */
  readonly sizeBytes: number;
  /** The part of the file that holds something, in bytes; free pages are used before the file grows. */
  readonly usedBytes: number;
}

/** The store of one relay. Every method is synchronous: what it returns from is on the disk. All throw `StoreError`. */
export interface EventStore {
  /** Makes a change. Throws a TypeError, and changes nothing, for an unknown part and for a value of another type. */
  readonly commit: (change: Change) => Committed;
  /** Pending events, oldest first, in pages: memory doesn't grow with them. */
  readonly pendingPage: (options?: PageOptions) => CheckedPage<StoredEvent>;
  /** Events that are set aside and that an operator marked for retry. Settle each, or set it aside once more. */
  readonly retryPage: (options?: PageOptions) => CheckedPage<SetAsideEvent>;
  /** Returns those of some ids that are remembered. For many ids at a time, one takes a fifth of the time of `hasSeen`. */
  readonly findSeen: (ids: readonly string[]) => ReadonlySet<string>;
  /** Whether an id is among those that are remembered. */
  readonly hasSeen: (id: string) => boolean;
  /** The offset at which a source resumes. Read it before you commit another one. */
  readonly readOffset: (source: string) => string | undefined;
  /** Cheap when nothing changed; then it returns undefined. */
  readonly readChanges: () => OperatorChanges | undefined;
  readonly readValue: (key: string) => string | undefined;
  readonly writeValue: (key: string, value: string) => void;
  readonly stats: () => StoreStats;
  /**
   * Whether events of so many bytes would probably be stored now. Where events of that size were refused at the limit, it is
   * true once they would be stored. A quota or the largest size of a file isn't known before events are refused.
   */
  readonly hasRoom: (bytes: number) => boolean;
  /**
   * Checks that the file and its log are still at their paths. Changes to files that were moved or removed succeed, and are
   * gone at the end. Where the lock's file was removed, it is made again.
   *
   * @throws StoreError: `readonly` when they aren't, `locked` when another process took the lock meanwhile
   */
  readonly checkPlace: () => void;
  /** Closes the file and releases the lock. A second call has no effect. */
  readonly close: () => void;
}
