import type * as core from "@email-events/core";
import { describe, expectTypeOf, test } from "vitest";
import type * as z from "zod";
import type * as schemas from "./zod.ts";

type Schemas = typeof schemas;

/** Every declaration with a generated type and a zod schema, by name. */
interface Generated {
  AirshipAgentProperties: core.AirshipAgentProperties;
  AirshipAssociatedPush: core.AirshipAssociatedPush;
  AirshipBounceBody: core.AirshipBounceBody;
  AirshipBounceClass: core.AirshipBounceClass;
  AirshipBounceEvent: core.AirshipBounceEvent;
  AirshipBounceProperties: core.AirshipBounceProperties;
  AirshipCampaigns: core.AirshipCampaigns;
  AirshipClickBody: core.AirshipClickBody;
  AirshipClickEvent: core.AirshipClickEvent;
  AirshipClickProperties: core.AirshipClickProperties;
  AirshipComplianceBounce: core.AirshipComplianceBounce;
  AirshipComplianceBounceBody: core.AirshipComplianceBounceBody;
  AirshipComplianceBounceIdentifiers: core.AirshipComplianceBounceIdentifiers;
  AirshipComplianceBounceProperties: core.AirshipComplianceBounceProperties;
  AirshipComplianceEnvelope: core.AirshipComplianceEnvelope;
  AirshipComplianceEvent: core.AirshipComplianceEvent;
  AirshipComplianceRegistration: core.AirshipComplianceRegistration;
  AirshipComplianceRegistrationBody: core.AirshipComplianceRegistrationBody;
  AirshipComplianceRegistrationIdentifiers: core.AirshipComplianceRegistrationIdentifiers;
  AirshipComplianceRegistrationProperties: core.AirshipComplianceRegistrationProperties;
  AirshipCustomBody: core.AirshipCustomBody;
  AirshipCustomEvent: core.AirshipCustomEvent;
  AirshipDelayBody: core.AirshipDelayBody;
  AirshipDelayEvent: core.AirshipDelayEvent;
  AirshipDeliveryBody: core.AirshipDeliveryBody;
  AirshipDeliveryEvent: core.AirshipDeliveryEvent;
  AirshipEmailDevice: core.AirshipEmailDevice;
  AirshipEmailEvent: core.AirshipEmailEvent;
  AirshipEmailProperties: core.AirshipEmailProperties;
  AirshipEnvelope: core.AirshipEnvelope;
  AirshipEvent: core.AirshipEvent;
  AirshipFlag: core.AirshipFlag;
  AirshipInitialOpenBody: core.AirshipInitialOpenBody;
  AirshipInitialOpenEvent: core.AirshipInitialOpenEvent;
  AirshipInitialOpenProperties: core.AirshipInitialOpenProperties;
  AirshipInjectionBody: core.AirshipInjectionBody;
  AirshipInjectionEvent: core.AirshipInjectionEvent;
  AirshipLinkUnsubscribeBody: core.AirshipLinkUnsubscribeBody;
  AirshipLinkUnsubscribeEvent: core.AirshipLinkUnsubscribeEvent;
  AirshipLinkUnsubscribeProperties: core.AirshipLinkUnsubscribeProperties;
  AirshipListUnsubscribeBody: core.AirshipListUnsubscribeBody;
  AirshipListUnsubscribeEvent: core.AirshipListUnsubscribeEvent;
  AirshipListUnsubscribeProperties: core.AirshipListUnsubscribeProperties;
  AirshipOffsetUpdate: core.AirshipOffsetUpdate;
  AirshipOpenBody: core.AirshipOpenBody;
  AirshipOpenEvent: core.AirshipOpenEvent;
  AirshipOpenProperties: core.AirshipOpenProperties;
  AirshipOutOfBandBody: core.AirshipOutOfBandBody;
  AirshipOutOfBandEvent: core.AirshipOutOfBandEvent;
  AirshipOutOfBandProperties: core.AirshipOutOfBandProperties;
  AirshipSpamComplaintBody: core.AirshipSpamComplaintBody;
  AirshipSpamComplaintEvent: core.AirshipSpamComplaintEvent;
  AirshipUnsubscribeBody: core.AirshipUnsubscribeBody;
  AirshipUnsubscribeEvent: core.AirshipUnsubscribeEvent;
  AirshipUnsubscribeProperties: core.AirshipUnsubscribeProperties;
  AirshipUser: core.AirshipUser;
  AnonymousUser: core.AnonymousUser;
  BulkTrackingAdditional: core.BulkTrackingAdditional;
  BulkTrackingClick: core.BulkTrackingClick;
  BulkTrackingEnvelope: core.BulkTrackingEnvelope;
  BulkTrackingEvent: core.BulkTrackingEvent;
  BulkTrackingEventList: core.BulkTrackingEventList;
  BulkTrackingOpen: core.BulkTrackingOpen;
  BulkTrackingTimestamp: core.BulkTrackingTimestamp;
  BulkTrackingUnsubscribe: core.BulkTrackingUnsubscribe;
  ContextApp: core.ContextApp;
  ContextCampaign: core.ContextCampaign;
  ContextDevice: core.ContextDevice;
  ContextLibrary: core.ContextLibrary;
  ContextLocation: core.ContextLocation;
  ContextNetwork: core.ContextNetwork;
  ContextOs: core.ContextOs;
  ContextPage: core.ContextPage;
  ContextTraits: core.ContextTraits;
  EmailBounced: core.EmailBounced;
  EmailDelivered: core.EmailDelivered;
  EmailLinkClicked: core.EmailLinkClicked;
  EmailLinkProperties: core.EmailLinkProperties;
  EmailListProperties: core.EmailListProperties;
  EmailMarkedAsSpam: core.EmailMarkedAsSpam;
  EmailOpened: core.EmailOpened;
  EmailProperties: core.EmailProperties;
  EventContext: core.EventContext;
  Identity: core.Identity;
  IntegrationSetting: core.IntegrationSetting;
  Integrations: core.Integrations;
  KnownUser: core.KnownUser;
  SemanticEmailEvent: core.SemanticEmailEvent;
  SpecificationAnonymousUser: core.SpecificationAnonymousUser;
  SpecificationCall: core.SpecificationCall;
  SpecificationContext: core.SpecificationContext;
  SpecificationEmailBounced: core.SpecificationEmailBounced;
  SpecificationEmailDelivered: core.SpecificationEmailDelivered;
  SpecificationEmailEvent: core.SpecificationEmailEvent;
  SpecificationEmailLinkClicked: core.SpecificationEmailLinkClicked;
  SpecificationEmailMarkedAsSpam: core.SpecificationEmailMarkedAsSpam;
  SpecificationEmailOpened: core.SpecificationEmailOpened;
  SpecificationIdentity: core.SpecificationIdentity;
  SpecificationKnownUser: core.SpecificationKnownUser;
  SpecificationUnsubscribed: core.SpecificationUnsubscribed;
  TrackCall: core.TrackCall;
  Unsubscribed: core.Unsubscribed;
}

