/** Work that was begun and isn't waited for one by one. */
export interface Tasks {
  readonly begin: (work: Promise<void>) => void;
  /** Resolves once all of it has ended. */
  readonly ended: () => Promise<void>;
}

/**
 * Creates tasks, none at first.
 *
 * @param onFatal - Called with what one of them throws.
 */
export const createTasks = (onFatal: (error: unknown) => void): Tasks => {
  const running = new Set<Promise<void>>();
  return {
    begin: (work) => {
      const task: Promise<void> = work.catch(onFatal).finally(() => running.delete(task));
      running.add(task);
    },
    ended: async () => void (await Promise.all(running)),
  };
};
