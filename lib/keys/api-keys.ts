import type { ApiScope, KeyHolder, TokenKind } from '#drizzle/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { type Page, readPage } from '../database/keyset.ts'
import { AppError } from '../errors.ts'
import { parseName } from '../parse-name.ts'
import { tokenLife } from '../policy.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import { isRowId } from '../row-id.ts'
import type { Secret } from '../secret.ts'
import {
  findApiKey,
  hasApiKeys,
  insertApiKey,
  listApiKeys,
  revokeApiKey,
  sumKeyUses,
} from '../store/api-keys.ts'
import { findApplication } from '../store/applications.ts'
import { findAccountByText } from '../store/people/accounts.ts'
import { parseTags, writeTags } from '../tags.ts'
import { parseKeyNetworks } from '../tokens/key-networks.ts'
import { newApiKey } from '../vault/api-key.ts'
import { agentScopes, apiScopes, beyondAccounts, isLifeDays } from './choices.ts'

export interface ApiKeyView {
  readonly id: string
  readonly name: string
  readonly holder: KeyHolder
  readonly prefix: string
  readonly scopes: readonly ApiScope[]
  /** Null: all. */
  readonly applicationName: string | null
  /** Null: all. */
  readonly accountName: string | null
  readonly creatorName: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly lastUsedAt: Date | null
  /** Tokens that it got, by kind; kinds that it never got are left out. */
  readonly uses: readonly KeyUse[]
  readonly state: 'active' | 'expired' | 'revoked'
  /** `key=value` pairs, one per line; empty: any authorization. */
  readonly tags: string
  /** Null: from anywhere. */
  readonly networks: readonly string[] | null
  /** Null: the default. */
  readonly minTtlSeconds: number | null
  /** Until when the previous secret works, too; null: only one works. */
  readonly previousUntil: Date | null
}

export interface KeyUse {
  readonly kind: TokenKind
  readonly label: string
  /** Up to five seconds old; days are in UTC. */
  readonly today: number
  /** In the last 30 days. */
  readonly month: number
}

export interface ApiKeyRequest {
  /** Created with the form: submitting it twice creates one key. */
  readonly id: string
  readonly name: string
  /** Left out: a program. */
  readonly holder?: KeyHolder
  readonly scopes: readonly string[]
  /** Null: all. */
  readonly applicationId: string | null
  /** Its id or name, or the email address of one of its people; null: all. */
  readonly account: string | null
  /** The account that the person was shown for it; required unless it is named by its id. */
  readonly confirmedAccountId?: string | null
  /** One of `lifeDays`, or of `agentLifeDays`; null: until it is revoked. */
  readonly days: number | null
  /** `key=value` pairs, one per line: only authorizations with all of them. Left out or empty: any. */
  readonly tags?: string
  /** CIDR blocks: only requests from there. Left out or empty: from anywhere. */
  readonly networks?: string
  /** The minimum token lifetime of requests that name none; left out or empty: the default. */
  readonly minTtl?: string
}

const dayMs = 86_400_000
const pageSize = 50
const kindLabels: Readonly<Record<TokenKind, string>> = {
  access: 'Access tokens',
  restricted: 'Restricted data tokens',
  grantless: 'Grantless tokens',
}

/** Creates a key. It is in this answer and nowhere else: the database has its digest. */
export async function createApiKey(
  ctx: Context,
  request: ApiKeyRequest,
): Promise<{ readonly id: string; readonly key: Secret }> {
  requireScope(ctx, 'keys:manage')
  await requireConfirmation(ctx)
  const name = parseName(request.name)
  const { holder = 'program' } = request
  const scopes = apiScopes.map(({ id }) => id).filter((id) => request.scopes.includes(id))
  if (scopes.length === 0) throw new AppError('api_key_scopes_missing')
  requireScopesOf(holder, scopes)
  const tags = parseTags(request.tags ?? '')
  const isPartial = request.account !== null || Object.keys(tags).length > 0
  if (isPartial && scopes.some((id) => beyondAccounts.includes(id))) {
    throw new AppError('api_key_scope_of_account')
  }
  const networks = parseKeyNetworks(request.networks ?? '')
  const minTtlSeconds = parseMinTtl(request.minTtl ?? '')
  if (!isLifeDays(request.days, holder)) throw new AppError('api_key_life_invalid')
  if (!isRowId(request.id)) throw new AppError('input_invalid', { field: 'id' })
  const { id, days } = request
  const { applicationId, accountId } = await findOwners(ctx, request)
  const { key, prefix, digest } = newApiKey()
  const createdAt = ctx.now()
  await inTransaction(ctx, async (tx) => {
    const isNew = await insertApiKey(tx.db, {
      id,
      name,
      holder,
      prefix,
      digest,
      scopes,
      applicationId,
      accountId,
      createdAt,
      tags,
      networks,
      minTtlSeconds,
      createdBy: tx.actor.kind === 'operator' ? tx.actor.personId : null,
      expiresAt: days === null ? null : new Date(createdAt.getTime() + days * dayMs),
    })
    if (!isNew) throw new AppError('form_repeated')
    await recordAudit(
      tx,
      'api-key.created',
      { kind: 'api-key', id, accountId },
      {
        name,
        holder,
        prefix,
        scopes: scopes.join(' '),
        applicationId,
        days,
        minTtlSeconds,
        tags: writeTags(tags),
        networks: networks?.join(' ') ?? null,
      },
    )
  })
  return { id, key }
}

