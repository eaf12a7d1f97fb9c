import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ConsentGroup } from '#lib/amazon/marketplaces.ts'
import type { ProbeAnswer, RoleCheck, UnknownReason } from '#lib/amazon/roles/check-roles.ts'
import type { Failure } from '#lib/failure.ts'
import type { Language } from '#lib/languages/languages.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A transaction's number, which never wraps around. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** Sorted by code points, whatever the database's language. */
const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** The company's own data about a record: its id in the company's systems, and up to 20 tags. */
const reference = {
  externalReference: text('external_reference'),
  tags: jsonb('tags').$type<Tags>().notNull().default({}),
}

/** Keys match `[a-z0-9_.-]{1,40}`; values have at most 200 characters. */
export type Tags = Readonly<Record<string, string>>

/** Every run of three characters, for searches within names. Migration 0020 defines the function. */
const trigrams = (text: unknown) => sql`trigrams(${text})`

/** A country in which a seller said that they also sell. */
export interface PlannedCountry {
  readonly applicationId: string
  readonly partnerType: PartnerType
  readonly consentGroup: ConsentGroup
}

/** The company's own customer, who owns authorizations. */
export const account = pgTable(
  'account',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** The language of its pages and emails; null: not chosen. */
    language: text('language').$type<Language>(),
    ...reference,
    /** Where the seller said that they also sell, and what is to be connected there. */
    plannedCountries: jsonb('planned_countries').$type<readonly PlannedCountry[]>().notNull().default([]),
    createdAt: at('created_at').notNull(),
  },
  (table) => [index('account_search').using('gin', trigrams(sql`lower(${table.name})`))],
)

/** A person who signs in: for an account, or as an operator of the company (viewer, operator, admin). */
export const person = pgTable(
  'person',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** Null: they sign in with a provider only. */
    passwordHash: text('password_hash'),
    role: text('role').$type<Role>().notNull(),
    accountId: uuid('account_id').references(() => account.id),
    createdAt: at('created_at').notNull(),
    disabledAt: at('disabled_at'),
    /** When they proved that they receive mail at this address; null: not proven. */
    emailConfirmedAt: at('email_confirmed_at'),
    /** Wrong passwords since they last signed in, from addresses where they haven't signed in recently, */
    failedSignIns: integer('failed_sign_ins').notNull().default(0),
    /** and from those where they have. */
    failedOwnSignIns: integer('failed_own_sign_ins').notNull().default(0),
    /** They want no reminders by email. */
    unsubscribedAt: at('unsubscribed_at'),
  },
  (table) => [
    uniqueIndex('person_email').on(sql`lower(${table.email})`),
    index('person_account').on(table.accountId),
  ],
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
    /** When the person last proved who they are: at the sign-in, or since. Null: before this was recorded. */
    confirmedAt: at('confirmed_at'),
    /** How they signed in. Null: before this was recorded. */
    method: text('method').$type<SignInMethod>(),
    address: text('address'),
    userAgent: text('user_agent'),
  },
  (table) => [uniqueIndex('session_digest').on(table.digest), index('session_person').on(table.personId)],
)

export type SignInMethod = 'password' | 'second-step' | 'passkey' | 'provider'

/** A person at an OpenID Connect provider, and who they are here. Never found by an email address. */
export const identity = pgTable(
  'identity',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    side: text('side').$type<Side>().notNull(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    createdAt: at('created_at').notNull(),
    usedAt: at('used_at').notNull(),
  },
  (table) => [
    uniqueIndex('identity_subject').on(table.side, table.issuer, table.subject),
    uniqueIndex('identity_person').on(table.personId, table.issuer),
  ],
)

/** Operators and sellers have one provider each. Both may be the same one, with the same people. */
export type Side = 'operators' | 'sellers'

/** A passkey with which its person signs in and confirms. */
export const passkey = pgTable(
  'passkey',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    /** Its name at the authenticator, in base64url. */
    credentialId: text('credential_id').notNull(),
    publicKey: bytes('public_key').notNull(),
    /** How often it has signed, if the authenticator counts. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: jsonb('transports').$type<readonly string[]>().notNull(),
    name: text('name').notNull(),
    createdAt: at('created_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [
    uniqueIndex('passkey_credential').on(table.credentialId),
    index('passkey_person').on(table.personId),
  ],
)

/** A proof that a browser has begun, for a few minutes. The cookie holds the token, this row only its digest. */
export const ceremony = pgTable(
  'ceremony',
  {
    id: uuid('id').primaryKey(),
    digest: text('digest').notNull(),
    purpose: text('purpose').$type<CeremonyPurpose>().notNull(),
    /** Null for a sign-in, which begins without a known person. */
    personId: uuid('person_id').references(() => person.id, { onDelete: 'cascade' }),
    /** The challenge for the authenticator to sign; null if a code has to be entered. */
    challenge: text('challenge'),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    uniqueIndex('ceremony_digest').on(table.digest),
    index('ceremony_person').on(table.personId),
    index('ceremony_expires').on(table.expiresAt),
  ],
)

export type CeremonyPurpose = 'add-passkey' | 'passkey-sign-in' | 'passkey-confirmation' | 'second-step'

/** An authenticator app: the secret that its codes are derived from. */
export const totp = pgTable('totp', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id, { onDelete: 'cascade' }),
  secretSealed: text('secret_sealed').notNull(),
  createdAt: at('created_at').notNull(),
  /** When the first code was entered. Null: not yet, and no code is required. */
  enabledAt: at('enabled_at'),
  /** The latest 30-second step whose code was used, counted from 1970: each works once. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull(),
})

/** For a person who has lost both their app and their passkey. Each works once. */
export const recoveryCode = pgTable(
  'recovery_code',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    digest: text('digest').notNull(),
    createdAt: at('created_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [
    uniqueIndex('recovery_code_digest').on(table.digest),
    index('recovery_code_person').on(table.personId),
  ],
)

/** A person's earlier password: they can't choose it again. */
export const earlierPassword = pgTable(
  'earlier_password',
  {
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    passwordHash: text('password_hash').notNull(),
    replacedAt: at('replaced_at').notNull(),
  },
  (table) => [index('earlier_password_person').on(table.personId, table.replacedAt)],
)

/** The values of a form whose session had ended when it was sent: one for each person, for a short while. */
export const draft = pgTable('draft', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id, { onDelete: 'cascade' }),
  sealed: text('sealed').notNull(),
  keptAt: at('kept_at').notNull(),
})

/** A one-time link to set a password: for the first admin, or an invited operator. */
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

/** A request for a reset link by email. The worker finds out whether the address has an account. */
export const passwordResetRequest = pgTable('password_reset_request', {
  id: uuid('id').primaryKey(),
  email: text('email').notNull(),
  address: text('address'),
  requestedAt: at('requested_at').notNull(),
})

