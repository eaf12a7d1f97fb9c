import type { ConsentGroup, PartnerType } from '#lib/amazon/marketplaces.ts'
import type { Region } from '#lib/amazon/regions.ts'

export interface ClientSecret {
  readonly value: string
  /** From then on SP-API refuses tokens that were obtained with it (S4). */
  expiresAt: number
  /** From then on Login with Amazon refuses it, too (L5). */
  refusedAt: number
  /** Its end counts, even if the settings let client secrets last forever. */
  isExpired: boolean
}

export interface Application {
  readonly number: number
  readonly applicationId: string
  readonly lwaClientId: string
  name: string
  status: 'draft' | 'published'
  /** In the Selling Partner Appstore; without it, Amazon allows 25 sellers. */
  listed: boolean
  partnerTypes: readonly PartnerType[]
  redirectUris: readonly string[]
  logInUri: string | null
  /** When consent passes through the Login URI on the way. Amazon is known to do so for drafts. */
  logInHop: 'draft' | 'always' | 'never'
  roles: readonly string[]
  /** The newest is first. Never removed: access tokens remember theirs by its number, see `numberedSecret`. */
  readonly clientSecrets: ClientSecret[]
  /** A queue is registered for rotation notifications; without it, Amazon rotates only by hand. */
  enrolledForRotation: boolean
  /** Messages that Amazon sent to that queue, oldest first. */
  readonly queue: QueueMessage[]
  /** AWS accounts that the queue's policy lets send; Amazon's own has to be among them. */
  queuePolicyAllows: readonly string[]
}

/** A notification as it arrives on the application's SQS queue. */
export interface QueueMessage {
  readonly notificationVersion: '1.0'
  readonly notificationType: string
  readonly payloadVersion: '2023-11-30'
  readonly eventTime: string
  readonly payload: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly notificationMetadata: {
    readonly applicationId: string
    readonly subscriptionId: string
    readonly publishTime: string
    readonly notificationId: string
  }
}

export interface Participation {
  readonly countryCode: string
  readonly storeName: string
  readonly isParticipating: boolean
  readonly hasSuspendedListings: boolean
}

/** A person who can sign in at Seller Central or Vendor Central. */
export interface Seller {
  readonly sellingPartnerId: string
  readonly name: string
  readonly partnerType: PartnerType
  /** Says what is special about this one, for people. */
  readonly note: string
  /** A vendor's list says where it sells; the Sellers API never shows it. */
  readonly participations: readonly Participation[]
  /** Lists marketplaces that are in no table of Amazon's, like many real accounts. */
  readonly listsUnknownMarketplaces: boolean
  /** False: the person who signs in may not authorize (SPDC8143). */
  readonly isPrimaryUser: boolean
  /** For a vendor, false: its group lacks SPDS-VC-MYA (SPSA2043). */
  readonly hasAuthorizingRole: boolean
  /** False: authorized before the application got its roles, so that calls are refused (S6). */
  readonly grantsRoles: boolean
  /** False: Amazon deactivated the account (S6). */
  readonly isActive: boolean
  /** How an authorization of this seller ends automatically; null: never. */
  readonly ends: { readonly afterMinutes: number; readonly as: 'disabled' | 'lapsed' } | null
}

export type Workflow = 'website' | 'appstore' | 'self'

export interface Authorization {
  readonly id: string
  readonly applicationId: string
  readonly sellingPartnerId: string
  readonly region: Region
  readonly consentGroup: ConsentGroup
  workflow: Workflow
  state: 'enabled' | 'disabled' | 'lapsed'
  authorizedAt: number
}

/** One refresh token of an authorization. Authorizing again adds one; the earlier ones stay. */
export interface Grant {
  readonly number: number
  readonly authorization: Authorization
  refreshToken: string
  /** When it was issued, or restored last: a token lapses by its own age, however often the seller authorizes again. */
  validSince: number
  /** The seller disabled it; a later authorization does not restore it. */
  withdrawn: boolean
  /** The application's roles at the time of the grant: later ones don't count for it. Null: all of its roles. */
  readonly roles: readonly string[] | null
}

export interface AuthorizationCode {
  readonly value: string
  readonly authorization: Authorization
  readonly redirectUri: string
  readonly expiresAt: number
  spent: boolean
}

/** A visit to the Login URI that the application has not completed. */
export interface LogInHop {
  readonly amazonState: string
  readonly applicationId: string
  readonly sellingPartnerId: string
  readonly host: string
  readonly workflow: Workflow
  readonly redirectUri: string | null
  readonly expiresAt: number
  used: boolean
}

/** Behavior that Amazon's documents leave open, or contradict. */
export interface Settings {
  /** Whether an access token dies with the authorization (S2), or works until its hour has passed. */
  disablingEndsAccessTokens: boolean
  /** The answer of another region's endpoint to a seller's token. */
  otherRegion: 'forbidden' | 'empty'
  /** Days until a refresh token lapses; null: never, as the newest page says. */
  refreshTokensLapseAfterDays: number | null
  /** Whether authorizing again ends the earlier refresh tokens. */
  reauthorizingEndsEarlierTokens: boolean
  /** The answer to a code that was issued to another application: L1 or L4. */
  foreignCode: 'invalid_grant' | 'unauthorized_client'
  /** Whether Cancel sends the browser back with error=access_denied. Amazon isn't known to do that. */
  cancelGoesBack: boolean
  /** How many sellers can authorize an application outside the Appstore. */
  unlistedConsentLimit: number
  /** Whether the newest client secret ends after 180 days, as at Amazon. Not in a demo, whose clock moves by years. */
  clientSecretsEnd: boolean
}
