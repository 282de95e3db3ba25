import { createSandbox, type Sandbox } from "@email-events/sandbox";
import { onTestFinished } from "vitest";

/** Starts a sandbox that is closed at the end of the test. */
export const startSandbox = async (options: Parameters<typeof createSandbox>[0] = {}): Promise<Sandbox> => {
  const sandbox = await createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
};
