import draft04 from "@email-events/json-schema/metaschemas/draft-04.json";
import draft06 from "@email-events/json-schema/metaschemas/draft-06.json";
import draft07 from "@email-events/json-schema/metaschemas/draft-07.json";
import schema2019 from "@email-events/json-schema/metaschemas/2019-09/schema.json";
import core2019 from "@email-events/json-schema/metaschemas/2019-09/core.json";
import applicator2019 from "@email-events/json-schema/metaschemas/2019-09/applicator.json";
import validation2019 from "@email-events/json-schema/metaschemas/2019-09/validation.json";
import metaData2019 from "@email-events/json-schema/metaschemas/2019-09/meta-data.json";
import format2019 from "@email-events/json-schema/metaschemas/2019-09/format.json";
import content2019 from "@email-events/json-schema/metaschemas/2019-09/content.json";
import schema2020 from "@email-events/json-schema/metaschemas/2020-12/schema.json";
import core2020 from "@email-events/json-schema/metaschemas/2020-12/core.json";
import applicator2020 from "@email-events/json-schema/metaschemas/2020-12/applicator.json";
import unevaluated2020 from "@email-events/json-schema/metaschemas/2020-12/unevaluated.json";
import validation2020 from "@email-events/json-schema/metaschemas/2020-12/validation.json";
import metaData2020 from "@email-events/json-schema/metaschemas/2020-12/meta-data.json";
import formatAnnotation2020 from "@email-events/json-schema/metaschemas/2020-12/format-annotation.json";
import content2020 from "@email-events/json-schema/metaschemas/2020-12/content.json";

const all: readonly { readonly $id?: string; readonly id?: string }[] = [
  draft04,
  draft06,
  draft07,
  schema2019,
  core2019,
  applicator2019,
  validation2019,
  metaData2019,
  format2019,
  content2019,
  schema2020,
  core2020,
  applicator2020,
  unevaluated2020,
  validation2020,
  metaData2020,
  formatAnnotation2020,
  content2020,
];

/** The metaschemas of JSON Schema by address, as the generator has them: a schema may refer to them, and nothing is fetched. */
export const metaschemas: ReadonlyMap<string, unknown> = new Map(
  all.map((metaschema) => [(metaschema.$id ?? metaschema.id ?? "").replace(/#$/, ""), metaschema]),
);
