import { UsageError } from "@email-events/cli";

/**
 * Starts a server on a port of the user's.
 *
 * @throws UsageError when the port is taken or not allowed.
 */
export const listen = async <Server>(port: number, start: () => Promise<Server>): Promise<Server> => {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new UsageError(`Can't listen on port ${port} (choose another --port, or 0 for any free one)`, {
      cause: error,
    });
  }
};
