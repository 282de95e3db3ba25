import type { Clock } from "../platform/clock.ts";

/**
 * Makes a clock that stands still while the process does: stopped by a signal, suspended by its platform, or busy with
 * a long calculation. What an answer takes on that clock is the server's time alone.
 *
 * While a timer is set, a beat is due every `beatMs`. The clock never passes the next beat, and if a beat is late by more
 * than `beatMs`, the process didn't run for that time. A timer that fires late calls back after a turn of the event loop,
 * so that answers that wait in sockets are read first.
 */
export const createRunningClock = (clock: Clock, beatMs: number): Clock => {
  let timers = 0;
  let stoodStillMs = 0;
  let beatAt = Infinity;
  let cancelBeat = (): void => {};

  const now = (): number => Math.min(clock.now(), beatAt) - stoodStillMs;
  const stopBeat = (): void => {
    const lateMs = clock.now() - beatAt;
    if (lateMs > beatMs) stoodStillMs += lateMs;
    beatAt = Infinity;
    cancelBeat();
  };
  const beat = (): void => {
    stopBeat();
    beatAt = clock.now() + beatMs;
    cancelBeat = clock.after(beatMs, beat);
  };

  return {
    now,
    nextTurn: () => clock.nextTurn(),
    after(ms, callback) {
      const dueAt = now() + ms;
      let isOver = false;
      let cancelTimer = (): void => {};
      const cancel = (): void => {
        if (isOver) return;
        isOver = true;
        cancelTimer();
        timers -= 1;
        if (timers === 0) stopBeat();
      };
      const look = (): void => {
        if (isOver) return;
        if (now() < dueAt) return wait();
        cancel();
        callback();
      };
      const wait = (): void => {
        const leftMs = dueAt - now();
        const expectedAt = clock.now() + leftMs;
        cancelTimer = clock.after(leftMs, () => {
          if (clock.now() > expectedAt + 1) void clock.nextTurn().then(look);
          else look();
        });
      };
      timers += 1;
      if (timers === 1) beat();
      wait();
      return cancel;
    },
  };
};
