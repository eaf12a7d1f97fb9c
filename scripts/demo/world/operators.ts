import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import { replaceClientSecret } from '#lib/applications/client-secrets.ts'
import { selfAuthorize } from '#lib/attempts/self-authorize.ts'
import { labelAuthorization, setReference } from '#lib/authorizations/edit.ts'
import { pauseAuthorization } from '#lib/authorizations/pause.ts'
import { readAuthorization } from '#lib/authorizations/read.ts'
import { rollBackAuthorization } from '#lib/authorizations/roll-back.ts'
import { runOperation } from '#lib/calls/run-operation.ts'
import { confirmAccess, listAccessReviews } from '#lib/compliance/access-review.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'
import { createConnectLink, createRenewalLink, revokeLink } from '#lib/links/create.ts'
import { claimLink } from '#lib/links/redeem.ts'
import { createChannel } from '#lib/notifications/channels.ts'
import { createRule } from '#lib/notifications/rules.ts'
import { changeSellerEmails } from '#lib/notifications/seller-emails.ts'
import { Secret } from '#lib/secret.ts'
import { newId } from '#lib/vault/random.ts'
import { createEndpoint } from '#lib/webhooks/manage.ts'
import { webhookPath } from '../webhook-receiver.ts'
import { authorize } from './authorize.ts'
import { accountOf, authorizationOf, type Cast, readApplication, renew } from './cast.ts'
import { dayOf } from './company.ts'
import { type Connection, connections } from './connections.ts'
import { digestTime } from './stage.ts'

export const unitedStates = 'ATVPDKIKX0DER'

/** Turns on emails to operators and sellers. */
export async function turnOnEmails({ olivia }: Cast): Promise<void> {
  await changeSellerEmails(olivia, { renewals: true, accessLost: true })
  const channelId = newId()
  const channel = { id: channelId, name: 'Operations', kind: 'email', url: new Secret('') }
  await createChannel(olivia, { ...channel, recipients: 'operations@example.com' })
  const everything = { channelId, applicationId: null, tag: null, timeZone: digestTime.timeZone }
  await createRule(olivia, {
    ...everything,
    id: newId(),
    eventTypes: ['incident.opened', 'incident.resolved', 'authorization.review_needed'],
    digestHour: null,
  })
  await createRule(olivia, {
    ...everything,
    id: newId(),
    eventTypes: ['authorization.created', 'authorization.renewed', 'authorization.reauthorization_needed'],
    digestHour: digestTime.hour,
  })
}

/** The company's CRM learns what happens to its customers. Without an endpoint, if its address isn't allowed. */
export async function addWebhook({ stage, olivia }: Cast): Promise<void> {
  try {
    await createEndpoint(olivia, {
      id: newId(),
      name: 'CRM',
      url: `${stage.mailbox.origin}${webhookPath}`,
      tags: {},
      eventTypes: [
        'authorization.created',
        'authorization.renewed',
        'authorization.reauthorization_needed',
        'authorization.disconnected',
        'incident.opened',
        'incident.resolved',
      ],
      applicationId: null,
    })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'webhook_address_refused') throw error
  }
}

/** Amazon creates a new client secret, and the administrator replaces the previous one. */
export async function replaceSecret(cast: Cast): Promise<void> {
  const { stage, olivia, applications } = cast
  const { id, spApiApplicationId } = await readApplication(cast, applications.main)
  const { value } = stage.simulator.control.rotateSecret(spApiApplicationId)
  await replaceClientSecret(olivia, id, { value: new Secret(value), createdOn: dayOf(olivia.now()) })
}

/** The company's own store, whose token Amazon shows to the administrator. */
export async function connectOwnStore({ stage, olivia, applications }: Cast): Promise<void> {
  const merchantToken = 'A34USHARBORTEST'
  const { refreshToken } = stage.simulator.control.issueRefreshToken({
    sellingPartnerId: merchantToken,
    workflow: 'self',
  })
  await selfAuthorize(olivia, {
    pasted: new Secret(refreshToken),
    applicationId: applications.main,
    marketplaceId: unitedStates,
    partnerType: 'seller',
    label: 'Harbor Analytics Test Store',
    account: '',
    merchantToken,
  })
}

/** A renewal by mistake, undone on the next day. */
export async function rollBackLindenhof(cast: Cast): Promise<void> {
  await renew(cast, connectionOf('A3EULINDENHOF'))
  await cast.stage.passMinutes(26 * 60)
  const id = authorizationOf(cast, 'A3EULINDENHOF', 'DE')
  const { previousToken } = await readAuthorization(cast.omar, id)
  await rollBackAuthorization(cast.omar, id, previousToken?.tokenVersion ?? 0)
}

