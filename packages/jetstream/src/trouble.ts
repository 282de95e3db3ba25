/** What a queue tells about its connection and its consumer while it works. */
export interface QueueTrouble {
  readonly kind:
    | "disconnected"
    | "reconnected"
    | "consumer-created"
    | "consume-failed"
    | "consume-resumed"
    | "rejects-full";
  readonly message: string;
}