/** A one-time link that proves that an email address belongs to the person who signs in with it. */
export const emailConfirmation = pgTable(
  'email_confirmation',
  {
    id: uuid('id').primaryKey(),
    digest: text('digest').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    /** The address to confirm, as long as it is still theirs. */
    email: text('email').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [
    uniqueIndex('email_confirmation_digest').on(table.digest),
    index('email_confirmation_person').on(table.personId),
  ],
)

/** Counts of tries in a window, by limit and subject. */
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
    /** Whether sellers other than the company's own can authorize it. Only its owner can authorize a private one. */
    kind: text('kind').$type<'public' | 'private'>().notNull().default('public'),
    /** Listed in the Selling Partner Appstore: then no cap counts its grants. */
    isListed: boolean('is_listed').notNull().default(false),
    /** Registered for the sandbox only: it has no consent. */
    isSandbox: boolean('is_sandbox').notNull().default(false),
    /** The kinds of selling partners that can authorize it. */
    partnerTypes: text('partner_types')
      .array()
      .$type<PartnerType[]>()
      .notNull()
      .default(['seller', 'vendor']),
    lwaClientId: text('lwa_client_id').notNull(),
    lwaClientSecretSealed: text('lwa_client_secret_sealed').notNull(),
    /** The end of the secret, by which people recognize it. */
    secretEnding: text('secret_ending'),
    /** When Amazon created the secret, as entered by a person; null if unknown. It ends 180 days later. */
    secretCreatedOn: date('secret_created_on', { mode: 'string' }),
    secretStoredAt: at('secret_stored_at'),
    /**
     * The previous secret, which Amazon accepts for seven more days. Sealed texts are bound to the name of their
     * column, so the columns keep their first names.
     */
    previousSecretSealed: text('fallback_secret_sealed'),
    previousSecretUntil: at('fallback_secret_until'),
    /** The last time when only the previous secret was accepted: an alarm. */
    previousSecretUsedAt: at('fallback_secret_used_at'),
    tokenEndpoint: text('token_endpoint').notNull(),
    /** As they are registered at Amazon. */
    redirectUri: text('redirect_uri').notNull(),
    logInUri: text('log_in_uri'),
    /** The company's own pages to which a seller can return after an authorization. */
    returnAddresses: text('return_addresses').array().notNull().default([]),
    /** The application's roles, each with the time since when. */
    roles: jsonb('roles').$type<readonly ApplicationRole[]>().notNull().default([]),
    /** When its roles were first entered; null: never. The first entry is a baseline. */
    rolesEnteredAt: at('roles_entered_at'),
    /** The newest of its roles: authorizations from before do not have it. Null: none was added later. */
    roleAddedAt: at('role_added_at'),
    /** Amazon's term for an authorization in days; null: none. */
    renewalTermDays: integer('renewal_term_days').default(365),
    /** How many days before its end an authorization counts as due. */
    renewalDueDays: integer('renewal_due_days').notNull().default(30),
    /** Days before its end on which to warn. */
    renewalWarningDays: integer('renewal_warning_days').array().notNull().default([60, 30, 7]),
    /** The source of its facts: the environment at each start, or an admin. */
    definedBy: text('defined_by').$type<'environment' | 'admin'>().notNull().default('environment'),
    /** Digest of the client secret that the environment or a setup last contained, to detect a new one. */
    environmentSecretDigest: text('environment_secret_digest'),
    /** Sellers can no longer authorize it. Its authorizations keep working. */
    retiredAt: at('retired_at'),
    /** Set while LWA refuses the application's own credentials: no seller's fault. */
    credentialsFailure: jsonb('credentials_problem').$type<Failure>(),
    /** Since when, and when it last happened. */
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

/** How much happens automatically: nothing; new secrets are activated; they are requested in time, too. */
export type RotationPolicy = 'manual' | 'promote' | 'automatic'

/** How an application gets new client secrets from Amazon, and the one that has arrived and isn't in force yet. */
export const clientSecretRotation = pgTable('client_secret_rotation', {
  applicationId: uuid('application_id')
    .primaryKey()
    .references(() => application.id),
  policy: text('policy').$type<RotationPolicy>().notNull().default('manual'),
  /** The Amazon SQS queue that Amazon sends to. Null: a program delivers the messages to the API. */
  queueUrl: text('queue_url'),
  /** Null: from the environment of the worker, as every AWS SDK finds them. */
  awsAccessKeyId: text('aws_access_key_id'),
  awsSecretSealed: text('aws_secret_sealed'),
  /** The secrets of Amazon's messages that LWA hasn't accepted. The columns after it are about the newest. */
  pendingSecretSealed: text('pending_secret_sealed'),
  pendingSecretEnding: text('pending_secret_ending'),
  pendingReceivedAt: at('pending_received_at'),
  pendingCreatedOn: date('pending_created_on', { mode: 'string' }),
  /** How long Amazon accepts the secret that the pending one replaces. */
  pendingOverlapUntil: at('pending_overlap_until'),
  /** The error code from the last time that LWA was asked to accept it. */
  pendingProblem: text('pending_problem'),
  pendingTries: integer('pending_tries').notNull().default(0),
  pendingNextTryAt: at('pending_next_try_at'),
  /** When the newest of Amazon's secrets that LWA has accepted ends: messages about older ones change nothing. */
  newestSecretExpiresAt: at('newest_secret_expires_at'),
  requestedAt: at('requested_at'),
  /** Before this time, no new secret is requested automatically. */
  nextRequestAt: at('next_request_at'),
  /** Why none was requested although it was due. */
  requestProblem: text('request_problem'),
  /** When a message about this application last arrived. */
  lastMessageAt: at('last_message_at'),
  queueReadAt: at('queue_read_at'),
  queueProblem: text('queue_problem'),
  /** Left in the queue at the last reading: about other applications or of other kinds, and unreadable ones. */
  foreignMessages: integer('foreign_messages').notNull().default(0),
  unreadableMessages: integer('unreadable_messages').notNull().default(0),
})

export type PartnerType = 'seller' | 'vendor'

export interface ApplicationRole {
  readonly name: string
  /** ISO 8601. */
  readonly addedAt: string
}

/** Amazon's three authorization workflows. */
export type Workflow = 'website' | 'appstore' | 'self'

export type AttemptStatus =
  /** Kept at the Login URI until the seller has signed in; no state exists yet. */
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

/** One run through an authorization workflow, from start to end. */
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
    /** The company's own page to which the seller returns at the end; on the application's list. */
    returnTo: text('return_to'),
    /** Null, like the partner type, as long as an arrival's host leaves it open. */
    marketplaceId: text('marketplace_id'),
    partnerType: text('partner_type').$type<PartnerType>(),
    bindingDigest: text('binding_digest').notNull(),
    stateDigest: text('state_digest'),
    /** Amazon sends a draft's seller through the Login URI on the way, where the same attempt gets a second state. */
    secondStateDigest: text('second_state_digest'),
    stateExpiresAt: at('state_expires_at'),
    expiresAt: at('expires_at').notNull(),
    amazonCallbackUri: text('amazon_callback_uri'),
    amazonState: text('amazon_state'),
    /** The selling partner that Amazon announced at the Login URI; the redirect must name the same one. */
    announcedSellingPartnerId: text('announced_selling_partner_id'),
    sellingPartnerId: text('selling_partner_id'),
    /** Digest of the redirect's parameters, to recognize a repeated redirect. */
    redirectDigest: text('redirect_digest'),
    codeSealed: text('code_sealed'),
    codeExpiresAt: at('code_expires_at'),
    /**
     * The process that works on the attempt now. The claim is a heartbeat: its holder renews it, and it expires soon
     * after.
     */
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
    /** How often storing the tokens was tried. */
    storeTries: integer('store_tries').notNull().default(0),
    /** SP-API's answer about the grant, kept while it can't be stored, so that Amazon isn't asked again. */
    verified: jsonb('verified'),
    problem: text('problem'),
    failure: jsonb('problem_detail').$type<Failure>(),
    amazonRequestId: text('amazon_request_id'),
    /** The error on Amazon's page that the seller reported. Masked. */
    consentReport: text('consent_report'),
    /** Names of unknown parameters that Amazon sent. Never their values. */
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
    // Attempts that workers pick up. The condition is the one in lib/store/attempt-status.ts, word for word.
    index('attempt_unfinished')
      .on(table.retryAt)
      .where(sql`${table.status} in ('received', 'exchanging', 'exchanged')`),
    // By the beginning of an id, whatever the collation.
    index('attempt_selling_partner').on(table.sellingPartnerId.op('text_pattern_ops'), table.startedAt),
    index('attempt_announced').on(table.announcedSellingPartnerId.op('text_pattern_ops'), table.startedAt),
    index('attempt_person').on(table.personId, table.startedAt),
    index('attempt_authorization').on(table.authorizationId, table.startedAt),
    index('attempt_connect_link')
      .on(table.connectLinkId, table.startedAt)
      .where(sql`${table.connectLinkId} is not null`),
  ],
)

/** The steps of an attempt, in the order of its timeline. */
export type AttemptStep =
  | 'started'
  /** Amazon sent a browser to the Login URI. */
  | 'arrived'
  /** Sent to Amazon. */
  | 'redirected'
  /** Amazon sent it through the Login URI on its way. */
  | 'continued'
  | 'came-back'
  | 'state-checked'
  /** A redirect that was refused; the attempt itself continues. */
  | 'refused'
  | 'exchanged'
  /** No usable answer; it will be retried. */
  | 'waiting'
  | 'verified'
  | 'stored'
  | 'quarantined'
  | 'accepted'
  | 'dismissed'
  | 'failed'
  /** Its deadline had passed. */
  | 'closed'
  /** The seller reported the error on Amazon's page. */
  | 'reported'

/**
 * The recorder: one line for each step of an attempt. Its columns take times, names of steps and problems, Amazon's
 * hosts and its request ids, so that no secret fits in.
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
    /** A code from our error table. */
    problem: text('problem'),
    amazonRequestId: text('amazon_request_id'),
    /** How long Amazon took, if it was asked. */
    durationMs: integer('duration_ms'),
  },
  (table) => [index('attempt_step_attempt').on(table.attemptId, table.id)],
)

