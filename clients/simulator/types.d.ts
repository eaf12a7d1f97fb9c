/**
 * A separate Amazon in this process: consent pages, Login with Amazon and SP-API over HTTP, and the means to control
 * it.
 */
export function startSimulator(options?: SimulatorOptions): Promise<Simulator>

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Where it listens: loopback unless another address is given. */
  readonly host?: string
  /** The address that clients use, if it isn't the one where it listens. */
  readonly origin?: string
  /** More host names under which clients reach it. */
  readonly hostNames?: readonly string[]
  /** Registered applications. Left out: one with default values. */
  readonly applications?: readonly ApplicationFacts[]
  /** What Amazon leaves open. Each that is left out has its default. */
  readonly settings?: Partial<Settings>
  /** A file that keeps the world between starts. Left out: it is forgotten. */
  readonly state?: string
  /** A checkout of Amazon's public API models, whose examples the sandbox returns. */
  readonly models?: string
  /** Also listens with TLS, for clients with Amazon's addresses built in. */
  readonly tls?: { readonly port: number; readonly folder: string }
}

export interface Simulator {
  /** Without a trailing slash. Amazon's hosts are at `<origin>/<host>/…`. */
  readonly origin: string
  /** Where it listens with TLS, and the file of the authority to trust. Null without TLS. */
  readonly tls: { readonly port: number; readonly authorityFile: string } | null
  readonly control: Control
  close(): Promise<void>
}

export interface Control {
  /** The simulator's clock: milliseconds. */
  readonly clock: { now(): number; advance(durationMs: number): void; set(at: number): void }
  /** What Amazon leaves open. Assigning changes it. */
  readonly settings: Settings
  sellers(): readonly Seller[]
  /** Adds a seller or vendor, or replaces the one of the same id. */
  addSeller(seller: Seller): void
  applications(): readonly Application[]
  /**
   * Adds an application, or replaces the one of the same id. Throws RangeError for a name that isn't a role, a client
   * id that another application has, and when there are too many.
   */
  addApplication(facts: ApplicationFacts): Application
  /** A new client secret; the previous one works for seven more days. */
  rotateSecret(applicationId: string): ClientSecret
  /** The newest client secret has expired: SP-API refuses it from now on, and Login with Amazon after `graceMs`. */
  expireSecret(applicationId: string, graceMs?: number): void
  /** Puts Amazon's notice that the newest secret will expire into the application's queue. */
  announceSecretExpiry(applicationId: string): void
  /**
   * The roles that it has from now on, in any spelling of Amazon's; `all` is every role. Each counts from the seller's
   * next consent. Throws RangeError for a name that isn't a role.
   */
  setRoles(applicationId: string, roles: readonly string[]): void
  authorizations(): readonly Authorization[]
  /** The seller disables the authorization in Manage Your Apps. */
  disable(authorizationId: string): void
  enable(authorizationId: string): void
  /** The term has ended; only a new consent helps. */
  lapse(authorizationId: string): void
  /** Consent without a browser: the code that the redirect URI would get. */
  issueCode(request: Consent): Granted & { readonly code: string }
  /** Consent and exchange without a browser. */
  issueRefreshToken(request: Consent): Granted & { readonly refreshToken: string }
  /** Throws an error for a fault that could never apply to a request, and while there are a hundred faults. */
  addFault(facts: FaultFacts): { readonly id: string }
  removeFault(id: string): boolean
  clearFaults(): void
  faults(): readonly { readonly id: string; readonly kind: FaultFacts['kind'] }[]
  /** The clients' requests, oldest first. */
  received(filter?: { readonly host?: string; readonly path?: string }): readonly ReceivedRequest[]
  clearReceived(): void
  /** Fills every rate bucket. */
  refillBuckets(): void
  /**
   * Everything is as it was at the start: clock, settings, applications, sellers, authorizations, faults, rate buckets
   * and received requests. Tokens and codes from before are unknown.
   */
  reset(): void
}

export interface Settings {
  /** Whether an access token dies with the authorization (the default), or works until its hour has passed. */
  disablingEndsAccessTokens: boolean
  /** The answer of another region's endpoint to a seller's token. Default: `forbidden`. */
  otherRegion: 'forbidden' | 'empty'
  /** Days until a refresh token lapses; null, the default: never. */
  refreshTokensLapseAfterDays: number | null
  /** Whether authorizing again ends the earlier refresh tokens. Default: no. */
  reauthorizingEndsEarlierTokens: boolean
  /** The answer to a code that was issued to another application. Default: `invalid_grant`. */
  foreignCode: 'invalid_grant' | 'unauthorized_client'
  /** Whether Cancel sends the browser back with error=access_denied. Default: no. */
  cancelGoesBack: boolean
  /** How many sellers can authorize an application outside the Appstore. Default: 25. */
  unlistedConsentLimit: number
  /** Whether the newest client secret ends after 180 days, as at Amazon. Default: yes. */
  clientSecretsEnd: boolean
}

