export { type Broker, natsServer, withoutNatsServer } from "./broker.ts";
export { type Brokers, startBrokers, type StartOptions } from "./start-brokers.ts";
export { checkSettings } from "../connection/check-settings.ts";
export { toNames } from "../wire/names.ts";
