import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Failure } from '#lib/failure.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** The company's own customer, who owns authorizations. */
export const account = pgTable('account', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: at('created_at').notNull(),
})

/** Somebody who signs in: for an account, or as an operator of the company (viewer, operator, admin). */
export const person = pgTable(
  'person',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    role: text('role').$type<Role>().notNull(),
    accountId: uuid('account_id').references(() => account.id),
    createdAt: at('created_at').notNull(),
    disabledAt: at('disabled_at'),
  },
  (table) => [uniqueIndex('person_email').on(sql`lower(${table.email})`)],
)

export type Role = 'account' | 'viewer' | 'operator' | 'admin'

/** A signed-in browser. The cookie holds the token, this row only its digest. */
export const session = pgTable(
  'session',
  {
    id: uuid('id').primaryKey(),
    digest: text('digest').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
    seenAt: at('seen_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    endedAt: at('ended_at'),
    address: text('address'),
    userAgent: text('user_agent'),
  },
  (table) => [uniqueIndex('session_digest').on(table.digest), index('session_person').on(table.personId)],
)

/** What somebody typed into a form whose session was over when they sent it: one for each person, for a short while. */
export const draft = pgTable('draft', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id, { onDelete: 'cascade' }),
  sealed: text('sealed').notNull(),
  keptAt: at('kept_at').notNull(),
})

