import { startOps, type OpsServer } from "../ops/start-ops.ts";
import type { RunSnapshot } from "../ops/snapshot.ts";
import { listen, type BoundListener } from "./listen.ts";
import type { RunSettings } from "../lifecycle/settings.ts";
import { webhookOption } from "./webhook-source.ts";

/** What a run listens with. */
export interface Ports {
  readonly ops?: OpsServer | undefined;
  readonly webhook?: BoundListener | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Listens at the addresses of a run, before its state is created: a run that can't begin leaves no files behind.
 *
 * @throws RunError when it can't listen at one of them; then it listens at none.
 */
export const bindPorts = async (settings: RunSettings, snapshot: () => RunSnapshot): Promise<Ports> => {
  const ops = settings.ops && (await startOps(settings.ops, snapshot));
  const place = settings.sources.includes("webhook") ? settings.webhook : undefined;
  try {
    const webhook = place && (await listen(place, webhookOption));
    return {
      ops,
      webhook,
      close: async () => {
        const closed = webhook?.close();
        webhook?.cut();
        await Promise.all([closed, ops?.close()]);
      },
    };
  } catch (error) {
    await ops?.close();
    throw error;
  }
};
