import type { AirshipMapper } from "./map-outcome.ts";
import { buildMapper } from "./mapper-table.ts";
import { defaultSettings } from "./settings.ts";

/** Maps one Airship event with default options. */
export const mapAirshipEvent: AirshipMapper = /* @__PURE__ */ buildMapper(defaultSettings);
