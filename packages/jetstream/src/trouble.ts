/** What a queue reports of its connection and its consumer. */
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
