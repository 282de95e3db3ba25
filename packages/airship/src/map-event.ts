import type { AirshipMapper } from "./map-outcome.ts";
import { buildMapper } from "./mapper-table.ts";
import { defaultSettings } from "./settings.ts";

/** Maps one Airship event with every option at its default. */
export const mapAirshipEvent: AirshipMapper = /* @__PURE__ */ buildMapper(defaultSettings);