function requireScopesOf(holder: KeyHolder, scopes: readonly ApiScope[]): void {
  if (holder === 'agent') {
    if (scopes.some((id) => !agentScopes.includes(id))) throw new AppError('api_key_scope_of_agent')
    return
  }
  if (scopes.includes('calls:run')) throw new AppError('api_key_scope_of_program')
}

function parseMinTtl(text: string): number | null {
  if (text.trim() === '') return null
  const seconds = Number(text)
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > tokenLife.longestMinSeconds) {
    throw new AppError('api_key_min_ttl_invalid')
  }
  return seconds
}

/** An id that doesn't exist must not mean "all". */
async function findOwners(
  ctx: Context,
  { applicationId, account, confirmedAccountId = null }: ApiKeyRequest,
) {
  if (applicationId !== null && (await findApplication(ctx.db, applicationId)) === null) {
    throw new AppError('input_invalid', { field: 'application' })
  }
  const owner = account === null ? null : await findAccountByText(ctx.db, account, confirmedAccountId)
  return { applicationId, accountId: owner?.id ?? null }
}

/** Takes effect at the key's next request, in every process. A second call does nothing. */
export async function revokeKey(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'keys:manage')
  await requireConfirmation(ctx)
  if (!isRowId(id)) throw new AppError('api_key_not_found')
  await inTransaction(ctx, async (tx) => {
    const row = await revokeApiKey(tx.db, id, tx.now())
    if (row === null) {
      if ((await findApiKey(tx.db, id)) === null) throw new AppError('api_key_not_found')
      return
    }
    const { prefix, name, accountId } = row
    await recordAudit(tx, 'api-key.revoked', { kind: 'api-key', id, accountId }, { prefix, name })
  })
}

/** Whether a key was ever created: a step of setting up, which everybody may see. */
export async function hasKeys(ctx: Context): Promise<boolean> {
  requireScope(ctx, 'applications:read')
  return hasApiKeys(ctx.db)
}

export interface KeysRequest {
  /** A part of the name, or the beginning of the prefix. */
  readonly search?: string
  /** `next` of the page before. */
  readonly after?: string | null
  readonly limit?: number
}

/** The keys of programs or of agents: those that work first, each newest first. `next` is null on the last page. */
export async function listKeys(
  ctx: Context,
  holder: KeyHolder,
  { search = '', after = null, limit = pageSize }: KeysRequest = {},
): Promise<Page<ApiKeyView>> {
  requireScope(ctx, 'keys:manage')
  const now = ctx.now()
  const dayOf = (at: Date) => at.toISOString().slice(0, 10)
  const first = dayOf(new Date(now.getTime() - 29 * dayMs))
  const asked = { holder, search: search.trim().slice(0, 100), now }
  const page = await readPage(
    { after, kind: 'text', limit },
    (wanted) => listApiKeys(ctx.db, { ...asked, ...wanted }),
    ({ key, place }) => ({ key: place, id: key.id }),
  )
  const ids = page.rows.map(({ key }) => key.id)
  const sums = await sumKeyUses(ctx.db, ids, { first, today: dayOf(now) })
  const uses = Map.groupBy(sums, ({ apiKeyId }) => apiKeyId)
  const rows = page.rows.map(({ key, applicationName, accountName, creatorName }): ApiKeyView => {
    const { id, name, holder, prefix, scopes, createdAt, expiresAt, revokedAt, lastUsedAt } = key
    const { networks, minTtlSeconds, previousUntil } = key
    const isExpired = expiresAt !== null && expiresAt <= now
    return {
      id,
      name,
      holder,
      prefix,
      scopes,
      createdAt,
      expiresAt,
      revokedAt,
      lastUsedAt,
      applicationName,
      accountName,
      creatorName,
      networks,
      minTtlSeconds,
      tags: writeTags(key.tags),
      previousUntil: previousUntil !== null && previousUntil > now ? previousUntil : null,
      uses: (uses.get(id) ?? []).map(({ kind, today, month }) => ({
        kind,
        label: kindLabels[kind],
        today,
        month,
      })),
      state: revokedAt !== null ? 'revoked' : isExpired ? 'expired' : 'active',
    }
  })
  return { ...page, rows }
}
