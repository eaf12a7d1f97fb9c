import type { Tags } from '#drizzle/schema.ts'
import { findMarketplace } from '../amazon/marketplaces.ts'
import { requireInUse } from '../applications/choose.ts'
import { recordAudit } from '../audit/record.ts'
import {
  type Actor,
  type Context,
  inTransaction,
  limitingTags,
  requireScope,
  type Tx,
  visibleTo,
} from '../context.ts'
import { AppError } from '../errors.ts'
import { defaultLanguage, type Language, parseLanguage } from '../languages/languages.ts'
import { queueMessages } from '../messages/queue.ts'
import { parseName } from '../parse-name.ts'
import { knownName } from '../partner-name.ts'
import { readEmail } from '../people/parse-person.ts'
import { isRowId } from '../row-id.ts'
import { Secret } from '../secret.ts'
import type { Settings } from '../services.ts'
import { requireRenewable } from '../state/renewal-obstacle.ts'
import { findApplication } from '../store/applications.ts'
import { type AuthorizationJoined, findAuthorization } from '../store/authorizations.ts'
import {
  type ConnectLinkRow,
  findConnectLink,
  findVisibleLink,
  insertConnectLink,
  revokeConnectLink,
} from '../store/connect-links.ts'
import { listRemindable } from '../store/events/reminders.ts'
import { findAccountByText, readLanguageOfAccount } from '../store/people/accounts.ts'
import { ownAccountSetting, readSetting } from '../store/settings.ts'
import { parseReferenceChange } from '../tags.ts'
import { newLinkToken } from '../vault/link-token.ts'
import { newId } from '../vault/random.ts'
import { appendLinkEvent } from './events.ts'
import { parseReturnTo } from './return-url.ts'
import { planSteps } from './steps.ts'

/** How long a link may live, in days. */
export const linkLifeDays = [1, 7, 14, 30] as const
const dayMs = 86_400_000

export interface LinkRequest {
  /** Created with the form: submitting it twice creates one link. */
  readonly id: string
  readonly applicationId: string
  readonly partnerType: string
  /** Null: the seller chooses the country. */
  readonly marketplaceId: string | null
  /** Several countries, instead of one: the link is used up once all of them are connected. */
  readonly marketplaceIds?: readonly string[]
  /** Name, email address or id of the account that it is for; null: the first account that continues. */
  readonly account: string | null
  /** The account that the operator was shown for it; required unless it is named by its id. */
  readonly confirmedAccountId?: string | null
  /** Only this selling partner's grant is accepted; null: any. */
  readonly expectedSellingPartnerId: string | null
  /** One of the application's return addresses; its query may differ. */
  readonly returnTo: string | null
  readonly label: string
  readonly days: number
  /** Copied to the authorization at consent; left out: none. */
  readonly externalReference?: string
  readonly tags?: Tags
  /** The email address that it is sent to; null: its creator passes it on. */
  readonly sendTo?: string | null
}

export interface NewLink {
  readonly id: string
  readonly token: Secret
  readonly expiresAt: Date
}

/** Creates a link with which one selling account is connected. Its token is in this answer and nowhere else. */
export async function createConnectLink(ctx: Context, request: LinkRequest): Promise<NewLink> {
  requireScope(ctx, 'links:manage')
  const { partnerType, marketplaceId, expectedSellingPartnerId } = request
  const application = await findApplication(ctx.db, request.applicationId)
  if (application === null || !isWithin(ctx.actor, request)) throw new AppError('application_not_found')
  requireInUse(application)
  const accepted = application.partnerTypes.find((type) => type === partnerType)
  if (accepted === undefined) throw new AppError('application_partner_type', { field: 'partner_type' })
  if (marketplaceId !== null && findMarketplace(marketplaceId) === null)
    throw new AppError('marketplace_unknown', { field: 'marketplace_id' })
  const steps = planSteps(request.marketplaceIds ?? [])
  if (steps.length > 0 && (marketplaceId !== null || expectedSellingPartnerId !== null))
    throw new AppError('link_countries_conflict', { field: 'marketplace_ids' })
  if (expectedSellingPartnerId !== null && !/^[A-Za-z0-9]{1,64}$/.test(expectedSellingPartnerId))
    throw new AppError('selling_partner_id_malformed', { field: 'expected_selling_partner_id' })
  const returnTo =
    request.returnTo === null ? null : parseReturnTo(request.returnTo, application.returnAddresses)
  if (request.returnTo !== null && returnTo === null)
    throw new AppError('return_address_refused', { field: 'return_to' })
  const label = parseName(request.label, 'label')
  const named = request.account ?? limitOf(ctx.actor).accountId
  const account =
    named === null ? null : await findAccountByText(ctx.db, named, request.confirmedAccountId ?? null)
  await requireSomebody(ctx, account?.id ?? null)
  const sendTo = request.sendTo == null ? null : readEmail(request.sendTo)
  if (request.sendTo != null && sendTo === null) throw new AppError('recipient_invalid')
  const keyTags = limitingTags(ctx.actor)
  const facts: LinkFacts = {
    applicationId: application.id,
    accountId: account?.id ?? null,
    partnerType: accepted,
    marketplaceId,
    steps,
    expectedSellingPartnerId,
    returnTo,
    label,
    ...parseReferenceChange({ ...request, tags: { ...request.tags, ...keyTags } }),
    keyTags,
  }
  const send = sendTo === null ? null : { to: sendTo, applicationName: application.name }
  return storeLink(ctx, request, facts, send)
}