/** One of several consents that a connect link asks for. */
export interface LinkStep {
  readonly consentGroup: ConsentGroup
  /** The requested countries; the seller is sent to the first. */
  readonly marketplaceIds: readonly string[]
  /** ISO 8601; null: not connected yet. */
  readonly connectedAt: string | null
  readonly authorizationId: string | null
}

/**
 * An address with which the company asks one seller to authorize. The address holds the token, this row only its
 * digest.
 */
export const connectLink = pgTable(
  'connect_link',
  {
    id: uuid('id').primaryKey(),
    digest: text('digest').notNull(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    /** The account that it is for; null until an account claims it. */
    accountId: uuid('account_id').references(() => account.id),
    marketplaceId: text('marketplace_id'),
    /**
     * For a link with several countries: one step for each consent of Amazon's. Empty: it asks for one authorization.
     */
    steps: jsonb('steps').$type<readonly LinkStep[]>().notNull().default([]),
    partnerType: text('partner_type').$type<PartnerType>().notNull(),
    /** Only this selling partner's grant is accepted with it. */
    expectedSellingPartnerId: text('expected_selling_partner_id'),
    /** The authorization that it renews, if any. */
    authorizationId: uuid('authorization_id').references(() => authorization.id),
    returnTo: text('return_to'),
    label: text('label').notNull(),
    /** Copied to the authorization at consent. */
    ...reference,
    /**
     * The tags that limit the key that created it: an older authorization without these tags keeps its reference and
     * tags.
     */
    keyTags: jsonb('key_tags').$type<Tags>().notNull().default({}),
    createdBy: uuid('created_by').references(() => person.id),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    revokedAt: at('revoked_at'),
    /** Everything that it asks for is connected: it can't be opened anymore. */
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
    /** The merchant token or vendor code; null when unknown: Amazon doesn't report it for self-authorizations. */
    sellingPartnerId: text('selling_partner_id'),
    /**
     * When it was proven that this grant belongs to `sellingPartnerId`; null: the id only comes from the seller's
     * browser.
     */
    idVerifiedAt: at('id_verified_at'),
    /** Amazon accepted the id together with the grant's own token, or an operator confirmed it. */
    idVerifiedBy: text('id_verified_by').$type<IdVerification>(),
    /** When Amazon was last asked whether it accepts the id, and why that proved nothing. */
    idCheckedAt: at('id_checked_at'),
    idProblem: text('id_problem').$type<IdProblem>(),
    /** Identifies the grant: the selling partner's id, else a keyed digest of its first refresh token. */
    grantKey: text('grant_key').notNull(),
    /** A name that operators chose. */
    label: text('label'),
    region: text('region').$type<'na' | 'eu' | 'fe'>().notNull(),
    consentGroup: text('consent_group').notNull(),
    partnerType: text('partner_type').$type<'seller' | 'vendor'>().notNull(),
    /** The marketplace chosen at the last authorization; its central host is where the seller signs in. */
    marketplaceId: text('marketplace_id').notNull(),
    storeName: text('store_name'),
    /** Null once disconnected: the token is destroyed. */
    refreshTokenSealed: text('refresh_token_sealed'),
    /** Increases with every stored token, so that a late writer can see that it is late. */
    tokenVersion: integer('token_version').notNull().default(1),
    authorizedAt: at('authorized_at').notNull(),
    renewedAt: at('renewed_at').notNull(),
    disconnectedAt: at('disconnected_at'),
    disconnectedBy: text('disconnected_by').$type<'account' | 'operator'>(),
    /** An operator released the selling partner: another account may authorize, and this record is history. */
    releasedAt: at('released_at'),
    /** An operator stopped it for a while: the tokens are kept, nothing is vended. */
    pausedAt: at('paused_at'),
    /**
     * The previous refresh token, kept for a while so that a re-authorization can be rolled back. The sealed text is
     * bound to the name of its column, so the columns keep their first names.
     */
    previousTokenSealed: text('last_token_sealed'),
    previousTokenUntil: at('last_token_until'),
    /** When the authorization with the previous token was made. */
    previousTokenRenewedAt: at('last_token_renewed_at'),
    lastRefreshAt: at('last_refresh_at'),
    /** The first failure since the last successful refresh; null: none. */
    failingSince: at('failing_since'),
    lastRefreshProblem: text('last_refresh_problem'),
    lastRefreshFailure: jsonb('last_refresh_detail').$type<Failure>(),
    lastRefreshRequestId: text('last_refresh_request_id'),
    lastWorkedAt: at('last_worked_at'),
    firstInvalidGrantAt: at('first_invalid_grant_at'),
    lastInvalidGrantAt: at('last_invalid_grant_at'),
    invalidGrants: integer('invalid_grants').notNull().default(0),
    /** When Amazon last said which stores there are, or why it says nothing about them. */
    participationsReadAt: at('participations_read_at'),
    /** When it was last asked, if later: it may have put the answer off. */
    participationsAskedAt: at('participations_asked_at'),
    /**
     * Its active participations, each as its id, a space and its domain, so that a vend reads one row. Triggers of
     * `marketplace_participation` maintain it.
     */
    vendedMarketplaces: text('vended_marketplaces').array().notNull().default([]),
    participationsProblem: text('participations_problem'),
    participationsRequestId: text('participations_request_id'),
    /** When a program last had it checked. */
    checkedAt: at('checked_at'),
    ...reference,
    /*
     * The row's own state, stored by `settleState` in the transaction that changes the facts above. Problems of its
     * application (refused credentials, an incident) are added when the row is read.
     */
    health: text('health').$type<Health>().notNull().default('working'),
    healthCause: text('health_cause'),
    healthSince: at('health_since'),
    flags: text('flags').array().$type<Flag[]>().notNull().default([]),
    /** When time alone changes the state; null: never. */
    nextChangeAt: at('next_change_at').default(sql`'epoch'`),
    /** The health of the last published event; null: not settled yet. */
    announcedHealth: text('announced_health').$type<Health>(),
    /** The position in lists sorted by urgency: the lowest number first. */
    attention: smallint('attention').notNull().default(6),
    /** When Amazon's term ends; null without a term, or with nothing to renew. */
    renewsBy: at('renews_by'),
    /** The displayed name, as lists sort it. */
    sortName: plainText('sort_name')
      .notNull()
      .generatedAlwaysAs(sql`lower(coalesce(label, nullif(store_name, ''), selling_partner_id, ''))`),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    index('authorization_next_change').on(table.nextChangeAt).where(sql`${table.nextChangeAt} is not null`),
    index('authorization_attention').on(table.attention, table.sortName, table.id),
    index('authorization_name').on(table.sortName, table.id),
    index('authorization_newest').on(table.createdAt, table.id),
    index('authorization_health').on(table.health, table.attention, table.sortName, table.id),
    index('authorization_application_attention').on(
      table.applicationId,
      table.attention,
      table.sortName,
      table.id,
    ),
    index('authorization_account_attention').on(table.accountId, table.attention, table.sortName, table.id),
    index('authorization_workflow').on(table.workflow, table.attention, table.sortName, table.id),
    // Lists use the same expressions, word for word.
    index('authorization_renews_by').on(sql`coalesce(${table.renewsBy}, 'infinity'::timestamptz)`, table.id),
    // With all that the list of recent changes and its counts compare, so that they read no rows to find those.
    index('authorization_changes').on(
      sql`coalesce(${table.healthSince}, ${table.renewedAt})`,
      table.id,
      table.health,
      table.applicationId,
      table.flags,
      table.healthSince,
      table.renewedAt,
    ),
    index('authorization_failing')
      .on(table.applicationId, table.lastRefreshProblem)
      .where(sql`${table.lastRefreshProblem} is not null`),
    index('authorization_flags').using('gin', table.flags),
    index('authorization_tags').using('gin', sql`${table.tags} jsonb_path_ops`),
    index('authorization_reference').on(table.externalReference),
    index('authorization_search').using(
      'gin',
      trigrams(
        sql`lower(coalesce(${table.label}, '') || chr(1) || coalesce(${table.storeName}, '') || chr(1) || coalesce(${table.sellingPartnerId}, ''))`,
      ),
    ),
    uniqueIndex('authorization_grant')
      .on(table.applicationId, table.grantKey, table.region, table.consentGroup)
      .where(sql`${table.releasedAt} is null`),
    index('authorization_selling_partner').on(table.sellingPartnerId),
    // Authorizations in the calendar, in its order.
    index('authorization_renewed')
      .on(table.applicationId, table.renewedAt, table.id)
      .where(sql`${table.disconnectedAt} is null and ${table.workflow} <> 'self'`),
    index('authorization_last_token')
      .on(table.previousTokenUntil)
      .where(sql`${table.previousTokenSealed} is not null`),
  ],
)

/**
 * Whether tokens work, from the last real answer. `blocked` is added for display when the application's credentials
 * fail.
 */
export type Health = 'working' | 'retrying' | 'reauthorization_needed' | 'paused' | 'disconnected'

/** Other things that need attention. */
export type Flag =
  | 'renewal_due'
  | 'renewal_overdue'
  | 'roles_missing'
  | 'details_missing'
  | 'listings_suspended'

/**
 * The number of authorizations, as differences to add up: writers never wait for each other. A row with the flag ''
 * counts by health. The worker sums them up from time to time.
 */
export const authorizationTally = pgTable('authorization_tally', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  applicationId: uuid('application_id').notNull(),
  region: text('region').$type<'na' | 'eu' | 'fe'>().notNull(),
  health: text('health').$type<Health>().notNull(),
  flag: text('flag').$type<Flag | ''>().notNull(),
  difference: integer('difference').notNull(),
})