export interface ApplicationFacts {
  applicationId?: string | undefined
  lwaClientId?: string | undefined
  clientSecret?: string | undefined
  name?: string | undefined
  status?: 'draft' | 'published' | undefined
  /** In the Selling Partner Appstore. */
  listed?: boolean | undefined
  partnerTypes?: ('seller' | 'vendor')[] | undefined
  redirectUris?: string[] | undefined
  logInUri?: string | null | undefined
  /** When consent passes through the Login URI on the way. */
  logInHop?: 'draft' | 'always' | 'never' | undefined
  /** A queue is registered for new client secrets. */
  enrolledForRotation?: boolean | undefined
  /** AWS accounts that the queue's policy lets send. */
  queuePolicyAllows?: string[] | undefined
  /**
   * By their names, such as `Product Listing`; `all` is every role. Each counts from the seller's next consent.
   */
  roles?: string[] | undefined
}

export interface Application {
  readonly applicationId: string
  readonly lwaClientId: string
  /** The newest is first. */
  readonly clientSecrets: readonly ClientSecret[]
}

export interface ClientSecret {
  readonly value: string
}

export interface Authorization {
  readonly id: string
  readonly applicationId: string
  readonly sellingPartnerId: string
  readonly state: 'enabled' | 'disabled' | 'lapsed'
}

export interface Seller {
  readonly sellingPartnerId: string
  readonly name: string
  readonly partnerType: 'seller' | 'vendor'
  /** What is special about this one, for people. */
  readonly note: string
  readonly participations: readonly Participation[]
  /** Lists marketplaces that are in no table of Amazon's. */
  readonly listsUnknownMarketplaces: boolean
  /** False: the person who signs in may not authorize (SPDC8143). */
  readonly isPrimaryUser: boolean
  /** For a vendor, false: its group lacks SPDS-VC-MYA (SPSA2043). */
  readonly hasAuthorizingRole: boolean
  /** False: calls are refused for lack of a role. */
  readonly grantsRoles: boolean
  /** False: Amazon deactivated the account. */
  readonly isActive: boolean
  /** How an authorization of this seller ends automatically; null: never. */
  readonly ends: { readonly afterMinutes: number; readonly as: 'disabled' | 'lapsed' } | null
}

export interface Participation {
  readonly countryCode: string
  readonly storeName: string
  readonly isParticipating: boolean
  readonly hasSuspendedListings: boolean
}

export interface Consent {
  readonly sellingPartnerId: string
  /** Left out: the first application that was registered at the start. */
  readonly applicationId?: string | undefined
  /** The host of a consent page, such as sellercentral-europe.amazon.com. Left out: the seller's first. */
  readonly host?: string | undefined
  /** Left out: website. */
  readonly workflow?: 'website' | 'appstore' | 'self' | undefined
  /** Left out: the first one that is registered. */
  readonly redirectUri?: string | undefined
}

export interface Granted {
  readonly authorizationId: string
  readonly redirectUri: string
}

interface FaultScope {
  at?: 'consent' | 'confirm' | 'token' | 'sp-api' | 'queue' | undefined
  sellingPartnerId?: string | undefined
  /** One of Amazon's hosts. */
  host?: string | undefined
  grantType?: 'authorization_code' | 'refresh_token' | 'client_credentials' | undefined
  /** How often it applies. Left out: until it is removed. */
  times?: number | undefined
  forSeconds?: number | undefined
}

/** `before`: Amazon never received the request. `after`: it was processed, and the answer is lost. */
type When = 'before' | 'after'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** A refusal in Amazon's words: L… of Login with Amazon, the others of SP-API. */
type RefusalRow =
  | 'L1'
  | 'L2'
  | 'L3'
  | 'L4'
  | 'L5'
  | 'L6'
  | 'L7 missing'
  | 'L7 invalid'
  | 'L7 malformed'
  | 'L8'
  | 'L13'
  | 'L14'
  | 'L15'
  | 'L17'
  | 'S1'
  | 'S2'
  | 'S3'
  | 'S4'
  | 'S5'
  | 'S6'
  | 'S7'
  | 'S8'
  | 'S9'
  | 'S10'
  | 'S11'
  | 'S12'
  | 'S12 seller'
  | 'S12 combination'
  | 'S12 resource'
  | 'S12 enrolled'
  | 'S13'
  | 'S14'
  | 'conflict'
  | 'S15 type'
  | 'S15'
  | 'S16'
  | 'S17'

export type FaultFacts = FaultScope &
  (
    | { kind: 'delay'; delayMs: number }
    | { kind: 'reset'; when?: When | undefined }
    | { kind: 'hang'; when?: When | undefined }
    | { kind: 'status'; status: 429 | 500 | 502 | 503 | 504; retryAfterSeconds?: number | undefined }
    | { kind: 'html'; status?: number | undefined }
    | { kind: 'truncated-body' }
    /** Replaces fields of Amazon's JSON answer; null removes one. */
    | { kind: 'changed-body'; fields: Record<string, Json> }
    | { kind: 'refuse'; row: RefusalRow }
    | { kind: 'invalid-grant' }
    | { kind: 'rotate-refresh-token' }
    | { kind: 'bare-callback-uri' }
  )

export interface ReceivedRequest {
  readonly at: number
  readonly method: string
  readonly host: string | null
  readonly path: string
  readonly query: string
  readonly body: string
  readonly status: number | null
  readonly responseBody: string
  /** Why it was refused, in plain words. */
  readonly reason: string | null
}