/** A one-time link that lets somebody set a password: the first admin, or an invited operator. */
export const invitation = pgTable(
  'invitation',
  {
    id: uuid('id').primaryKey(),
    digest: text('digest').notNull(),
    role: text('role').$type<Role>().notNull(),
    email: text('email'),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [uniqueIndex('invitation_digest').on(table.digest)],
)

/** A one-time link with which a person who has forgotten their password chooses another. */
export const passwordReset = pgTable(
  'password_reset',
  {
    id: uuid('id').primaryKey(),
    digest: text('digest').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [
    uniqueIndex('password_reset_digest').on(table.digest),
    index('password_reset_person').on(table.personId),
  ],
)

/** Counts of tries in a window, by what is limited and for whom. */
export const throttle = pgTable('throttle', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  windowEndsAt: at('window_ends_at').notNull(),
})

/** An SP-API application of the company, with the credentials of its LWA client. */
export const application = pgTable(
  'application',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    spApiApplicationId: text('sp_api_application_id').notNull(),
    status: text('status').$type<'draft' | 'published'>().notNull(),
    /** Whether sellers other than the company's own may authorize it. A private one is authorized by its owner alone. */
    kind: text('kind').$type<'public' | 'private'>().notNull().default('public'),
    /** Listed in the Selling Partner Appstore: then no cap counts its grants. */
    isListed: boolean('is_listed').notNull().default(false),
    /** Registered for the sandbox only: it has no consent. */
    isSandbox: boolean('is_sandbox').notNull().default(false),
    /** Whose accounts may authorize it. */
    partnerTypes: text('partner_types')
      .array()
      .$type<PartnerType[]>()
      .notNull()
      .default(['seller', 'vendor']),
    lwaClientId: text('lwa_client_id').notNull(),
    lwaClientSecretSealed: text('lwa_client_secret_sealed').notNull(),
    /** The end of the secret, by which people recognise it. */
    secretEnding: text('secret_ending'),
    /** When Amazon made the secret, as somebody told us; null when nobody knows. It ends 180 days later. */
    secretCreatedOn: date('secret_created_on', { mode: 'string' }),
    secretStoredAt: at('secret_stored_at'),
    /**
     * The previous secret, which Amazon accepts for seven more days. Sealed texts are bound to the name of their column,
     * so the columns keep their first names.
     */
    previousSecretSealed: text('fallback_secret_sealed'),
    previousSecretUntil: at('fallback_secret_until'),
    /** The last time when only the previous secret was accepted: an alarm. */
    previousSecretUsedAt: at('fallback_secret_used_at'),
    tokenEndpoint: text('token_endpoint').notNull(),
    /** As they are registered at Amazon. */
    redirectUri: text('redirect_uri').notNull(),
    logInUri: text('log_in_uri'),
    /** The company's own pages to which a seller may be led after an authorization. */
    returnAddresses: text('return_addresses').array().notNull().default([]),
    /** What the application may call, with the time since when. */
    roles: jsonb('roles').$type<readonly ApplicationRole[]>().notNull().default([]),
    /** When its roles were first entered; null: never. What is entered first is a baseline. */
    rolesEnteredAt: at('roles_entered_at'),
    /** The newest of its roles: authorizations from before do not have it. Null: none was added later. */
    roleAddedAt: at('role_added_at'),
    /** Amazon's term for an authorization in days; null: none. */
    renewalTermDays: integer('renewal_term_days').default(365),
    /** From so many days before its end, an authorization counts as due. */
    renewalDueDays: integer('renewal_due_days').notNull().default(30),
    /** Days before its end on which to warn. */
    renewalWarningDays: integer('renewal_warning_days').array().notNull().default([60, 30, 7]),
    /** Who says what it is: the environment at each start, or an admin. */
    definedBy: text('defined_by').$type<'environment' | 'admin'>().notNull().default('environment'),
    /** Digest of the client secret that the environment gave last, to see whether it has another one now. */
    environmentSecretDigest: text('environment_secret_digest'),
    /** Nobody is sent to Amazon for it any more. Its authorizations work on. */
    retiredAt: at('retired_at'),
    /** Set while LWA refuses the application's own credentials: no seller's fault. */
    credentialsFailure: jsonb('credentials_problem').$type<Failure>(),
    /** Since when, and when it was seen last. */
    credentialsProblemAt: at('credentials_problem_at'),
    credentialsProblemSeenAt: at('credentials_problem_seen_at'),
    credentialsProblemRequestId: text('credentials_problem_request_id'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('application_sp_api_application_id').on(table.spApiApplicationId),
    uniqueIndex('application_name').on(sql`lower(${table.name})`).where(sql`${table.retiredAt} is null`),
  ],
)

export type PartnerType = 'seller' | 'vendor'

export interface ApplicationRole {
  readonly name: string
  /** ISO 8601. */
  readonly addedAt: string
}

/** Amazon's three ways to an authorization. */
export type Workflow = 'website' | 'appstore' | 'self'

export type AttemptStatus =
  /** Kept at the Log-in URI until the seller has signed in; no state exists yet. */
  | 'arrived'
  /** Sent to Amazon; waiting for the redirect. */
  | 'started'
  /** The redirect came, the code is sealed and waits for its exchange. */
  | 'received'
  /** Claimed by one process, which is exchanging the code. */
  | 'exchanging'
  /** LWA has answered. Its tokens are sealed in the row until the authorization is stored. */
  | 'exchanged'
  | 'completed'
  /** The tokens belong to another selling partner or account than expected: kept sealed, used for nothing. */
  | 'quarantined'
  | 'failed'

/** One passage through an authorization workflow, from start to end. */
export const attempt = pgTable(
  'attempt',
  {
    id: uuid('id').primaryKey(),
    workflow: text('workflow').$type<Workflow>().notNull(),
    status: text('status').$type<AttemptStatus>().notNull(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    accountId: uuid('account_id').references(() => account.id),
    personId: uuid('person_id').references(() => person.id),
    /** The authorization that is being re-authorized, if any. */
    authorizationId: uuid('authorization_id'),
    /** The connect link that it began with, if any. */
    connectLinkId: uuid('connect_link_id'),
    /** The company's own page to which the seller goes at the end; on the application's list. */
    returnTo: text('return_to'),
    /** Null, like the partner type, as long as an arrival's host leaves it open. */
    marketplaceId: text('marketplace_id'),
    partnerType: text('partner_type').$type<PartnerType>(),
    bindingDigest: text('binding_digest').notNull(),
    stateDigest: text('state_digest'),
    /** A draft is sent through the Log-in URI on its way, where a second state is made for the same attempt. */
    secondStateDigest: text('second_state_digest'),
    stateExpiresAt: at('state_expires_at'),
    expiresAt: at('expires_at').notNull(),
    amazonCallbackUri: text('amazon_callback_uri'),
    amazonState: text('amazon_state'),
    /** What Amazon said at the Log-in URI; the redirect must say the same. */
    announcedSellingPartnerId: text('announced_selling_partner_id'),
    sellingPartnerId: text('selling_partner_id'),
    /** Digest of the redirect's parameters, to recognise the same redirect repeated. */
    redirectDigest: text('redirect_digest'),
    codeSealed: text('code_sealed'),
    codeExpiresAt: at('code_expires_at'),
    /** Whoever works on the attempt now. The claim is a heartbeat: its holder renews it, and it expires soon after. */
    claimId: uuid('claim_id'),
    /** By the clock of the database. */
    claimedUntil: at('claimed_until'),
    /** When a worker may pick the attempt up; null: now. */
    retryAt: at('retry_at'),
    /** How often the code was sent without an answer: LWA may have spent it. */
    uncertainSends: integer('uncertain_sends').notNull().default(0),
    grantSealed: text('grant_sealed'),
    /** When LWA issued the tokens. */
    exchangedAt: at('exchanged_at'),
    /** How often somebody tried to store the tokens. */
    storeTries: integer('store_tries').notNull().default(0),
    /** What SP-API said about the grant, kept while it can't be stored, so that Amazon isn't asked again. */
    verified: jsonb('verified'),
    problem: text('problem'),
    failure: jsonb('problem_detail').$type<Failure>(),
    amazonRequestId: text('amazon_request_id'),
    /** What the seller says Amazon's page showed instead of sending them back. Masked. */
    consentReport: text('consent_report'),
    /** Names of parameters that Amazon sent and that we don't know. Never their values. */
    unknownParameters: text('unknown_parameters').array(),
    startedAt: at('started_at').notNull(),
    receivedAt: at('received_at'),
    endedAt: at('ended_at'),
  },
  (table) => [
    uniqueIndex('attempt_state_digest').on(table.stateDigest),
    uniqueIndex('attempt_second_state_digest').on(table.secondStateDigest),
    index('attempt_account').on(table.accountId, table.startedAt),
    index('attempt_started').on(table.startedAt),
    index('attempt_open').on(table.status, table.expiresAt),
    // What workers pick up. The condition is the one in lib/store/attempt-status.ts, word for word.
    index('attempt_unfinished')
      .on(table.retryAt)
      .where(sql`${table.status} in ('received', 'exchanging', 'exchanged')`),
    // By the beginning of an id, whatever the collation.
    index('attempt_selling_partner').on(table.sellingPartnerId.op('text_pattern_ops'), table.startedAt),
    index('attempt_announced').on(table.announcedSellingPartnerId.op('text_pattern_ops'), table.startedAt),
    index('attempt_person').on(table.personId, table.startedAt),
    index('attempt_authorization').on(table.authorizationId, table.startedAt),
  ],
)

/** What happens within an attempt, in the order of its timeline. */
export type AttemptStep =
  | 'started'
  /** Amazon led a browser to the Log-in URI. */
  | 'arrived'
  /** Sent to Amazon. */
  | 'redirected'
  /** Amazon led it through the Log-in URI on its way. */
  | 'continued'
  | 'came-back'
  | 'state-checked'
  /** A redirect that was turned away; the attempt itself goes on. */
  | 'refused'
  | 'exchanged'
  /** No usable answer; it is tried again. */
  | 'waiting'
  | 'verified'
  | 'stored'
  | 'quarantined'
  | 'accepted'
  | 'dismissed'
  | 'failed'
  /** Its time was over. */
  | 'closed'
  /** The seller told us what Amazon's page showed. */
  | 'reported'

/**
 * The recorder: one line for each thing that happened within an attempt. Its columns take times, names of steps and
 * problems, Amazon's hosts and its request ids, so that no secret fits in.
 */
export const attemptStep = pgTable(
  'attempt_step',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempt.id, { onDelete: 'cascade' }),
    happenedAt: at('happened_at').notNull(),
    step: text('step').$type<AttemptStep>().notNull(),
    /** Amazon's, as in the tables of hosts. */
    host: text('host'),
    /** Of our error table. */
    problem: text('problem'),
    amazonRequestId: text('amazon_request_id'),
    /** How long Amazon took, where it was asked. */
    durationMs: integer('duration_ms'),
  },
  (table) => [index('attempt_step_attempt').on(table.attemptId, table.id)],
)

