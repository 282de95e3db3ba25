import type { RunSettings } from "../lifecycle/settings.ts";

/**
 * Returns a warning if the settings make a run skip every event of a source; otherwise undefined. Skipped events are
 * settled: an option that is set later doesn't bring them back.
 */
export const skipWarningOf = ({ sources, mapperOptions }: RunSettings): string | undefined => {
  const isAlone = sources.includes("compliance") && !sources.includes("airship");
  if (!isAlone || mapperOptions?.airship?.complianceBounce === "map") return undefined;
  return (
    "compliance: its bounces are skipped, because --source airship reports each of them with more details; " +
    "without that source, add --map airship.complianceBounce=map"
  );
};