/**
 * Changes, append-only. Read in the order of transactions: `transactionId`, then `position`; events of transactions
 * that may still be open are left for later. No foreign keys: history outlives its subject.
 */
export const event = pgTable(
  'event',
  {
    /** UUIDv7. */
    id: uuid('id').primaryKey(),
    /** Its own transaction, or that of the subject's event before it, whichever is later. */
    transactionId: xid8('transaction_id').notNull().default(sql`pg_current_xact_id()`),
    position: bigserial('position', { mode: 'number' }).notNull(),
    /** One of `lib/events/catalog.ts`. */
    type: text('type').notNull(),
    subjectKind: text('subject_kind').$type<EventSubjectKind>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** Increases by one with every event of the subject. */
    sequence: integer('sequence').notNull(),
    /** False: for timelines only, such as a refusal that isn't confirmed. */
    isPublic: boolean('is_public').notNull(),
    applicationId: uuid('application_id'),
    accountId: uuid('account_id'),
    authorizationId: uuid('authorization_id'),
    externalReference: text('external_reference'),
    tags: jsonb('tags').$type<Tags>().notNull().default({}),
    /** Previous and new state, cause, and further facts of the type. Never a secret. */
    data: jsonb('data').$type<Readonly<Record<string, unknown>>>().notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    /** Ours, and Amazon's. */
    requestId: text('request_id'),
    amazonRequestId: text('amazon_request_id'),
    /** By the clock that the demo can move. */
    happenedAt: at('happened_at').notNull(),
    /** By the database's clock, for pruning. */
    recordedAt: at('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    index('event_order').on(table.transactionId, table.position),
    uniqueIndex('event_sequence').on(table.subjectKind, table.subjectId, table.sequence),
    index('event_authorization').on(table.authorizationId, table.position),
    index('event_recorded').on(table.recordedAt),
  ],
)

export type EventSubjectKind =
  | 'authorization'
  | 'bulk_action'
  | 'attempt'
  | 'application'
  | 'incident'
  | 'link'
  | 'webhook_endpoint'
  | 'api_key'
  | 'person'
  | 'audit_log'

/** The last sequence number of each subject. */
export const eventSubject = pgTable(
  'event_subject',
  {
    kind: text('kind').$type<EventSubjectKind>().notNull(),
    id: text('id').notNull(),
    sequence: integer('sequence').notNull(),
    /** The `transactionId` of its last event; null: of an earlier version. */
    transactionId: xid8('transaction_id'),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
)

/** How far each reader of the events has come. */
export const eventConsumer = pgTable('event_consumer', {
  name: text('name').primaryKey(),
  transactionId: xid8('transaction_id').notNull(),
  position: bigint('position', { mode: 'number' }).notNull(),
  readAt: at('read_at').notNull(),
})

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

/** Problems that many authorizations can share. */
export type SharedProblem =
  /** LWA refuses the application itself. */
  | 'application_refused'
  /** SP-API reports that the client secret has expired, while LWA still issues tokens for it. */
  | 'secret_expired'
  | 'invalid_grant'
  /** LWA says that the refresh token is another application's. */
  | 'token_foreign'
  /** LWA refuses what was sent, whatever the grant and the credentials are. */
  | 'request_refused'
  | 'amazon_unavailable'
  | 'amazon_answer_unreadable'

/** A cause that many authorizations of an application share, from its first failure until it is resolved. */
export const incident = pgTable(
  'incident',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    problem: text('problem').$type<SharedProblem>().notNull(),
    startedAt: at('started_at').notNull(),
    /** When it was last observed. */
    seenAt: at('seen_at').notNull(),
    endedAt: at('ended_at'),
    /** Since when more authorizations of the application work than fail alike; null: they don't. */
    othersWorkSince: at('others_work_since'),
    /** How many authorizations failed alike, of how many that were tried, at its worst. */
    affected: integer('affected').notNull(),
    tried: integer('tried').notNull(),
    /** The failure in Amazon's words, and some of its request ids. */
    failure: jsonb('detail').$type<Failure>().notNull(),
    requestIds: text('request_ids').array().notNull(),
  },
  (table) => [
    uniqueIndex('incident_open').on(table.applicationId, table.problem).where(sql`${table.endedAt} is null`),
    index('incident_started').on(table.startedAt),
  ],
)

/**
 * The right to refresh an authorization's access token, and how the last refresh ended. The fencing number increases
 * with every holder, so that a late one can see that it is late.
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
    /** Null after a successful refresh. */
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
 * When the worker looks at an authorization next. A separate narrow row: it is written at every look, and finding due
 * rows must not read the others.
 */
export const maintenanceSchedule = pgTable(
  'upkeep',
  {
    authorizationId: uuid('authorization_id')
      .primaryKey()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    /** Not vended recently: it waits behind those that are in use. */
    isIdle: boolean('is_idle').notNull().default(true),
    /** While a worker has it: when another one can take over. */
    dueAt: at('due_at').notNull(),
    /** The last vend, to a quarter of an hour. */
    usedAt: at('used_at'),
  },
  (table) => [index('upkeep_due').on(table.applicationId, table.isIdle, table.dueAt)],
)

/** The active workers, which share the concurrent calls that each application may make. */
export const worker = pgTable('worker', {
  id: uuid('id').primaryKey(),
  /** When it last reported, which it does every few seconds. */
  seenAt: at('seen_at').notNull(),
})

/** A task that one process does for all of them, until then by the database's clock. Its holder renews it. */
export const processLease = pgTable('process_lease', {
  name: text('name').primaryKey(),
  owner: uuid('owner').notNull(),
  heldUntil: at('held_until').notNull(),
})

/**
 * An application's own access token of one scope, with the right to request the next one: like `refresh_lease`, for
 * tokens without an authorization.
 */
export const grantlessToken = pgTable(
  'grantless_token',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id, { onDelete: 'cascade' }),
    scope: text('scope').notNull(),
    /** Null until LWA has issued one. */
    sealed: text('sealed'),
    expiresAt: at('expires_at'),
    fence: bigint('fence', { mode: 'number' }).notNull(),
    owner: text('owner').notNull(),
    /** Null: nobody holds it. */
    heldUntil: at('held_until'),
    startedAt: at('started_at').notNull(),
    /** Null after a successful request. */
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
    index('marketplace_participation_sellers')
      .on(table.marketplaceId, table.authorizationId)
      .where(sql`${table.isParticipating}`),
  ],
)

/** The status of a role of an authorization, by Amazon's answers to a harmless read. */
export const roleCheck = pgTable(
  'role_check',
  {
    authorizationId: uuid('authorization_id')
      .notNull()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    /** Identifies the grant that was checked. */
    renewedAt: at('renewed_at').notNull(),
    status: text('status').$type<RoleCheck['status']>().notNull(),
    isProbable: boolean('is_probable').notNull(),
    reason: text('reason').$type<UnknownReason>(),
    evidence: jsonb('evidence').$type<ProbeAnswer>(),
    checkedAt: at('checked_at'),
    firstRefusedAt: at('first_refused_at'),
  },
  (table) => [
    primaryKey({ columns: [table.authorizationId, table.role] }),
    index('role_check_role').on(table.role, table.status, table.authorizationId),
  ],
)