/** An address with which the company asks one seller to authorize. The address holds the token, this row only its digest. */
export const connectLink = pgTable(
  'connect_link',
  {
    id: uuid('id').primaryKey(),
    digest: text('digest').notNull(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    /** Who it is for; null until an account takes it up. */
    accountId: uuid('account_id').references(() => account.id),
    marketplaceId: text('marketplace_id'),
    partnerType: text('partner_type').$type<PartnerType>().notNull(),
    /** Nobody else's grant is accepted with it. */
    expectedSellingPartnerId: text('expected_selling_partner_id'),
    /** The authorization that it renews, if any. */
    authorizationId: uuid('authorization_id').references(() => authorization.id),
    returnTo: text('return_to'),
    label: text('label').notNull(),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
    /** An attempt of it was completed: it opens nothing any more. */
    usedAt: at('used_at'),
  },
  (table) => [
    uniqueIndex('connect_link_digest').on(table.digest),
    index('connect_link_created').on(table.createdAt, table.id),
  ],
)

/** The grant that a selling partner gave an application. */
export const authorization = pgTable(
  'authorization',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    workflow: text('workflow').$type<Workflow>().notNull().default('website'),
    /** The merchant token or vendor code; null when nobody told it: Amazon doesn't, for self-authorizations. */
    sellingPartnerId: text('selling_partner_id'),
    /** When it was proven that this grant belongs to `sellingPartnerId`; null: nobody but the seller's browser says so. */
    idVerifiedAt: at('id_verified_at'),
    /** Amazon accepted the id together with the grant's own token, or an operator confirmed it. */
    idVerifiedBy: text('id_verified_by').$type<IdVerification>(),
    /** When Amazon was last asked whether it accepts the id, and why that proved nothing. */
    idCheckedAt: at('id_checked_at'),
    idProblem: text('id_problem').$type<IdProblem>(),
    /** What makes the grant one: the selling partner's id, else a keyed digest of its first refresh token. */
    grantKey: text('grant_key').notNull(),
    /** What operators call it. */
    label: text('label'),
    region: text('region').$type<'na' | 'eu' | 'fe'>().notNull(),
    consentGroup: text('consent_group').notNull(),
    partnerType: text('partner_type').$type<'seller' | 'vendor'>().notNull(),
    /** The marketplace that was chosen at the last authorization; its central host is where the seller signs in. */
    marketplaceId: text('marketplace_id').notNull(),
    storeName: text('store_name'),
    /** Null once disconnected: the token is destroyed. */
    refreshTokenSealed: text('refresh_token_sealed'),
    /** Rises with every stored token, so that a late writer can see that it is late. */
    tokenVersion: integer('token_version').notNull().default(1),
    authorizedAt: at('authorized_at').notNull(),
    renewedAt: at('renewed_at').notNull(),
    disconnectedAt: at('disconnected_at'),
    disconnectedBy: text('disconnected_by').$type<'account' | 'operator'>(),
    /** An operator gave its selling partner free: another account may authorize, and this record is history. */
    releasedAt: at('released_at'),
    /** An operator stopped it for a while: the tokens are kept, nothing is vended. */
    pausedAt: at('paused_at'),
    /**
     * The previous refresh token, kept for a while so that a re-authorization can be rolled back. The sealed text is bound
     * to the name of its column, so the columns keep their first names.
     */
    previousTokenSealed: text('last_token_sealed'),
    previousTokenUntil: at('last_token_until'),
    /** When the authorization with the previous token was made. */
    previousTokenRenewedAt: at('last_token_renewed_at'),
    lastRefreshAt: at('last_refresh_at'),
    lastRefreshProblem: text('last_refresh_problem'),
    lastRefreshFailure: jsonb('last_refresh_detail').$type<Failure>(),
    lastRefreshRequestId: text('last_refresh_request_id'),
    lastWorkedAt: at('last_worked_at'),
    firstInvalidGrantAt: at('first_invalid_grant_at'),
    lastInvalidGrantAt: at('last_invalid_grant_at'),
    invalidGrants: integer('invalid_grants').notNull().default(0),
    participationsReadAt: at('participations_read_at'),
    participationsProblem: text('participations_problem'),
    participationsRequestId: text('participations_request_id'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('authorization_grant')
      .on(table.applicationId, table.grantKey, table.region, table.consentGroup)
      .where(sql`${table.releasedAt} is null`),
    index('authorization_account').on(table.accountId),
    index('authorization_selling_partner').on(table.sellingPartnerId),
    index('authorization_application').on(table.applicationId),
    // Those that are in the calendar, in its order.
    index('authorization_renewed')
      .on(table.applicationId, table.renewedAt, table.id)
      .where(sql`${table.disconnectedAt} is null and ${table.workflow} <> 'self'`),
    index('authorization_last_token')
      .on(table.previousTokenUntil)
      .where(sql`${table.previousTokenSealed} is not null`),
  ],
)

export type IdVerification = 'listings_items' | 'operator'

/** `rejected`: Amazon says that the id isn't the one of the token. All others say nothing about the id. */
export type IdProblem = 'rejected' | 'refused' | 'undecided' | 'unavailable'

export const accessToken = pgTable('access_token', {
  authorizationId: uuid('authorization_id')
    .primaryKey()
    .references(() => authorization.id, { onDelete: 'cascade' }),
  sealed: text('sealed').notNull(),
  expiresAt: at('expires_at').notNull(),
  tokenVersion: integer('token_version').notNull(),
})

/** What Amazon can say that many share. */
export type SharedProblem =
  /** LWA refuses the application itself. */
  | 'application_refused'
  /** SP-API says that the client secret has expired, while LWA still gives tokens for it. */
  | 'secret_expired'
  | 'invalid_grant'
  /** LWA says that the refresh token is another application's. */
  | 'token_foreign'
  | 'amazon_unavailable'
  | 'amazon_answer_unreadable'

/** A cause that many authorizations of an application share, from its first failure until it is over. */
export const incident = pgTable(
  'incident',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    problem: text('problem').$type<SharedProblem>().notNull(),
    startedAt: at('started_at').notNull(),
    /** When it was last seen to go on. */
    seenAt: at('seen_at').notNull(),
    endedAt: at('ended_at'),
    /** How many authorizations failed alike, of how many that were tried, when it was worst. */
    affected: integer('affected').notNull(),
    tried: integer('tried').notNull(),
    /** What was seen, in Amazon's words, and some of its request ids. */
    failure: jsonb('detail').$type<Failure>().notNull(),
    requestIds: text('request_ids').array().notNull(),
  },
  (table) => [
    uniqueIndex('incident_open').on(table.applicationId, table.problem).where(sql`${table.endedAt} is null`),
    index('incident_started').on(table.startedAt),
  ],
)

