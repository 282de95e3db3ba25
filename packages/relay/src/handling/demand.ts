/** Says whether more events are wanted: whatever is read before that takes memory, and is delivered no sooner. */
export interface Demand {
  readonly isThere: () => boolean;
  /** Calls back each time more events are wanted. */
  readonly watch: (onDemand: () => void) => void;
}
