export { buildIdentity } from "./build-identity.ts";
export { checkOptions, chooseOption } from "./check-options.ts";
export { closest, didYouMean } from "./closest.ts";
export { describeValue } from "./describe-value.ts";
export { fillRecipient } from "./fill-recipient.ts";
export { hasName } from "./has-name.ts";
export { holdsAddress } from "./holds-address.ts";
export { identifier } from "./identifier.ts";
export {
  chooseIdentify,
  identifyBy,
  type Identifiers,
  type Identify,
  type CustomIdentify,
  type Person,
} from "./identify.ts";
export { mapByName } from "./map-by-name.ts";
export { mapMany } from "./map-many.ts";
export type { Mapper, MapperTable } from "./mapper.ts";
export type { Mapping } from "./mapping.ts";
export { mapMessage, type Message, type MessageProperties, type ReadMessage, type ToCall } from "./message.ts";
export { millisecondsIssue } from "./milliseconds-issue.ts";
export { milliseconds, thirteenDigits, type TimeRange } from "./milliseconds.ts";
export type { OptionForm, OptionForms } from "./option-forms.ts";
export { presentObject } from "./present-object.ts";
export { printable } from "./printable.ts";
export { printableJson } from "./printable-json.ts";
export { recipientAddress } from "./recipient-address.ts";
export { redact } from "./redact.ts";
export { skip } from "./skip.ts";
export { text } from "./text.ts";
export { toIso } from "./to-iso.ts";
export { toLine } from "./to-line.ts";
export { toTrackCall, type MappedTrackCall } from "./to-track-call.ts";
export { unless } from "./unless.ts";
