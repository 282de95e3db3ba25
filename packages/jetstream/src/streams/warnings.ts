/** The first server that can be told when to write to the disk: `sync_interval`. */
const syncVersion = [2, 11] as const;

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
        "The streams have one replica: when its broker is down the queue stands, and when its disk is lost so are the events in it.",
      ]
    : []),
  ...(isOlder(serverVersion)
    ? [
        `NATS ${serverVersion} has no sync_interval: it confirms a batch before it is on the disk, so that a power cut can lose the last minutes.`,
      ]
    : []),
];