/** When the roles of an authorization are checked next. */
export const roleSchedule = pgTable(
  'role_schedule',
  {
    authorizationId: uuid('authorization_id')
      .primaryKey()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    renewedAt: at('renewed_at').notNull(),
    dueAt: at('due_at').notNull(),
    checkedAt: at('checked_at'),
  },
  (table) => [index('role_schedule_due').on(table.dueAt)],
)

/** A test call from the call runner, stored as it was shown: secrets masked. */
export const call = pgTable(
  'call',
  {
    id: uuid('id').primaryKey(),
    authorizationId: uuid('authorization_id')
      .notNull()
      .references(() => authorization.id),
    personId: uuid('person_id'),
    /** The API key whose agent called; null: a person did. */
    apiKeyId: uuid('api_key_id'),
    /** The key of the catalog; calls from before it have only the operation's id. */
    operation: text('operation').notNull(),
    sandbox: boolean('sandbox').notNull().default(false),
    /** Who got the last request. Calls from before it was recorded count as calls of their operation. */
    reached: text('reached').$type<'lwa' | 'tokens' | 'operation'>().notNull().default('operation'),
    /** A restricted data token was used, for this reason. The answer was never stored. */
    reason: text('reason'),
    /** The entered values, to run it again. Null like the bodies. */
    entered: jsonb('entered').$type<CallEntered>(),
    request: jsonb('request').$type<CallRequest>().notNull(),
    status: integer('status'),
    requestId: text('request_id'),
    rateLimit: text('rate_limit'),
    durationMs: integer('duration_ms').notNull(),
    responseHeaders: jsonb('response_headers').$type<Readonly<Record<string, string>>>(),
    response: text('response'),
    /** The response was longer than the stored part. */
    responseCut: boolean('response_cut').notNull().default(false),
    problem: text('problem'),
    failure: jsonb('failure').$type<Failure>(),
    /** When the bodies were deleted. */
    bodiesDeletedAt: at('bodies_deleted_at'),
    calledAt: at('called_at').notNull(),
  },
  (table) => [
    index('call_authorization').on(table.authorizationId, table.calledAt),
    index('call_called').on(table.calledAt),
    index('call_bodies').on(table.calledAt).where(sql`${table.bodiesDeletedAt} is null`),
  ],
)

export interface CallRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** As `Entered` in lib/amazon/catalog. */
export interface CallEntered {
  readonly values: Readonly<Record<string, readonly string[]>>
  readonly body: string
  readonly extraQuery: string
}

/** The scopes of a key. */
export type ApiScope =
  | 'tokens:vend'
  | 'tokens:restricted'
  | 'tokens:grantless'
  | 'tokens:rotation'
  | 'authorizations:read'
  | 'authorizations:annotate'
  | 'authorizations:operate'
  | 'applications:read'
  | 'links:manage'
  | 'incidents:read'
  | 'usage:read'
  | 'webhooks:manage'
  | 'notifications:deliver'
  | 'events:read'
  | 'tokens:import'
  | 'calls:run'

/** Agents (language models with tools) are named to Amazon, expire soon, and can all be stopped together. */
export type KeyHolder = 'program' | 'agent'

/** A key of one of the company's programs. It holds only the digest: the key itself was shown once. */
export const apiKey = pgTable(
  'api_key',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    holder: text('holder').$type<KeyHolder>().notNull().default('program'),
    /** The public part, by which a key is found and recognized. */
    prefix: text('prefix').notNull(),
    digest: text('digest').notNull(),
    scopes: text('scopes').array().$type<ApiScope[]>().notNull(),
    /** Null: all applications. */
    applicationId: uuid('application_id').references(() => application.id),
    /** Null: all accounts. */
    accountId: uuid('account_id').references(() => account.id),
    /** Only authorizations with all of these tags. */
    tags: jsonb('tags').$type<Tags>().notNull().default({}),
    /** Only requests from these networks, as CIDR; null: from anywhere. */
    networks: text('networks').array().$type<readonly string[]>(),
    /** The minimum token lifetime in seconds of requests that name none; null: the default. */
    minTtlSeconds: integer('min_ttl_seconds'),
    /** Works too until then, after the secret was replaced. */
    previousDigest: text('previous_digest'),
    previousUntil: at('previous_until'),
    createdAt: at('created_at').notNull(),
    createdBy: uuid('created_by').references(() => person.id),
    /** Null: until it is revoked. */
    expiresAt: at('expires_at'),
    revokedAt: at('revoked_at'),
    lastUsedAt: at('last_used_at'),
  },
  (table) => [uniqueIndex('api_key_prefix').on(table.prefix), index('api_key_created').on(table.createdAt)],
)

/** A URL of the company's that events are sent to. */
export const webhookEndpoint = pgTable(
  'webhook_endpoint',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** Null: every published type. */
    eventTypes: text('event_types').array().$type<readonly string[]>(),
    /** Null: all applications. */
    applicationId: uuid('application_id').references(() => application.id),
    /** An event has to have all of them. */
    tags: jsonb('tags').$type<Tags>().notNull().default({}),
    secretSealed: text('secret_sealed').notNull(),
    /** Signs too until then, after a rotation. */
    previousSecretSealed: text('previous_secret_sealed'),
    previousSecretUntil: at('previous_secret_until'),
    disabledAt: at('disabled_at'),
    disabledReason: text('disabled_reason').$type<WebhookDisabledReason>(),
    /** Since when every attempt has failed, by the database's clock, as the next two. */
    failingSince: at('failing_since'),
    lastFailedAt: at('last_failed_at'),
    /** Nothing is sent before this time, at the endpoint's request. */
    pausedUntil: at('paused_until'),
    createdAt: at('created_at').notNull(),
    /** By the database's clock: events that were recorded before aren't sent to it. */
    addedAt: at('added_at').notNull().default(sql`clock_timestamp()`),
    createdBy: uuid('created_by').references(() => person.id),
    createdByKey: uuid('created_by_key').references(() => apiKey.id),
  },
  (table) => [
    check(
      'webhook_endpoint_disabled',
      sql`(${table.disabledAt} is null) = (${table.disabledReason} is null)`,
    ),
  ],
)

/** `gone`: it answered 410. `failing`: everything has failed for days. */
export type WebhookDisabledReason = 'operator' | 'gone' | 'failing'

/** One event for one endpoint. These rows are the queue. */
export const webhookDelivery = pgTable(
  'webhook_delivery',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => webhookEndpoint.id, { onDelete: 'cascade' }),
    eventId: uuid('event_id')
      .notNull()
      .references(() => event.id, { onDelete: 'cascade' }),
    /** In the order of the events. */
    position: bigserial('position', { mode: 'number' }).notNull(),
    /** Deliveries with the same key are sent one after another. Null: without waiting for others. */
    orderKey: text('order_key'),
    status: text('status').$type<WebhookDeliveryStatus>().notNull(),
    /** Finished attempts, in total, and since it last started from the beginning. */
    attempts: integer('attempts').notNull().default(0),
    tries: integer('tries').notNull().default(0),
    /** Null unless it is waiting. */
    nextAttemptAt: at('next_attempt_at'),
    /** The worker that is sending it. */
    claim: uuid('claim'),
    claimedUntil: at('claimed_until'),
    createdAt: at('created_at').notNull(),
    deliveredAt: at('delivered_at'),
    failedAt: at('failed_at'),
    /** The latest attempt's time. */
    lastAttemptAt: at('last_attempt_at'),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
    lastDurationMs: integer('last_duration_ms'),
  },
  (table) => [
    uniqueIndex('webhook_delivery_event').on(table.endpointId, table.eventId),
    index('webhook_delivery_of_event').on(table.eventId),
    index('webhook_delivery_due')
      .on(table.endpointId, table.nextAttemptAt, table.position)
      .where(sql`${table.status} = 'waiting'`),
    index('webhook_delivery_order')
      .on(table.endpointId, table.orderKey, table.position)
      .where(sql`${table.status} = 'waiting'`),
    index('webhook_delivery_listed').on(table.endpointId, table.createdAt, table.id),
    index('webhook_delivery_ended')
      .on(table.endpointId, table.lastAttemptAt)
      .where(sql`${table.status} <> 'waiting'`),
    index('webhook_delivery_created').on(table.createdAt),
    check('webhook_delivery_status', sql`${table.status} in ('waiting', 'delivered', 'failed')`),
    check(
      'webhook_delivery_waiting',
      sql`(${table.status} = 'waiting') = (${table.nextAttemptAt} is not null)`,
    ),
  ],
)

export type WebhookDeliveryStatus = 'waiting' | 'delivered' | 'failed'

