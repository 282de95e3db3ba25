import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";

const { default: standaloneCode } = standalone;

// ajv's discriminator must be a property of the value itself, so the union is moved to the object with the tag, the
// body.
const byBodyName = (bundle) => ({
  ...bundle,
  oneOf: undefined,
  examples: undefined,
  type: "object",
  required: ["body"],
  allOf: [{ $ref: "#/$defs/AirshipCustomEvent" }],
  properties: {
    body: {
      type: "object",
      required: ["name"],
      discriminator: { propertyName: "name" },
      oneOf: bundle.oneOf.map(({ $ref }) => bundle.$defs[$ref.split("/").at(-1)].properties.body),
    },
  },
});

const byEvent = (bundle) => ({
  ...bundle,
  type: "object",
  required: ["event"],
  discriminator: { propertyName: "event" },
});

const withDiscriminator = { AirshipEmailEvent: byBodyName, SemanticEmailEvent: byEvent };

/** Returns the source of ajv's standalone validators for bundled schemas, generated as in ajv's documentation. */
export const ajvSource = (bundles, { allErrors, formats }) => {
  const ajv = new Ajv2020({
    strict: false,
    discriminator: true,
    allErrors,
    validateFormats: formats,
    code: { source: true, esm: true, lines: true },
  });
  if (formats) addFormats(ajv);
  for (const [name, bundle] of Object.entries(bundles)) {
    ajv.addSchema(JSON.parse(JSON.stringify(withDiscriminator[name](bundle))), name);
  }
  return standaloneCode(ajv, Object.fromEntries(Object.keys(bundles).map((name) => [name, name])));
};