/**
 * Who may refresh an authorization's access token, and how the last refresh ended. The fencing number rises with
 * every holder, so that a late one can see that it is late.
 */
export const refreshLease = pgTable(
  'refresh_lease',
  {
    authorizationId: uuid('authorization_id')
      .primaryKey()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    fence: bigint('fence', { mode: 'number' }).notNull(),
    owner: text('owner').notNull(),
    /** Null: nobody holds it. */
    heldUntil: at('held_until'),
    startedAt: at('started_at').notNull(),
    /** The refresh token that was sent. */
    tokenVersion: integer('token_version').notNull(),
    /** Null after a refresh that worked. */
    problem: text('problem'),
    failure: jsonb('problem_detail').$type<Failure>(),
    requestId: text('request_id'),
    /** Failures in a row. */
    failures: integer('failures').notNull(),
    retryAt: at('retry_at'),
  },
  (table) => [index('refresh_lease_started').on(table.startedAt)],
)

/**
 * When the worker looks at an authorization next. A narrow row of its own: it is written at every look, and finding
 * what is due must not read what is not.
 */
export const upkeep = pgTable(
  'upkeep',
  {
    authorizationId: uuid('authorization_id')
      .primaryKey()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    /** Not vended lately: it waits behind those that are in use. */
    isIdle: boolean('is_idle').notNull().default(true),
    /** While a worker is at it: when another takes over. */
    dueAt: at('due_at').notNull(),
    /** The last vend, to a quarter of an hour. */
    usedAt: at('used_at'),
  },
  (table) => [index('upkeep_due').on(table.applicationId, table.isIdle, table.dueAt)],
)