type Limit = Pick<Extract<Actor, { kind: 'api-key' }>, 'accountId' | 'applicationId'>

/** Links of a limited key have the same limits. */
function limitOf(actor: Actor): Limit {
  return actor.kind === 'api-key' ? actor : { accountId: null, applicationId: null }
}

/** Whether a key may create links for this application and this account: others are treated as missing. */
function isWithin(actor: Actor, { applicationId, account }: LinkRequest): boolean {
  const limit = limitOf(actor)
  return (
    (limit.applicationId ?? applicationId) === applicationId &&
    (limit.accountId === null || account === null || account === limit.accountId)
  )
}

/** Creates a link that renews this authorization and nothing else. */
export async function createRenewalLink(
  ctx: Context,
  request: {
    readonly id: string
    readonly authorizationId: string
    readonly days: number
    /** Email it to the people of its account. */
    readonly isSent?: boolean
  },
): Promise<NewLink & { readonly sentTo: readonly string[] }> {
  requireScope(ctx, 'links:manage')
  const found = await findAuthorization(ctx.db, request.authorizationId, visibleTo(ctx.actor))
  if (found === null) throw new AppError('authorization_not_found', { id: request.authorizationId })
  const facts = renewalOf(found)
  requireLife(request)
  return inTransaction(ctx, async (tx) => {
    const link = await addLink(tx, request, facts)
    const sentTo = request.isSent === true ? await sendRenewalLink(tx, found, link) : []
    if (request.isSent === true && sentTo.length === 0) throw new AppError('link_no_recipient')
    return { ...link, sentTo }
  })
}

/** Emails a renewal link to the people of its account who can be reached. Returns their addresses. */
export async function sendRenewalLink(
  tx: Tx,
  { authorization, application }: AuthorizationJoined,
  { id: linkId, token, expiresAt }: NewLink,
): Promise<readonly string[]> {
  const people = await listRemindable(tx.db, authorization.accountId)
  await queueMessages(
    tx,
    people.map(({ id, email }) => ({
      kind: 'connect-link',
      key: `connect-link ${linkId} ${id}`,
      recipient: email,
      personId: id,
      authorizationId: authorization.id,
      expiresAt,
      facts: { applicationName: application.name, expiresAt: expiresAt.toISOString(), renews: true },
      link: new Secret(connectLinkUrl(tx.settings, token)),
    })),
  )
  return people.map(({ email }) => email)
}

/**
 * As `createRenewalLink`, in the transaction of the message that sends it. Its `days` needn't be among those offered to
 * people.
 */
export async function addRenewalLink(tx: Tx, found: AuthorizationJoined, days: number): Promise<NewLink> {
  return addLink(tx, { id: newId(), days }, renewalOf(found))
}

/** Throws one of `renewalErrors` unless a link renews it. */
function renewalOf(found: AuthorizationJoined): LinkFacts {
  requireRenewable(found)
  const { authorization, accountName } = found
  const { id, applicationId, accountId, partnerType, marketplaceId, sellingPartnerId } = authorization
  return {
    applicationId,
    accountId,
    partnerType,
    marketplaceId,
    authorizationId: id,
    expectedSellingPartnerId: sellingPartnerId,
    label: knownName(authorization) ?? accountName,
  }
}

