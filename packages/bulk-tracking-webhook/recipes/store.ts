import type { WebhookItem } from "@email-events/bulk-tracking-webhook";

const stored: WebhookItem[] = [];

/** Stands for your database: what it resolves for must survive a crash. */
export const store = {
  secret: "a secret of at least 32 characters",
  stored,
  accept: async (items: readonly WebhookItem[]): Promise<void> => {
    stored.push(...items);
  },
};
