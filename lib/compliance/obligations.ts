import { keepAuditDays, keepCallBodiesDays, leastAuditDays } from '../policy.ts'

const operatorRoles = ['admin', 'operator', 'viewer'] as const
type OperatorRole = (typeof operatorRoles)[number]

/** The state of this installation, read from its database and its configuration. */
export interface ComplianceFacts {
  readonly now: Date
  readonly appUrl: string
  readonly securityContacts: readonly string[]
  /** Wrong passwords in a row that lock a password. */
  readonly lockedAfter: number
  /** Earlier passwords that are refused. */
  readonly rememberedPasswords: number
  readonly shortestPassword: number
  /** Roles that have to use a second factor. */
  readonly secondFactorRoles: readonly OperatorRole[]
  /** Operators sign in with an OpenID Connect provider, and with nothing else. */
  readonly isProviderOnly: boolean
  readonly access: { readonly total: number; readonly overdue: number; readonly changed: number }
  readonly keys: { readonly total: number; readonly unending: number; readonly oldestDays: number | null }
  readonly sealed: { readonly total: number; readonly current: number; readonly unreadable: number }
  readonly currentKey: {
    readonly id: string
    readonly ageDays: number | null
    /** The ARN of the KMS key that wraps it. */
    readonly wrappedBy: string | null
  }
  /** The last daily verification of the audit log; null: none yet. */
  readonly auditCheck: { readonly isSound: boolean; readonly at: Date; readonly head: string | null } | null
  readonly auditPending: number
  /** Calls whose bodies are older than they are kept. */
  readonly overdueCallBodies: number
  /** 0: never. */
  readonly deleteSellersAfterDays: number
  readonly deletions: number
}

/**
 * `met`: Gatehouse does it here. `attention`: something has to be done. `partly`: Gatehouse does less than required,
 * and the text says what is missing. `yours`: the company has to do it.
 */
export type ObligationState = 'met' | 'attention' | 'partly' | 'yours'

export interface Obligation {
  readonly id: string
  /** In our words: only the policy itself is binding. */
  readonly asked: string
  readonly done: string
  readonly setting: string | null
  readonly state: ObligationState
  /** The facts that the state was derived from. */
  readonly evidence: string
  /** The operator page that shows it; null: elsewhere. */
  readonly page: EvidencePage | null
  /** The part that the company still has to do itself. */
  readonly yours: string | null
}

export type EvidencePage = 'audit' | 'people' | 'keys' | 'encryption' | 'access' | 'deletions'

