import { describe, expect, it } from "vitest";
import { articleFor } from "./article.ts";

describe("articleFor", () => {
  it.each(
    "EmailOpened AirshipEvent Issue Order Offer Unsubscribed UnknownTag Update Uninstalled Hour HonestEvent SMS SMSEvent HTMLBody event".split(
      " ",
    ),
  )("says an before %s", (name) => {
    expect(articleFor(name)).toBe("an");
  });

  it.each(
    "Bounce User UserEvent Unit Union UniqueId Url URL UUID Uuid Utility OneTimeCode Euro Hook body _1".split(" "),
  )("says a before %s", (name) => {
    expect(articleFor(name)).toBe("a");
  });
});
