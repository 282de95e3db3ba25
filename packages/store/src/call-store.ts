import type { EventStore } from "./event-store.ts";
import { openStore } from "./open-store.ts";
import { isStoreError, shownPath } from "./store-error.ts";
import type { StoreOptions } from "./store-options.ts";
import type { NewEvent, StoredEvent } from "./stored-event.ts";

/** A call in the store, under a number of the store's own. */
export interface StoredCall<E> {
  readonly number: number;
  readonly event: E;
}

/** The store of a durable client of `@email-events/pipelines`. */
export interface CallStore<E> {
  /** Keeps a call, and resolves to its number once it is on the disk. Calls of one turn share a transaction. */
  readonly append: (event: E) => Promise<number>;
  /** Removes a call, with the next transaction; to do so again does nothing. */
  readonly ack: (number: number) => void;
  /** Calls that were appended before this store was opened and not removed, oldest first. They are read in pages. */
  readonly replay: () => Iterable<StoredCall<E>>;
  readonly close: () => Promise<void>;
}

/** How a call store is opened. */
export interface CallStoreOptions extends Pick<StoreOptions, "maxBytes"> {
  /** Called with the numbers of damaged calls, which were set aside. Default: a warning of the process. */
  readonly onDamaged?: ((damaged: { readonly numbers: readonly number[]; readonly path: string }) => void) | undefined;
}

const warn: NonNullable<CallStoreOptions["onDamaged"]> = ({ numbers, path }) => {
  // oxlint-disable-next-line no-restricted-properties
  process.emitWarning(
    `${numbers.length} damaged calls in ${shownPath(path)} were set aside: look at them with openOperator.`,
  );
};

interface Waiting {
  readonly event: NewEvent;
  readonly resolve: (number: number) => void;
  readonly reject: (error: unknown) => void;
}

// This many acks are written without waiting for an append. Fewer wait for the next append, or for the close.
const acksAtOnce = 1_000;

const toEvent = (call: unknown): NewEvent => {
  const text: string | undefined = JSON.stringify(call);
  if (text === undefined) throw new TypeError("The event can't be written as JSON.");
  return { source: "calls", payload: Buffer.from(text), receivedAt: Date.now() };
};

const toCall = <E>({ number, payload }: StoredEvent): StoredCall<E> => {
  const event: E = JSON.parse(Buffer.from(payload).toString());
  return { number, event };
};

class SqliteCallStore<E> implements CallStore<E> {
  readonly #store: EventStore;
  readonly #tellDamaged: (numbers: readonly number[]) => void;
  #waiting: Waiting[] = [];
  #acks = new Set<number>();
  /** The first number that was given since the store was opened. */
  #firstOwn = Infinity;
  #isClosed = false;

  constructor(store: EventStore, tellDamaged: (numbers: readonly number[]) => void) {
    this.#store = store;
    this.#tellDamaged = tellDamaged;
  }

  readonly append = async (call: E): Promise<number> => {
    if (this.#isClosed) throw new Error("The call store is closed.");
    const event = toEvent(call);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      // One transaction, and one wait for the disk, for all that comes in this turn.
      if (this.#waiting.length === 1) setImmediate(this.#write);
    });
  };

  readonly ack = (number: number): void => {
    this.#acks.add(number);
    if (this.#acks.size >= acksAtOnce) this.#settle();
  };

  readonly replay = (): Iterable<StoredCall<E>> => ({ [Symbol.iterator]: () => this.#readLeft() });

  readonly close = async (): Promise<void> => {
    this.#isClosed = true;
    this.#write();
    this.#settle();
    this.#store.close();
  };

  *#readLeft(): Generator<StoredCall<E>, void, undefined> {
    for (let after: number | undefined = 0; after !== undefined;) {
      const page: ReturnType<EventStore["pendingPage"]> = this.#store.pendingPage({ after });
      if (page.damaged.length > 0) this.#tellDamaged(page.damaged);
      for (const event of page.events) {
        if (event.number >= this.#firstOwn) return;
        if (!this.#acks.has(event.number)) yield toCall<E>(event);
      }
      after = page.next;
    }
  }

  /** Removes acknowledged calls. If that fails, the next transaction removes them, or the next process replays them. */
  #settle(): void {
    if (this.#acks.size === 0) return;
    try {
      this.#store.commit({ settle: [...this.#acks] });
      this.#acks = new Set();
    } catch {
      // An ack needn't survive: its call comes back with the same id.
    }
  }

  #append(events: readonly NewEvent[]): readonly number[] {
    try {
      const { numbers } = this.#store.commit({ append: events, settle: [...this.#acks] });
      this.#acks = new Set();
      return numbers;
    } catch (error) {
      if (!isStoreError(error, "full") || this.#acks.size === 0) throw error;
      // What was acknowledged makes room.
      this.#settle();
      return this.#store.commit({ append: events }).numbers;
    }
  }

  readonly #write = (): void => {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    try {
      const numbers = this.#append(waiting.map(({ event }) => event));
      this.#firstOwn = Math.min(this.#firstOwn, numbers[0] ?? Infinity);
      for (const [index, { resolve }] of waiting.entries()) resolve(numbers[index] ?? 0);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  };
}

/**
 * Opens a store for a durable client of `@email-events/pipelines`, and creates it where there is none.
 *
 * @throws what `openStore` throws
 */
export const openCallStore = async <E>(
  path: string,
  { onDamaged = warn, ...options }: CallStoreOptions = {},
): Promise<CallStore<E>> => {
  const store = openStore(path, { ...options, rememberIds: 0 });
  return new SqliteCallStore<E>(store, (numbers) => onDamaged({ numbers, path }));
};
