/**
 * The first server that can be told when to write to the disk, by `sync_interval`:
 * https://github.com/nats-io/nats-server/pull/4483. A client can't see what it is set to.
 */
const syncVersion = [2, 10] as const;

const isOlder = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < syncVersion[0] || (major === syncVersion[0] && minor < syncVersion[1]);
};

/** Returns what an operator should know about the durability of a queue, in sentences. */
export const findWarnings = ({
  replicas,
  serverVersion,
}: {
  readonly replicas: number;
  readonly serverVersion: string;
}): readonly string[] => [
  ...(replicas < 2
    ? [
        "The streams have one replica: the queue is unavailable while its broker is down, and data is lost with its disk. Use three, or sync_interval: always in the broker's configuration.",
      ]
    : []),
  ...(isOlder(serverVersion)
    ? [
        `NATS ${serverVersion} has no sync_interval, which 2.10 brought: it confirms a chunk before it is on the disk, and a power cut can lose the last minutes.`,
      ]
    : []),
];
