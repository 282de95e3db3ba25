import {
  createAirshipStreamSandbox,
  type AirshipStreamSandbox,
  type AirshipStreamSandboxOptions,
} from "@email-events/sandbox";
import { onTestFinished } from "vitest";
import { secrets } from "./start-run.ts";

/** Starts a stream that takes the tests' secrets, and is closed at the end of the test. */
export const startStream = async (options: AirshipStreamSandboxOptions = {}): Promise<AirshipStreamSandbox> => {
  const stream = await createAirshipStreamSandbox({
    appKey: secrets.AIRSHIP_APP_KEY,
    token: secrets.AIRSHIP_TOKEN,
    masterSecret: secrets.AIRSHIP_MASTER_SECRET,
    ...options,
  });
  onTestFinished(() => stream.close());
  return stream;
};