/** One finished request of a delivery. */
export const webhookAttempt = pgTable(
  'webhook_attempt',
  {
    deliveryId: uuid('delivery_id')
      .notNull()
      .references(() => webhookDelivery.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    startedAt: at('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** Null if there was no response. */
    status: integer('status'),
    /** A code of lib/outbound/post.ts, or `secret_unreadable`, if there was no response. */
    error: text('error'),
    /** The first kilobyte of the response. */
    response: text('response'),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.number] })],
)

/** The answer to a program's request with an `Idempotency-Key`, for repetitions. */
export const idempotentRequest = pgTable(
  'idempotent_request',
  {
    apiKeyId: uuid('api_key_id')
      .notNull()
      .references(() => apiKey.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    /** The digest of the route and the body. */
    digest: text('digest').notNull(),
    /** Sealed, because it can hold a secret that is shown once. */
    answerSealed: text('answer_sealed').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.apiKeyId, table.key] }),
    index('idempotent_request_created').on(table.createdAt),
  ],
)

/** A file of refresh tokens that was imported. The file itself is never stored. */
export const tokenImport = pgTable(
  'token_import',
  {
    id: uuid('id').primaryKey(),
    source: text('source').$type<'page' | 'api' | 'command'>().notNull(),
    createdAt: at('created_at').notNull(),
    /** Null: by a key, or on the command line. */
    createdBy: uuid('created_by').references(() => person.id),
    createdByKey: uuid('created_by_key').references(() => apiKey.id),
    canceledAt: at('canceled_at'),
  },
  (table) => [index('token_import_created').on(table.createdAt, table.id)],
)

export type ImportResult =
  /** Waits for its turn, or for Amazon. */
  | 'pending'
  /** It is an authorization's token now. */
  | 'imported'
  /** An authorization has this token, or works with another one of the same seller. */
  | 'already_here'
  /** Its token works, but isn't the stated seller's: an operator decides. */
  | 'quarantined'
  /** Amazon rejected it, or didn't confirm it. */
  | 'refused'
  /** The line itself is faulty. Amazon wasn't asked. */
  | 'invalid'
  | 'canceled'

/** A line of an import. Its token is sealed on arrival, and destroyed when the line has its result. */
export const tokenImportLine = pgTable(
  'token_import_line',
  {
    id: uuid('id').primaryKey(),
    importId: uuid('import_id')
      .notNull()
      .references(() => tokenImport.id, { onDelete: 'cascade' }),
    /** Where it begins in the file, from 1. */
    line: integer('line').notNull(),
    /** In the order of arrival, across imports: of several lines with the same token, the first one goes first. */
    position: bigserial('position', { mode: 'number' }).notNull(),
    /** Null only if the line is invalid. */
    applicationId: uuid('application_id').references(() => application.id),
    partnerType: text('partner_type').$type<'seller' | 'vendor'>(),
    /** Stated, or of the stated region. */
    marketplaceId: text('marketplace_id'),
    /** Whether the line states a country, not only a region. */
    isCountryStated: boolean('is_country_stated').notNull().default(false),
    /** As stated. */
    sellingPartnerId: text('selling_partner_id'),
    /** Null: the company's own account. */
    accountId: uuid('account_id').references(() => account.id),
    /** When the seller authorized, as stated; null: now. */
    authorizedAt: at('authorized_at'),
    ...reference,
    tokenSealed: text('token_sealed'),
    /** The keyed digest of the token in the file. */
    tokenDigest: text('token_digest'),
    result: text('result').$type<ImportResult>().notNull().default('pending'),
    /** Why it wasn't imported, or why it waits; null: it was. */
    problem: text('problem'),
    /** The column at fault, or the line with the same token. */
    problemField: text('problem_field'),
    failure: jsonb('failure').$type<Failure>(),
    amazonRequestId: text('amazon_request_id'),
    authorizationId: uuid('authorization_id').references(() => authorization.id, { onDelete: 'set null' }),
    /** Where it is quarantined. */
    attemptId: uuid('attempt_id').references(() => attempt.id, { onDelete: 'set null' }),
    tries: integer('tries').notNull().default(0),
    dueAt: at('due_at').notNull(),
    claimId: uuid('claim_id'),
    /** By the clock of the database. */
    claimedUntil: at('claimed_until'),
    finishedAt: at('finished_at'),
  },
  (table) => [
    uniqueIndex('token_import_line_number').on(table.importId, table.line),
    index('token_import_line_digest').on(table.tokenDigest),
    index('token_import_line_due').on(table.dueAt).where(sql`${table.result} = 'pending'`),
    index('token_import_line_authorization').on(table.authorizationId),
    check('token_import_line_token', sql`(${table.result} = 'pending') = (${table.tokenSealed} is not null)`),
  ],
)

/** The networks from which a key has been used. */
export const apiKeyNetwork = pgTable(
  'api_key_network',
  {
    apiKeyId: uuid('api_key_id')
      .notNull()
      .references(() => apiKey.id, { onDelete: 'cascade' }),
    /** As CIDR: a /24 or a /48. */
    network: text('network').notNull(),
    firstUsedAt: at('first_used_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.apiKeyId, table.network] })],
)

/**
 * How often a key got an access token of an authorization, by UTC day. No foreign keys: history outlives its subject.
 */
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

/**
 * How many tokens of a kind a key got, by UTC day: few rows, whatever the number of authorizations. No foreign keys.
 */
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

export type HistoryGrain = 'hour' | 'day'

/** The totals of the overview's charts: by UTC hour for some days, and by UTC day for longer. */
export const history = pgTable(
  'history',
  {
    grain: text('grain').$type<HistoryGrain>().notNull(),
    startsAt: at('starts_at').notNull(),
    metric: text('metric').notNull(),
    label: text('label').notNull(),
    /** The process that counted it; empty once all processes are added up. */
    process: text('process').notNull().default(''),
    value: bigint('value', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.grain, table.startsAt, table.metric, table.label, table.process] }),
    check('history_grain', sql`${table.grain} in ('hour', 'day')`),
  ],
)

/** Each process of the API, with the requests of each key that it has accepted and reserved in the current window. */
export const apiProcess = pgTable('api_process', {
  id: uuid('id').primaryKey(),
  seenAt: at('seen_at').notNull(),
  /** Windows are numbered since 1970. */
  window: bigint('window', { mode: 'number' }).notNull(),
  /** By the id of the key. */
  requests: jsonb('requests')
    .$type<Readonly<Record<string, { readonly used: number; readonly reserved: number }>>>()
    .notNull(),
})

/** How it ended: `refused` by us, `failed` at Amazon or by its time. */
export type AuditOutcome = 'done' | 'refused' | 'failed'

/**
 * The audit log, written in the transaction of each change: ids, codes and counts. Never changed, and deleted only with
 * its batch. No foreign keys: history outlives its subject.
 */
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
    /** The event that describes the change. */
    eventId: uuid('event_id'),
    requestId: text('request_id'),
    /** The digest of its part in `audit_personal`; null: none. */
    personalDigest: text('personal_digest'),
  },
  (table) => [
    index('audit_target').on(table.targetKind, table.targetId, table.id),
    // For the audit log, whose entries are listed by their number.
    index('audit_actor').on(table.actorId, table.id),
    index('audit_action').on(table.action, table.id),
    index('audit_request').on(table.requestId, table.id),
    index('audit_happened').on(table.happenedAt),
    check('audit_outcome', sql`${table.outcome} in ('done', 'refused', 'failed')`),
  ],
)

/** The personal part of an entry: names, texts, IP addresses. It can be erased, and the entry remains verifiable. */
export const auditPersonal = pgTable('audit_personal', {
  entryId: bigint('entry_id', { mode: 'number' }).primaryKey(),
  /** Random, so that nobody can guess the erased text from the digest. */
  salt: text('salt').notNull(),
  /** JSON, digested as it is written: `address`, and `details` by name. */
  content: text('content').notNull(),
})

/** Entries that are in no batch yet. */
export const auditPending = pgTable('audit_pending', {
  entryId: bigint('entry_id', { mode: 'number' }).primaryKey(),
})

/** A link of the chain: it seals entries, and the batch before it. */
export const auditBatch = pgTable('audit_batch', {
  /** Without gaps. */
  number: bigint('number', { mode: 'number' }).primaryKey(),
  /** The hash of the previous batch; for the first, that of nothing. */
  previous: text('previous').notNull(),
  /** The hash of the digests of its entries, by their ids. */
  root: text('root').notNull(),
  entries: integer('entries').notNull(),
  sealedAt: at('sealed_at').notNull(),
  hash: text('hash').notNull(),
})

