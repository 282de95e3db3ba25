export { type Broker, natsServer } from "./broker.ts";
export { type Brokers, startBrokers, type StartOptions } from "./start-brokers.ts";