/** Who does the upkeep: workers share what each application may ask Amazon at once. */
export const worker = pgTable('worker', {
  id: uuid('id').primaryKey(),
  /** When it last said so; it does every few seconds. */
  seenAt: at('seen_at').notNull(),
})

/**
 * An application's own access token of one scope, with the right to take the next one: as `refresh_lease`, for what
 * has no authorization.
 */
export const grantlessToken = pgTable(
  'grantless_token',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id, { onDelete: 'cascade' }),
    scope: text('scope').notNull(),
    /** Null until LWA has given one. */
    sealed: text('sealed'),
    expiresAt: at('expires_at'),
    fence: bigint('fence', { mode: 'number' }).notNull(),
    owner: text('owner').notNull(),
    /** Null: nobody holds it. */
    heldUntil: at('held_until'),
    startedAt: at('started_at').notNull(),
    /** Null after a request that worked. */
    problem: text('problem'),
    failure: jsonb('problem_detail').$type<Failure>(),
    requestId: text('request_id'),
    retryAt: at('retry_at'),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.scope] })],
)

export const marketplaceParticipation = pgTable(
  'marketplace_participation',
  {
    authorizationId: uuid('authorization_id')
      .notNull()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    marketplaceId: text('marketplace_id').notNull(),
    countryCode: text('country_code').notNull(),
    marketplaceName: text('marketplace_name').notNull(),
    domainName: text('domain_name').notNull(),
    currency: text('currency').notNull(),
    language: text('language').notNull(),
    storeName: text('store_name').notNull(),
    isParticipating: boolean('is_participating').notNull(),
    hasSuspendedListings: boolean('has_suspended_listings').notNull(),
  },
  (table) => [
    uniqueIndex('marketplace_participation_marketplace').on(table.authorizationId, table.marketplaceId),
  ],
)