type Inferred = { [Name in keyof Schemas]: z.output<Schemas[Name]> };

/** Names whose inferred type isn't assignable to the generated one. */
type TooWide = { [Name in keyof Generated]: Inferred[Name] extends Generated[Name] ? never : Name }[keyof Generated];

/** Names whose generated type isn't assignable to the inferred one. */
type TooNarrow = { [Name in keyof Generated]: Generated[Name] extends Inferred[Name] ? never : Name }[keyof Generated];

describe("zod infers the generated types", () => {
  test("for every declaration", () => {
    expectTypeOf<keyof Schemas>().toEqualTypeOf<keyof Generated>();
    expectTypeOf<TooWide>().toBeNever();
    expectTypeOf<TooNarrow>().toBeNever();
  });

  test("exactly, for plain objects", () => {
    expectTypeOf<Inferred["AirshipBounceEvent"]>().toEqualTypeOf<core.AirshipBounceEvent>();
    expectTypeOf<Inferred["BulkTrackingClick"]>().toEqualTypeOf<core.BulkTrackingClick>();
    expectTypeOf<Inferred["EmailLinkProperties"]>().toEqualTypeOf<core.EmailLinkProperties>();
  });

  test("and unions narrow", () => {
    const read = (event: Inferred["SemanticEmailEvent"]): void => {
      if (event.event === "Email Link Clicked") {
        expectTypeOf(event.properties.link_url).toEqualTypeOf<string | undefined>();
      }
    };
    expectTypeOf(read).toBeFunction();
  });
});