/** The digest of one entry in a batch. */
export const auditDigest = pgTable(
  'audit_digest',
  {
    entryId: bigint('entry_id', { mode: 'number' }).primaryKey(),
    batch: bigint('batch', { mode: 'number' }).notNull(),
    digest: text('digest').notNull(),
  },
  (table) => [index('audit_digest_batch').on(table.batch, table.entryId)],
)

/** A confirmation that a person or a key still needs its access. History: nothing here is changed. */
export const accessReview = pgTable(
  'access_review',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    subjectKind: text('subject_kind').$type<'person' | 'api-key'>().notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** The confirmed access: the role of the person, or the scopes of the key. */
    access: text('access').notNull(),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
  },
  (table) => [index('access_review_subject').on(table.subjectKind, table.subjectId, table.id)],
)

/** How many rows of each kind a deletion of a seller's data removed. */
export interface DeletedCounts {
  readonly people: number
  readonly authorizations: number
  readonly stores: number
  readonly attempts: number
  readonly calls: number
  readonly messages: number
  readonly links: number
  readonly keys: number
  readonly auditEntries: number
}

/** The report of a deletion. The account's row remains, without anything that names the seller. */
export const dataDeletion = pgTable('data_deletion', {
  accountId: uuid('account_id').primaryKey(),
  counts: jsonb('counts').$type<DeletedCounts>().notNull(),
  /** Null: after the time for which sellers are kept. */
  deletedBy: uuid('deleted_by'),
  deletedAt: at('deleted_at').notNull(),
})

/** The places where the company wants to be notified. */
export const notificationChannel = pgTable('notification_channel', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<ChannelKind>().notNull(),
  /** The recipients, for `email`. */
  recipients: text('recipients').array().notNull().default([]),
  /** The URL, for the others. Everybody who has it can post there, so it is a secret. */
  urlSealed: text('url_sealed'),
  urlHost: text('url_host'),
  /** The answer to the last message, if it wasn't delivered; null: it was. */
  problem: text('problem'),
  problemAt: at('problem_at'),
  createdAt: at('created_at').notNull(),
})

/**
 * `slack`: incoming webhooks of Slack, Mattermost, and of Discord below `/slack`. `teams`: a workflow of Microsoft
 * Teams.
 */
export type ChannelKind = 'email' | 'slack' | 'teams'

/** Which events go to which channel, and when. */
export const notificationRule = pgTable(
  'notification_rule',
  {
    id: uuid('id').primaryKey(),
    channelId: uuid('channel_id')
      .notNull()
      .references(() => notificationChannel.id, { onDelete: 'cascade' }),
    eventTypes: text('event_types').array().notNull(),
    /** Null: all applications. */
    applicationId: uuid('application_id').references(() => application.id),
    /** Only events with this tag; null: any tags. */
    tagName: text('tag_name'),
    tagValue: text('tag_value'),
    /** The hour at which a digest is sent; null: each event is sent immediately. */
    digestHour: smallint('digest_hour'),
    /** IANA, such as Europe/Berlin. */
    timeZone: text('time_zone'),
    nextDigestAt: at('next_digest_at'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    index('notification_rule_channel').on(table.channelId),
    index('notification_rule_digest').on(table.nextDigestAt).where(sql`${table.nextDigestAt} is not null`),
  ],
)

/** An item of a rule's next digest. */
export const digestItem = pgTable(
  'digest_item',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    ruleId: uuid('rule_id')
      .notNull()
      .references(() => notificationRule.id, { onDelete: 'cascade' }),
    eventType: text('event_type').notNull(),
    item: jsonb('item').$type<NotifiedItem>().notNull(),
  },
  (table) => [index('digest_item_rule').on(table.ruleId, table.id)],
)

/** An event as messages list it. */
export interface NotifiedItem {
  /** The subject's name for operators. */
  readonly name: string
  readonly applicationName: string | null
  /** The cause, in words; null when there is nothing to add. */
  readonly detail: string | null
  /** ISO 8601. */
  readonly happenedAt: string
  /** The page that shows it, below the app's address. */
  readonly path: string
  /** The seller's account, so that their data can be deleted. */
  readonly accountId?: string | null
  /** Left out: nothing that an incident could explain. */
  readonly failure?: NotifiedFailure
}

/** A failure of one seller, or its end. */
export interface NotifiedFailure {
  /** The problem of the last refresh, as a code. */
  readonly cause: string
  /** ISO 8601. */
  readonly since: string | null
  readonly hasEnded: boolean
}

export type MessageStatus =
  /** An email, as long as no SMTP server is configured. */
  | 'held'
  | 'waiting'
  /** Claimed by one worker. */
  | 'sending'
  | 'sent'
  /** It was handed over, and no answer was recorded: it may have arrived. It is never repeated automatically. */
  | 'possibly_sent'
  | 'failed'
  /** By an operator, or because there was no longer a reason to send it. */
  | 'canceled'

/** The outbox: every message to people, written before it is sent, and kept afterwards. */
export const message = pgTable(
  'message',
  {
    /** UUIDv7. */
    id: uuid('id').primaryKey(),
    /** The subject, so that a message is written once, even if two processes decide to send it. */
    key: text('key').notNull(),
    kind: text('kind').notNull(),
    channelKind: text('channel_kind').$type<ChannelKind>().notNull(),
    /** Null for emails to sellers and to operators as persons. No foreign key: history outlives its subject. */
    channelId: uuid('channel_id'),
    ruleId: uuid('rule_id'),
    /** An email address, or the name of a channel. */
    recipient: text('recipient').notNull(),
    personId: uuid('person_id'),
    authorizationId: uuid('authorization_id'),
    /** Messages of one topic are sent in order. */
    topic: text('topic'),
    subject: text('subject').notNull(),
    language: text('language').$type<Language>().notNull().default('en'),
    /** The facts of its text. Never a secret. */
    data: jsonb('data').$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Links that only its recipient may have: deleted once it was sent, or won't be. */
    linksSealed: text('links_sealed'),
    /** The digest of the token with which the recipient unsubscribes. */
    unsubscribeDigest: text('unsubscribe_digest'),
    status: text('status').$type<MessageStatus>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** By the real clock. */
    nextAttemptAt: at('next_attempt_at').notNull(),
    /** From then on, there is no longer a reason to send it. */
    expiresAt: at('expires_at').notNull(),
    /** The worker that is sending it; another one takes over afterwards. By the real clock. */
    claimId: uuid('claim_id'),
    claimedUntil: at('claimed_until'),
    /** When the current attempt began to send its content. */
    handedOverAt: at('handed_over_at'),
    /** The other side's last answer. */
    response: text('response'),
    /** Why it wasn't sent. */
    problem: text('problem').$type<MessageProblem>(),
    createdAt: at('created_at').notNull(),
    sentAt: at('sent_at'),
    /** By the database's clock, for pruning. */
    recordedAt: at('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    uniqueIndex('message_key').on(table.key),
    uniqueIndex('message_unsubscribe').on(table.unsubscribeDigest),
    index('message_due').on(table.nextAttemptAt).where(sql`${table.status} in ('waiting', 'held')`),
    index('message_claimed').on(table.claimedUntil).where(sql`${table.status} = 'sending'`),
    index('message_topic')
      .on(table.topic, table.id)
      .where(sql`${table.topic} is not null and ${table.status} in ('waiting', 'held', 'sending')`),
    index('message_newest').on(table.createdAt, table.id),
    index('message_status').on(table.status, table.createdAt, table.id),
    index('message_recipient').on(table.recipient.op('text_pattern_ops'), table.createdAt),
    index('message_authorization').on(table.authorizationId, table.createdAt),
    index('message_recorded').on(table.recordedAt),
  ],
)

export type MessageProblem =
  | 'expired'
  | 'superseded'
  | 'no_longer_true'
  | 'unsubscribed'
  | 'covered_by_incident'
  | 'canceled_by_operator'
  | 'channel_removed'
  | 'address_undeliverable'
  | 'refused'
  | 'unreachable'
  | 'unreadable'
  | 'no_answer'

/**
 * Records that a reminder was decided: one row for each authorization, kind and due date, however often it is checked.
 */
export const reminder = pgTable(
  'reminder',
  {
    authorizationId: uuid('authorization_id')
      .notNull()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    /** How many days before the due date it warns. */
    daysBefore: integer('days_before').notNull(),
    dueAt: at('due_at').notNull(),
    decidedAt: at('decided_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.authorizationId, table.daysBefore, table.dueAt] })],
)

/** Email addresses that a mail server refused for good. */
export const undeliverableAddress = pgTable('undeliverable_address', {
  email: text('email').primaryKey(),
  response: text('response').notNull(),
  refusedAt: at('refused_at').notNull(),
})

/** A named list: its filters, order and columns, as its address writes them. */
export const savedView = pgTable(
  'saved_view',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => person.id),
    /** Visible to all operators; else to its owner only. */
    isShared: boolean('is_shared').notNull(),
    parameters: jsonb('parameters').$type<ViewParameters>().notNull(),
    /** Increases with every change, so that a person who changes an older version is told. */
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('saved_view_own')
      .on(table.ownerId, sql`lower(${table.name})`)
      .where(sql`not ${table.isShared}`),
    uniqueIndex('saved_view_shared').on(sql`lower(${table.name})`).where(sql`${table.isShared}`),
  ],
)

/** What operators have entered for an operation of the call runner, under a name. */
export const callExample = pgTable(
  'call_example',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => person.id),
    /** All operators see it; else its owner alone. */
    isShared: boolean('is_shared').notNull(),
    /** Of the catalog. Without a foreign key: an example outlives the operation. */
    operationKey: text('operation_key').notNull(),
    entered: jsonb('entered')
      .$type<{
        readonly values: Readonly<Record<string, readonly string[]>>
        readonly body: string
        readonly extraQuery: string
      }>()
      .notNull(),
    /** Rises with every change, so that somebody who changes an older version is told. */
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('call_example_own')
      .on(table.ownerId, table.operationKey, sql`lower(${table.name})`)
      .where(sql`not ${table.isShared}`),
    uniqueIndex('call_example_shared')
      .on(table.operationKey, sql`lower(${table.name})`)
      .where(sql`${table.isShared}`),
  ],
)

