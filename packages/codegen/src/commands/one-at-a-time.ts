/**
 * Makes a task that never runs twice at once: asked for while it runs, it runs once more after that, however often it
 * was asked for meanwhile.
 *
 * @returns asks for the task; settles with the run that was asked for. After a run that failed there is no other.
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