/** A test call from the call runner, kept as it was shown: secrets masked. */
export const call = pgTable(
  'call',
  {
    id: uuid('id').primaryKey(),
    authorizationId: uuid('authorization_id')
      .notNull()
      .references(() => authorization.id),
    personId: uuid('person_id'),
    operation: text('operation').notNull(),
    request: jsonb('request').$type<CallRequest>().notNull(),
    status: integer('status'),
    requestId: text('request_id'),
    rateLimit: text('rate_limit'),
    durationMs: integer('duration_ms').notNull(),
    response: text('response'),
    problem: text('problem'),
    calledAt: at('called_at').notNull(),
  },
  (table) => [
    index('call_authorization').on(table.authorizationId, table.calledAt),
    index('call_called').on(table.calledAt),
  ],
)

export interface CallRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** What a key may be used for. */
export type ApiScope =
  | 'tokens:vend'
  | 'tokens:restricted'
  | 'tokens:grantless'
  | 'tokens:rotation'
  | 'authorizations:read'
  | 'applications:read'

/** A key of a program of the company's. It holds only the digest: the key itself was shown once. */
export const apiKey = pgTable(
  'api_key',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** The public part, by which a key is found and recognised. */
    prefix: text('prefix').notNull(),
    digest: text('digest').notNull(),
    scopes: text('scopes').array().$type<ApiScope[]>().notNull(),
    /** Null: all applications. */
    applicationId: uuid('application_id').references(() => application.id),
    /** Null: all accounts. */
    accountId: uuid('account_id').references(() => account.id),
    createdAt: at('created_at').notNull(),
    createdBy: uuid('created_by').references(() => person.id),
    /** Null: until it is revoked. */
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    lastUsedAt: at('last_used_at'),
  },
  (table) => [uniqueIndex('api_key_prefix').on(table.prefix), index('api_key_created').on(table.createdAt)],
)

