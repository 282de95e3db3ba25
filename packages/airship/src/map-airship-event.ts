import { createAirshipMapper } from "./create-airship-mapper.ts";
import type { AirshipMapper } from "./map-outcome.ts";

/** Maps one Airship event with every option at its default. */
export const mapAirshipEvent: AirshipMapper = /* @__PURE__ */ createAirshipMapper();
