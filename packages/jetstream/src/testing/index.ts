export { type Broker, natsServer, withoutNatsServer } from "./broker.ts";
export { type Brokers, startBrokers, type StartOptions } from "./start-brokers.ts";
