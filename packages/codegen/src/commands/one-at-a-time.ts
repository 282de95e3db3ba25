/**
 * Returns a function that starts a task, which never runs twice at once: calls during a run cause one more run after it,
 * however many there are.
 *
 * @returns The function. Its promise settles with the run that the call caused. No run follows one that failed.
 */
export const oneAtATime = (task: () => Promise<void>): (() => Promise<void>) => {
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= last.then(() => {
      waiting = undefined;
      return task();
    });
    last = waiting;
    return waiting;
  };
};
