import { type Context, requireScope } from '../context.ts'
import { readEncryptionStatus } from '../keys/encryption-keys.ts'
import { rememberedPasswords } from '../people/password-history.ts'
import { shortestPassword } from '../people/require-strong-password.ts'
import { mostFailures } from '../people/sign-in.ts'
import { keepCallBodiesDays } from '../policy.ts'
import { findLastAuditEvent } from '../store/audit/audit-chain.ts'
import { countForCompliance } from '../store/audit/compliance.ts'
import { type AccessView, listAccessReviews } from './access-review.ts'
import { type ComplianceFacts, deriveObligations, type Obligation } from './obligations.ts'

const dayMs = 86_400_000
/** The worker deletes them once an hour. */
const pruneEveryMs = 2 * 3_600_000

export interface Compliance {
  readonly obligations: readonly Obligation[]
  readonly access: readonly AccessView[]
}

/** The requirements of the Data Protection Policy, and how this installation meets each one right now. */
export async function readCompliance(ctx: Context): Promise<Compliance> {
  requireScope(ctx, 'compliance:manage')
  const now = ctx.now()
  const callsBefore = new Date(now.getTime() - keepCallBodiesDays * dayMs - pruneEveryMs)
  const [access, counts, encryption, auditCheck] = await Promise.all([
    listAccessReviews(ctx),
    countForCompliance(ctx.db, { now, callsBefore }),
    readEncryptionStatus(ctx),
    readAuditCheck(ctx),
  ])
  const createdAt = encryption.keys.find(({ state }) => state === 'current')?.createdAt ?? null
  const { settings, providers } = ctx
  const inState = (wanted: AccessView['state']) => access.filter(({ state }) => state === wanted).length
  const facts: ComplianceFacts = {
    now: ctx.realNow(),
    appUrl: settings.appUrl,
    securityContacts: settings.securityContacts,
    lockedAfter: mostFailures,
    rememberedPasswords,
    shortestPassword,
    secondFactorRoles: settings.secondFactorRoles,
    isProviderOnly: (providers.operators?.access.breakGlassEmail ?? null) !== null,
    access: { total: access.length, overdue: inState('overdue'), changed: inState('changed') },
    keys: { total: counts.keys, unending: counts.unendingKeys, oldestDays: counts.oldestKeyDays },
    sealed: { total: encryption.total, current: encryption.current, unreadable: encryption.unreadable },
    currentKey: {
      id: ctx.keyRing.currentId,
      wrappedBy: ctx.keyRing.wrappedBy.get(ctx.keyRing.currentId) ?? null,
      ageDays:
        createdAt === null ? null : Math.max(0, Math.floor((now.getTime() - createdAt.getTime()) / dayMs)),
    },
    auditCheck,
    auditPending: counts.auditPending,
    overdueCallBodies: counts.overdueCallBodies,
    deleteSellersAfterDays: settings.deleteSellersAfterDays,
    deletions: counts.deletions,
  }
  return { obligations: deriveObligations(facts), access }
}

async function readAuditCheck(ctx: Context): Promise<ComplianceFacts['auditCheck']> {
  const last = await findLastAuditEvent(ctx.db, ['audit.anchored', 'audit.verification_failed'])
  if (last === null) return null
  const { head } = last.data
  return {
    isSound: last.type === 'audit.anchored',
    at: last.at,
    head: typeof head === 'string' ? head : null,
  }
}
