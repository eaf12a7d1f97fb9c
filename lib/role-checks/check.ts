import { buildCall } from '../amazon/catalog/build-call.ts'
import { findOperation, toOperation } from '../amazon/catalog/catalog.ts'
import { findMarketplace } from '../amazon/marketplaces.ts'
import { checkRoles, type ProbeAnswer, type RoleCheck, refusalsApartMs } from '../amazon/roles/check-roles.ts'
import type { RoleName } from '../amazon/roles/probes.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope, type Tx, visibleTo } from '../context.ts'
import { AppError } from '../errors.ts'
import { type AuthorizationJoined, findAuthorization, lockSameGrant } from '../store/authorizations.ts'
import { listRoleChecks, replaceRoleChecks } from '../store/role-checks.ts'
import { callAsSeller } from '../tokens/call-as-seller.ts'

const dayMs = 86_400_000
/** When Amazon is asked again after a round without an answer. */
const unansweredMs = 15 * 60_000

/** Why Amazon said nothing about the roles: it issued no token, or didn't answer the reads. */
type RolesProblem = 'refresh_failed' | 'roles_unanswered'

/**
 * Asks Amazon which roles an authorization has, with one harmless read for each role that can be isolated. New results
 * are stored with their evidence; an audit entry says which roles came and went. `settle` writes the consequences in
 * the same transaction. Returns why Amazon said nothing; null if it did.
 */
export async function checkAuthorizationRoles(
  ctx: Context,
  id: string,
  settle?: (tx: Tx, problem: RolesProblem | null) => Promise<void>,
): Promise<RolesProblem | null> {
  requireScope(ctx, 'authorizations:operate')
  const joined = await findAuthorization(ctx.db, id, visibleTo(ctx.actor))
  if (joined === null) throw new AppError('authorization_not_found', { id })
  const { authorization } = joined
  const { region, partnerType, marketplaceId, renewedAt, accountId } = authorization
  const now = ctx.now()
  const stored = await listRoleChecks(ctx.db, id, renewedAt)
  const previous = new Map(stored.map((check) => [check.role as RoleName, toCheck(check)]))
  const countryCode = findMarketplace(marketplaceId)?.countryCode ?? ''
  const target = { partnerType, region, marketplaceId, countryCode }
  let problem: RolesProblem | null = 'roles_unanswered'
  const ask = async (operation: string, values: ProbeValues): Promise<ProbeAnswer | null> => {
    const answer = await probe(ctx, joined, operation, values)
    if (answer === 'no-token') problem = 'refresh_failed'
    else if (isAnswer(answer)) problem = null
    return answer === 'no-token' ? null : answer
  }
  const checks = await checkRoles(ask, target, previous, now)
  const changed = describeChanges(previous, checks)
  const dueAt = problem === null ? nextCheckAt(checks, now) : new Date(now.getTime() + unansweredMs)
  await inTransaction(ctx, async (tx) => {
    // If the grant was replaced or ended meanwhile, the answers no longer say anything.
    if ((await lockSameGrant(tx.db, authorization)) !== null) {
      await replaceRoleChecks(tx.db, { authorizationId: id, renewedAt, dueAt, checkedAt: now }, checks)
      if (changed !== null)
        await recordAudit(
          tx,
          'authorization.roles-checked',
          { kind: 'authorization', id, accountId },
          changed,
        )
    }
    await settle?.(tx, problem)
  })
  return problem
}

type ProbeValues = Readonly<Record<string, readonly string[]>>

/** Failures of Amazon's, and refusals for the rate, say nothing. */
function isAnswer(answer: ProbeAnswer | null): boolean {
  return answer !== null && answer.status < 500 && answer.status !== 429
}

/** A refusal is confirmed as soon as it counts, everything else is checked once a day. */
function nextCheckAt(checks: readonly RoleCheck[], now: Date): Date {
  const isPending = checks.some(({ reason }) => reason === 'refused-once')
  return new Date(now.getTime() + (isPending ? refusalsApartMs + 60_000 : dayMs))
}

/** The roles whose status has changed, for the audit; null: none. */
function describeChanges(before: ReadonlyMap<RoleName, RoleCheck>, after: readonly RoleCheck[]) {
  const turned = (status: RoleCheck['status']) =>
    after
      .filter((check) => check.status === status && before.get(check.role)?.status !== status)
      .map(({ role }) => role)
      .join(', ')
  const [works, refused] = [turned('works'), turned('refused')]
  return works === '' && refused === '' ? null : { works, refused }
}

async function probe(
  ctx: Context,
  joined: AuthorizationJoined,
  key: string,
  values: ProbeValues,
): Promise<ProbeAnswer | 'no-token' | null> {
  const facts = findOperation(key)
  const wire = facts === null ? null : toOperation(facts)
  const built = facts === null ? null : buildCall(facts, { values, body: '', extraQuery: '' })
  if (wire === null || built === null || 'problems' in built) throw new TypeError(`${key} can't be a probe`)
  const { response, error, noToken } = await callAsSeller(ctx, joined, wire, built.input)
  if (noToken !== null) return 'no-token'
  if (response === null) return null
  const failure = error?.kind === 'sp-api' ? error : null
  return {
    operation: key,
    status: response.status,
    code: failure?.code ?? '',
    message: failure?.message.slice(0, 300) ?? '',
    details: failure?.details ?? '',
    requestId: response.headers.get('x-amzn-requestid'),
  }
}

/** A stored check, with its role by name. */
export function toCheck(row: Awaited<ReturnType<typeof listRoleChecks>>[number]): RoleCheck {
  const { role, status, isProbable, reason, evidence, checkedAt, firstRefusedAt } = row
  return { role: role as RoleName, status, isProbable, reason, evidence, checkedAt, firstRefusedAt }
}