/** Nobody signs in with the company's own account, and nobody else could continue with the link. */
async function requireSomebody(ctx: Context, accountId: string | null): Promise<void> {
  if (accountId !== null && accountId === (await readSetting(ctx.db, ownAccountSetting)))
    throw new AppError('link_own_account')
}

type LinkFacts = Pick<ConnectLinkRow, 'applicationId' | 'accountId' | 'partnerType' | 'label'> &
  Partial<
    Pick<
      ConnectLinkRow,
      | 'marketplaceId'
      | 'steps'
      | 'expectedSellingPartnerId'
      | 'authorizationId'
      | 'returnTo'
      | 'externalReference'
      | 'tags'
      | 'keyTags'
    >
  >

interface LinkLife {
  readonly id: string
  readonly days: number
}

function requireLife({ id, days }: LinkLife): void {
  if (!isRowId(id)) throw new AppError('input_invalid', { field: 'id' })
  if (!linkLifeDays.some((offered) => offered === days)) throw new AppError('link_life_invalid')
}

async function storeLink(
  ctx: Context,
  life: LinkLife,
  facts: LinkFacts,
  send: { readonly to: string; readonly applicationName: string } | null,
): Promise<NewLink> {
  requireLife(life)
  return inTransaction(ctx, async (tx) => {
    const link = await addLink(tx, life, facts)
    if (send !== null) {
      const { to: recipient, applicationName } = send
      const expiresAt = link.expiresAt.toISOString()
      await queueMessages(tx, [
        {
          kind: 'connect-link',
          key: `connect-link ${link.id}`,
          recipient,
          expiresAt: link.expiresAt,
          facts: { applicationName, expiresAt, renews: facts.authorizationId != null },
          link: new Secret(connectLinkUrl(tx.settings, link.token)),
          language: await languageOf(tx, facts),
        },
      ])
    }
    return link
  })
}

/** The language of the account, or else of the country that the link is for. */
async function languageOf(tx: Tx, { accountId, marketplaceId }: LinkFacts): Promise<Language> {
  const chosen = accountId === null ? null : await readLanguageOfAccount(tx.db, accountId)
  const ofCountry = findMarketplace(marketplaceId ?? '')?.language.split('_', 1)[0]
  return chosen ?? parseLanguage(ofCountry) ?? defaultLanguage
}

async function addLink(tx: Tx, { id, days }: LinkLife, facts: LinkFacts): Promise<NewLink> {
  const { token, digest } = newLinkToken(tx.keyRing.environment)
  const createdAt = tx.now()
  const expiresAt = new Date(createdAt.getTime() + days * dayMs)
  const isNew = await insertConnectLink(tx.db, {
    ...facts,
    id,
    digest,
    createdAt,
    expiresAt,
    createdBy: tx.actor.kind === 'operator' ? tx.actor.personId : null,
  })
  if (!isNew) throw new AppError('form_repeated')
  await appendLinkEvent(tx, 'link.changed', { authorizationId: null, ...facts, id }, { state: 'open' })
  await recordAudit(
    tx,
    'connect-link.created',
    { kind: 'connect-link', id, accountId: facts.accountId },
    {
      label: facts.label,
      applicationId: facts.applicationId,
      authorizationId: facts.authorizationId ?? null,
      days,
    },
  )
  return { id, token, expiresAt }
}

/** The link to send. Opening it shows its request; only an account that continues claims it. */
export function connectLinkUrl({ appUrl }: Settings, token: Secret): string {
  return `${appUrl}/connect/link/${token.expose()}`
}

/** Effective immediately. Idempotent. */
export async function revokeLink(ctx: Context, id: string): Promise<void> {
  requireScope(ctx, 'links:manage')
  await inTransaction(ctx, async (tx) => {
    const present = await findVisibleLink(tx.db, id, visibleTo(tx.actor))
    if (present === null) throw new AppError('connect_link_not_found')
    const row = await revokeConnectLink(tx.db, id, tx.now())
    if (row === null) {
      const current = await findConnectLink(tx.db, id)
      if (current?.usedAt) throw new AppError('connect_link_used')
      return
    }
    const { accountId, label } = row
    await appendLinkEvent(tx, 'link.changed', row, { state: 'revoked' })
    await recordAudit(tx, 'connect-link.revoked', { kind: 'connect-link', id, accountId }, { label })
  })
}