/** Parameters of a list's address, by name. */
export type ViewParameters = Readonly<Record<string, string>>

export type BulkActionKind =
  | 'pause'
  | 'resume'
  | 'check'
  | 'check-roles'
  | 'create-links'
  | 'send-links'
  | 'add-tag'
  | 'remove-tag'

/** Parameters that an action needs, by its kind. */
export interface BulkParameters {
  /** How long a link lives. */
  readonly days?: number
  readonly tag?: string
  readonly value?: string
}

/** `stopping`: no further rows start, and rows in progress end. */
export type BulkActionStatus = 'running' | 'stopping' | 'stopped' | 'completed'

/** One action on many authorizations. Workers do it row by row. */
export const bulkAction = pgTable(
  'bulk_action',
  {
    /** The id of the form that started it. */
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<BulkActionKind>().notNull(),
    parameters: jsonb('parameters').$type<BulkParameters>().notNull(),
    /** The filter that chose its authorizations, as in an address; null: they were chosen one by one. */
    filter: text('filter'),
    /** Authorizations created later aren't part of it. */
    snapshotAt: at('snapshot_at').notNull(),
    status: text('status').$type<BulkActionStatus>().notNull(),
    /** Why it was stopped. */
    stopReason: text('stop_reason').$type<BulkStopReason>(),
    total: integer('total').notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => person.id),
    createdAt: at('created_at').notNull(),
    endedAt: at('ended_at'),
  },
  (table) => [
    index('bulk_action_created').on(table.createdAt, table.id),
    index('bulk_action_open').on(table.createdAt).where(sql`${table.status} in ('running', 'stopping')`),
    check('bulk_action_status', sql`${table.status} in ('running', 'stopping', 'stopped', 'completed')`),
    check(
      'bulk_action_ended',
      sql`(${table.status} in ('stopped', 'completed')) = (${table.endedAt} is not null)`,
    ),
  ],
)

/** `not_allowed`: the person who started it may no longer do it. */
export type BulkStopReason = 'operator' | 'not_allowed'

/** `unfinished`: the action was stopped before. */
export type BulkRowStatus = 'waiting' | 'running' | 'done' | 'skipped' | 'failed' | 'unfinished'

export const bulkActionRow = pgTable(
  'bulk_action_row',
  {
    bulkActionId: uuid('bulk_action_id')
      .notNull()
      .references(() => bulkAction.id, { onDelete: 'cascade' }),
    authorizationId: uuid('authorization_id')
      .notNull()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    status: text('status').$type<BulkRowStatus>().notNull(),
    /** Why it was skipped or failed: a code. */
    reason: text('reason'),
    /** The worker that has claimed it. By the real clock, like the next. */
    claim: uuid('claim'),
    claimedUntil: at('claimed_until'),
    /** When a worker first started it. By the clock that the demo can move, like the next. */
    startedAt: at('started_at'),
    endedAt: at('ended_at'),
    /** A link that was created for it, while it can be used. */
    linkSealed: text('link_sealed'),
    linkExpiresAt: at('link_expires_at'),
  },
  (table) => [
    primaryKey({ columns: [table.bulkActionId, table.authorizationId] }),
    index('bulk_action_row_position').on(table.bulkActionId, table.position),
    index('bulk_action_row_status').on(table.bulkActionId, table.status, table.position),
    index('bulk_action_row_link').on(table.linkExpiresAt).where(sql`${table.linkSealed} is not null`),
    check(
      'bulk_action_row_status',
      sql`${table.status} in ('waiting', 'running', 'done', 'skipped', 'failed', 'unfinished')`,
    ),
    check('bulk_action_row_claim', sql`(${table.status} = 'running') = (${table.claim} is not null)`),
  ],
)

/** A known text sealed with each key, so that a wrong key is found before anything is served. */
export const keyCanary = pgTable('key_canary', {
  keyId: text('key_id').primaryKey(),
  sealed: text('sealed').notNull(),
  createdAt: at('created_at').notNull(),
  /** Since then, nothing is sealed with the key, and no process needs it. */
  retiredAt: at('retired_at'),
  /** When a person reported that others may have the key. */
  compromisedAt: at('compromised_at'),
})

/** Refresh tokens that can be read with a compromised key and a copy of the database. */
export const keyExposure = pgTable(
  'key_exposure',
  {
    keyId: text('key_id')
      .notNull()
      .references(() => keyCanary.keyId),
    authorizationId: uuid('authorization_id')
      .notNull()
      .references(() => authorization.id, { onDelete: 'cascade' }),
    /** When the exposed grant was made: a later one replaces it. */
    renewedAt: at('renewed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.authorizationId] }),
    index('key_exposure_authorization').on(table.authorizationId),
  ],
)

/** Requests to an endpoint that belonged to no attempt, counted by cause and minute. */
export const refusal = pgTable(
  'refusal',
  {
    endpoint: text('door').notNull(),
    cause: text('cause').notNull(),
    minute: bigint('minute', { mode: 'number' }).notNull(),
    count: integer('count').notNull(),
  },
  (table) => [uniqueIndex('refusal_cause').on(table.endpoint, table.cause, table.minute)],
)

/** Facts about this database, such as that it holds the demo. */
export const setting = pgTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})

export type LogoType = 'image/png' | 'image/webp'

/** The branding of sellers' pages and emails: one row once an administrator has changed it. Null: the default. */
export const branding = pgTable(
  'branding',
  {
    id: smallint('id').primaryKey().default(1),
    companyName: text('company_name'),
    supportEmail: text('support_email'),
    /** As #rrggbb; both or neither. */
    accentLight: text('accent_light'),
    accentDark: text('accent_dark'),
    imprintUrl: text('imprint_url'),
    privacyUrl: text('privacy_url'),
    termsUrl: text('terms_url'),
    logo: bytes('logo'),
    logoType: text('logo_type').$type<LogoType>(),
    logoWidth: integer('logo_width'),
    logoHeight: integer('logo_height'),
    /** Part of the logo's address, so that browsers can keep it. */
    logoDigest: text('logo_digest'),
    updatedAt: at('updated_at').notNull(),
  },
  (table) => [
    check('branding_id', sql`${table.id} = 1`),
    check('branding_accent', sql`num_nulls(${table.accentLight}, ${table.accentDark}) <> 1`),
    check(
      'branding_logo',
      sql`num_nulls(${table.logo}, ${table.logoType}, ${table.logoWidth}, ${table.logoHeight}, ${table.logoDigest}) in (0, 5)`,
    ),
    check('branding_logo_size', sql`octet_length(${table.logo}) <= 204800`),
  ],
)