export async function annotate(cast: Cast): Promise<void> {
  const { omar } = cast
  const labeled = [
    ['A3EULINDENHOF', 'DE', 'Lindenhof (Europe)'],
    // Amazon provides no names of vendors.
    ['BERGW', 'DE', 'Bergwerk Werkzeuge'],
    ['CASCA', 'US', 'Cascade Kitchenware'],
    ['PPWHS', 'US', 'Plain Paper Wholesale'],
  ] as const
  for (const [seller, country, label] of labeled)
    await labelAuthorization(omar, authorizationOf(cast, seller, country), label)
  const tagged = [
    ['A3EULINDENHOF', 'DE', 'CRM-1042', { plan: 'enterprise', manager: 'omar' }],
    ['A8TWOREGIONS', 'US', 'CRM-1108', { plan: 'enterprise', manager: 'omar' }],
    ['A2NANORTHWIND', 'US', 'CRM-1001', { plan: 'team' }],
    ['A5JPAOZORA', 'JP', 'CRM-1077', { plan: 'team' }],
  ] as const
  for (const [seller, country, externalReference, tags] of tagged)
    await setReference(omar, authorizationOf(cast, seller, country), { externalReference, tags })
}

export async function pausePlainPaper(cast: Cast): Promise<void> {
  const id = authorizationOf(cast, 'PPWHS', 'US')
  await setReference(cast.omar, id, { tags: { hold: 'contract under review' } })
  await pauseAuthorization(cast.omar, id)
}

/** Renewed with a link that the operator created for it. */
export async function renewByLink(cast: Cast, { seller, account, country }: Connection): Promise<void> {
  const authorizationId = authorizationOf(cast, seller, country)
  const link = await createRenewalLink(cast.omar, { id: newId(), authorizationId, days: 14 })
  await cast.stage.passMinutes(95)
  const ctx = accountOf(cast, account)
  await authorize(ctx, `?link=${await claimLink(ctx, link.token, null)}`, seller)
  await cast.stage.maintain()
}

export function makeLink(
  { omar, applications }: Cast,
  label: string,
  { days = 14, sendTo = null }: { days?: number; sendTo?: string | null } = {},
) {
  return createConnectLink(omar, {
    id: newId(),
    applicationId: applications.main,
    partnerType: 'seller',
    marketplaceId: null,
    account: null,
    expectedSellingPartnerId: null,
    returnTo: null,
    label,
    days,
    sendTo,
  })
}

export async function makeAndRevokeLink(cast: Cast): Promise<void> {
  const { id } = await makeLink(cast, 'Bluebird Ceramics')
  await cast.stage.passMinutes(40)
  await revokeLink(cast.omar, id)
}

const firstRead = { key: 'sellers.v1.getMarketplaceParticipations', values: {} }

/** The operations that operators run for a seller. The application lacks the role for the last one. */
function readsOf(now: Date, country: string) {
  const id = findMarketplaceByCountry(country)?.id ?? ''
  const lastWeek = new Date(now.getTime() - 7 * 86_400_000).toISOString()
  return [
    firstRead,
    {
      key: 'orders.2026-01-01.searchOrders',
      values: { createdAfter: [lastWeek], marketplaceIds: [id], includedData: ['FULFILLMENT', 'PROCEEDS'] },
    },
    {
      key: 'catalogItems.2022-04-01.searchCatalogItems',
      values: { marketplaceIds: [id], keywords: ['mug', 'lamp', 'bag'] },
    },
    { key: 'finances.2024-06-19.listTransactions', values: { postedAfter: [lastWeek] } },
  ] as const
}

/** Sellers whom operators look up: a few of their calls fail, as calls do. */
export async function runCalls(cast: Cast, week: number): Promise<void> {
  const { stage, olivia, omar } = cast
  const { control } = stage.simulator
  const looked = [
    ...['A2NANORTHWIND US', 'A3EULINDENHOF DE', 'A8TWOREGIONS DE', 'A5JPAOZORA JP', 'A24AUCORAL AU'],
    ...['A4INSAFFRON IN', 'A14USDEACTIVATED US', 'A26BRPALMA BR', 'A1USHARBORPINE US', 'A21SEFJORD SE'],
  ]
  for (const [index, name] of looked.entries()) {
    const [seller = '', country = ''] = name.split(' ')
    if (week === 1 && index === 3) control.addFault({ kind: 'status', status: 429, at: 'sp-api', times: 1 })
    if (week === 2 && index === 5) control.addFault({ kind: 'status', status: 503, at: 'sp-api', times: 1 })
    const who = index % 4 === 0 ? olivia : omar
    const { key, values } = readsOf(stage.services.now(), country)[(index + week) % 4] ?? firstRead
    await runOperation(who, {
      authorizationId: authorizationOf(cast, seller, country),
      operation: key,
      entered: { values, body: '', extraQuery: '' },
      sandbox: false,
      reason: null,
    })
    await stage.passMinutes(2 + index)
  }
}

/** The quarter's review: everybody and every key keeps its access. */
export async function reviewAccess(reviewer: Context): Promise<void> {
  for (const { kind, id, access } of await listAccessReviews(reviewer))
    await confirmAccess(reviewer, { kind, id, access })
}

export function connectionOf(seller: string): Connection {
  const found = connections.find((connection) => connection.seller === seller)
  if (found === undefined) throw new TypeError(`${seller} is not in the table`)
  return found
}

/** One of two sellers renews after the reminder, from the page of their connections. */
export function renewals(): readonly { readonly daysAgo: number; readonly connection: Connection }[] {
  return connections.flatMap((connection) =>
    (connection.renewedDaysAgo ?? []).map((daysAgo) => ({ daysAgo, connection })),
  )
}
