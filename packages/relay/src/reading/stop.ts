/** A request to stop reading, which ends also a wait for more. */
export interface Stop {
  readonly request: () => void;
  readonly isRequested: () => boolean;
  /** Yields what an iterable yields until the stop is requested. A wait for the next value isn't waited for then. */
  readonly until: <T>(values: AsyncIterable<T>) => AsyncGenerator<T, void, undefined>;
}

/** Makes a stop that isn't requested yet. */
export const createStop = (): Stop => {
  const state = { isRequested: false };
  // There is one wait at a time. A promise that all waits share would keep every one of them in memory until the end.
  let wake = (): void => undefined;

  async function* until<T>(values: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
    const iterator = values[Symbol.asyncIterator]();
    let isWaiting = false;
    try {
      while (!state.isRequested) {
        isWaiting = true;
        const next = await new Promise<IteratorResult<T, unknown> | undefined>((resolve, reject) => {
          wake = () => resolve(undefined);
          iterator.next().then(resolve, reject);
        });
        if (next === undefined) return;
        isWaiting = false;
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      const ended = Promise.resolve(iterator.return?.());
      // While `next` waits for a silent source, `return` doesn't resolve either, so it isn't awaited.
      if (isWaiting) ended.catch(() => undefined);
      else await ended;
    }
  }

  return {
    request: () => {
      state.isRequested = true;
      wake();
    },
    isRequested: () => state.isRequested,
    until,
  };
};