const dayMs = 86_400_000
const longestKeyDays = 365
const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`
const day = (at: Date) => at.toISOString().slice(0, 10)

type Derive = (facts: ComplianceFacts) => Omit<Obligation, 'id' | 'asked'>

const obligations: readonly (readonly [id: string, asked: string, derive: Derive])[] = [
  [
    'lockout',
    'Lock an account after at most ten failed sign-ins.',
    ({ lockedAfter, isProviderOnly }) => ({
      done: `${lockedAfter} wrong passwords lock the password until the person signs in with a passkey, chooses a new one, or is unlocked. Wrong ones from addresses where the person signs in are counted separately, so that strangers can’t lock anyone out.`,
      setting: null,
      state: 'met',
      evidence: isProviderOnly
        ? 'Operators sign in with your OpenID Connect provider (OIDC_ONLY). The emergency administrator’s password is locked like any other.'
        : 'It applies to everyone, and can’t be turned off.',
      page: 'people',
      yours: 'If operators sign in with a provider, it has to lock accounts.',
    }),
  ],
  [
    'password-reuse',
    'Refuse the last ten passwords, and weak ones.',
    ({ rememberedPasswords, shortestPassword }) => ({
      done: `Passwords have at least ${shortestPassword} characters. Guessable ones and the last ${rememberedPasswords} are refused. They are stored as argon2id hashes.`,
      setting: null,
      state: 'met',
      evidence: 'It applies to everyone, and can’t be turned off.',
      page: 'people',
      yours: null,
    }),
  ],
  [
    'second-factor',
    'Protect access with more than a password.',
    ({ secondFactorRoles, isProviderOnly }) => {
      const missing = operatorRoles.filter((role) => !secondFactorRoles.includes(role))
      return {
        done: 'A passkey, or a password with a code from an app, can be required for each role. Without one, a person can only set one up.',
        setting: 'SECOND_FACTOR_REQUIRED, OIDC_ONLY',
        state: isProviderOnly ? 'yours' : missing.length > 0 ? 'attention' : 'met',
        evidence: isProviderOnly
          ? 'OIDC_ONLY is on: your provider decides on factors.'
          : missing.length > 0
            ? `Not required for these roles: ${missing.join(', ')}.`
            : 'Required for every operator.',
        page: 'people',
        yours: 'If operators sign in with a provider, require a second factor there.',
      }
    },
  ],
  [
    'access-review',
    'Review access every quarter, and remove what isn’t needed.',
    ({ access: { total, overdue, changed } }) => ({
      done: 'Once a quarter, someone confirms the access of every person and every API key, by name and on record. Removing a person or revoking a key takes effect immediately.',
      setting: null,
      state: overdue + changed > 0 ? 'attention' : 'met',
      evidence: `${plural(total, 'person or key', 'people and keys')}, ${overdue} overdue, ${changed} changed since they were confirmed.`,
      page: 'access',
      yours: 'Confirm who still needs access.',
    }),
  ],
  [
    'key-rotation',
    'Rotate API keys and other credentials.',
    ({ keys: { total, unending, oldestDays } }) => ({
      done: 'Keys can end on a date, and their secrets can be replaced with an overlap. If set up, client secrets of applications are rotated with Amazon’s API.',
      setting: 'Days of each key',
      state: total === 0 || (unending === 0 && (oldestDays ?? 0) <= longestKeyDays) ? 'met' : 'attention',
      evidence:
        total === 0
          ? 'There are no active keys.'
          : `${plural(total, 'active key')}, ${unending} without an end. The oldest is ${plural(oldestDays ?? 0, 'day')} old.`,
      page: 'keys',
      yours: null,
    }),
  ],
  [
    'transit',
    'Encrypt data in transit, with TLS 1.2 or later.',
    ({ appUrl }) => ({
      done: 'Amazon is called over HTTPS only. Cookies require HTTPS, and pages tell browsers to keep using it.',
      setting: 'APP_URL, DATABASE_URL',
      state: appUrl.startsWith('https://') ? 'met' : 'attention',
      evidence: `APP_URL is ${appUrl}.`,
      page: null,
      yours: 'Your reverse proxy decides which versions of TLS it accepts.',
    }),
  ],
  [
    'rest',
    'Encrypt data at rest, and manage the keys.',
    ({ sealed: { total, current, unreadable }, currentKey: { id, ageDays, wrappedBy } }) => ({
      done: 'Tokens and secrets are sealed with AES-256-GCM before they are stored, each bound to its row. Keys can be replaced and retired while everything runs, and AWS KMS can wrap them, so that they are stored nowhere in plain text.',
      setting: 'GATEHOUSE_KEYS',
      state: unreadable > 0 || current < total ? 'attention' : 'met',
      evidence: `${current} of ${plural(total, 'sealed value')} with the current key ${id}${ageDays === null ? '' : `, which is ${plural(ageDays, 'day')} old`}. ${unreadable} unreadable. ${wrappedBy === null ? 'The key is configured in plain text.' : `The key is wrapped by ${wrappedBy}.`}`,
      page: 'encryption',
      yours: 'Encrypt the disks of the database and its backups, and keep the keys separate from both.',
    }),
  ],
  [
    'logs',
    'Keep security logs for at least twelve months, and protect them from changes.',
    ({ auditCheck, auditPending, now }) => {
      const isRecent = auditCheck !== null && now.getTime() - auditCheck.at.getTime() < 2 * dayMs
      return {
        done: `Every change leaves an entry, kept for ${keepAuditDays} days. The database refuses to change or delete entries of the last ${leastAuditDays} days, and a chain of hashes shows whether someone did.`,
        setting: null,
        state: auditCheck?.isSound === true && isRecent ? 'met' : 'attention',
        evidence:
          auditCheck === null
            ? `Not verified yet: the worker does it once a day. ${plural(auditPending, 'entry', 'entries')} to seal.`
            : `Verified on ${day(auditCheck.at)}: ${auditCheck.isSound ? 'unchanged' : 'changed'}. Head: ${auditCheck.head ?? 'none'}.`,
        page: 'audit',
        yours: 'Keep the daily head outside the database, and the logs of the processes for as long.',
      }
    },
  ],
  [
    'personal-data',
    'Keep personal data only for as long as it is needed.',
    ({ overdueCallBodies, deleteSellersAfterDays }) => ({
      done: `Requests and responses of the call runner are deleted after ${keepCallBodiesDays} days. Responses with buyers’ personal data are never stored, and asking for them requires a reason, which is logged.`,
      setting: 'DELETE_SELLERS_AFTER_DAYS',
      state: overdueCallBodies > 0 ? 'attention' : deleteSellersAfterDays === 0 ? 'partly' : 'met',
      evidence: [
        overdueCallBodies === 0
          ? 'No call is stored longer than that.'
          : `${plural(overdueCallBodies, 'call')} should have been deleted: is the worker running?`,
        deleteSellersAfterDays === 0
          ? 'Sellers who disconnect are kept until they ask to be deleted.'
          : `Sellers who disconnect are deleted after ${plural(deleteSellersAfterDays, 'day')}.`,
      ].join(' '),
      page: null,
      yours: 'Your programs are responsible for the data that they read with tokens.',
    }),
  ],
  [
    'deletion',
    'Delete a seller’s data on request.',
    ({ deletions }) => ({
      done: 'One button deletes everything that identifies a seller, in the audit log as well, and leaves a report of deleted and kept data.',
      setting: null,
      state: 'met',
      evidence:
        deletions === 0 ? 'Nobody has asked for it yet.' : `${plural(deletions, 'deletion')} on record.`,
      page: 'deletions',
      yours: 'Delete what your other systems hold, and backups once they expire.',
    }),
  ],
  [
    'incident-contact',
    'Name a contact for security incidents, and report them to Amazon within 24 hours.',
    ({ securityContacts }) => ({
      done: 'The contact is published at /.well-known/security.txt.',
      setting: 'SECURITY_CONTACT',
      state: securityContacts.length > 0 ? 'met' : 'attention',
      evidence: securityContacts.length > 0 ? securityContacts.join(', ') : 'No contact is configured.',
      page: null,
      yours: 'Have a plan for incidents, and report them to Amazon.',
    }),
  ],
  [
    'vulnerabilities',
    'Find and fix vulnerabilities, critical ones within seven days.',
    () => ({
      done: 'Each version can list all of its components: npm run sbom writes the list in the CycloneDX format. Dependencies have licenses from a list that a test enforces.',
      setting: null,
      state: 'yours',
      evidence: 'The list of a version is made from its lock file.',
      page: null,
      yours: 'Check the list against a database of vulnerabilities, and update.',
    }),
  ],
  [
    'backups',
    'Keep backups in a separate place, and test them.',
    () => ({
      done: 'Backups are made while Gatehouse runs, contain no keys, and are authenticated before they are restored.',
      setting: null,
      state: 'yours',
      evidence: 'Gatehouse doesn’t know where your backups are.',
      page: null,
      yours: 'Back up daily, encrypt the backups, store them elsewhere, and restore one from time to time.',
    }),
  ],
]

/** Every obligation with its state here, in the order of the report. */
export function deriveObligations(facts: ComplianceFacts): readonly Obligation[] {
  return obligations.map(([id, asked, derive]) => ({ id, asked, ...derive(facts) }))
}
