import { expect, it } from "vitest";
import { diagnose } from "../diagnose.ts";
import { click, opened } from "../testing/index.ts";

const near = (event: object): readonly string[] => {
  const stages = diagnose(JSON.stringify(event)).events[0]?.stages ?? [];
  return stages.flatMap(({ findings }) =>
    findings.filter(({ code }) => code === "near-property").map(({ next, pointer }) => `${pointer} ${next}`),
  );
};

it.each<[object, readonly string[]]>([
  [{ linkurl: "" }, ["/properties/linkurl If it is meant, name it link_url."]],
  [{ campain_id: "" }, ["/properties/campain_id If it is meant, name it campaign_id."]],
  [{ list_d: "" }, ["/properties/list_d If it is meant, name it list_id."]],
  // Known, with the one it resembles beside it, too short, much shorter, of another beginning, or another word.
  [{ link_url: "", list_id: "" }, []],
  [{ link_url: "", linkurl: "" }, []],
  [{ lst_d: "" }, []],
  [{ email_subj: "" }, []],
  [{ xink_url: "" }, []],
  [{ link_name: "", list_type: "", campaign_type: "", campaign_key: "" }, []],
])("names the property that another one is nearly: %j", (properties, expected) => {
  expect(near({ ...opened, properties: { email_id: "e", ...properties } })).toEqual(expected);
});

it("looks at the call and its context, too, and only in an email event", () => {
  const call = { ...opened, timeStamp: "", context: { useragent: "" } };
  expect(near(call)).toEqual([
    "/timeStamp If it is meant, name it timestamp.",
    "/context/useragent If it is meant, name it userAgent.",
  ]);
  expect(near({ ...call, event: "Bought" })).toEqual([]);
  expect(near({ ...call, event: "Opened" })).toHaveLength(2);
  expect(near({ ...click, additional: { linkurl: "" } })).toEqual([]);
});