/** How often a key took an access token of an authorization, by UTC day. No foreign keys: history outlives its subject. */
export const vendCount = pgTable(
  'vend_count',
  {
    apiKeyId: uuid('api_key_id').notNull(),
    authorizationId: uuid('authorization_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
    lastVendedAt: at('last_vended_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.apiKeyId, table.authorizationId, table.day] }),
    index('vend_count_authorization').on(table.authorizationId, table.day),
  ],
)

export type TokenKind = 'access' | 'grantless' | 'restricted'

/** How many tokens of a kind a key took, by UTC day: few rows, whatever the number of authorizations. No foreign keys. */
export const keyUse = pgTable(
  'key_use',
  {
    apiKeyId: uuid('api_key_id').notNull(),
    kind: text('kind').$type<TokenKind>().notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.apiKeyId, table.day, table.kind] })],
)

/** How it ended: `refused` by us, `failed` at Amazon or by its time. */
export type AuditOutcome = 'done' | 'refused' | 'failed'

/** What happened, written in the transaction of the change. No foreign keys: history outlives its subject. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    happenedAt: at('happened_at').notNull(),
    action: text('action').notNull(),
    outcome: text('outcome').$type<AuditOutcome>().notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    accountId: uuid('account_id'),
    targetKind: text('target_kind').notNull(),
    targetId: text('target_id').notNull(),
    details: jsonb('details').$type<Readonly<Record<string, string | number | boolean | null>>>().notNull(),
    requestId: text('request_id'),
    address: text('address'),
  },
  (table) => [
    index('audit_target').on(table.targetKind, table.targetId, table.id),
    check('audit_outcome', sql`${table.outcome} in ('done', 'refused', 'failed')`),
  ],
)

/** One known text sealed with each key, so that a wrong key is found before anything is served. */
export const keyCanary = pgTable('key_canary', {
  keyId: text('key_id').primaryKey(),
  sealed: text('sealed').notNull(),
  createdAt: at('created_at').notNull(),
})

/** Requests at a door that belonged to no attempt, counted by cause and minute. */
export const refusal = pgTable(
  'refusal',
  {
    door: text('door').notNull(),
    cause: text('cause').notNull(),
    minute: bigint('minute', { mode: 'number' }).notNull(),
    count: integer('count').notNull(),
  },
  (table) => [uniqueIndex('refusal_cause').on(table.door, table.cause, table.minute)],
)

/** Facts about this database, such as that it holds the demo. */
export const setting = pgTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})
