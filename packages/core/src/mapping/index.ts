export { buildIdentity } from "./identity/build-identity.ts";
export { checkOptions, chooseOption } from "./options/check-options.ts";
export { closest, didYouMean } from "./printing/closest.ts";
export { describeValue } from "./printing/describe-value.ts";
export { fillRecipient } from "./mappers/fill-recipient.ts";
export { hasName } from "./has-name.ts";
export { holdsAddress } from "./printing/holds-address.ts";
export { identifier } from "./identity/identifier.ts";
export {
  chooseIdentify,
  identifyBy,
  type Identifiers,
  type Identify,
  type CustomIdentify,
  type Person,
} from "./identity/identify.ts";
export { mapByName } from "./mappers/map-by-name.ts";
export { mapMany } from "./mappers/map-many.ts";
export type { Mapper, MapperTable } from "./mappers/mapper.ts";
export type { Mapping } from "./mapping.ts";
export { mapMessage, type Message, type MessageProperties, type ReadMessage, type ToCall } from "./mappers/message.ts";
export { millisecondsIssue } from "./values/milliseconds-issue.ts";
export { milliseconds, thirteenDigits, type TimeRange } from "./values/milliseconds.ts";
export type { OptionForm, OptionForms } from "./options/option-forms.ts";
export { pointerTo } from "./printing/pointer-to.ts";
export { presentObject } from "./values/present-object.ts";
export { printable } from "./printing/printable.ts";
export { printableJson } from "./printing/printable-json.ts";
export { recipientAddress } from "./identity/recipient-address.ts";
export { redact } from "./printing/redact.ts";
export { skip } from "./mappers/skip.ts";
export { text } from "./values/text.ts";
export { toIso } from "./values/to-iso.ts";
export { toLine } from "./printing/to-line.ts";
export { toTrackCall, type MappedTrackCall } from "./mappers/to-track-call.ts";
export { unless } from "./mappers/unless.ts";
