import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { Client } from './client.ts'
import { authorizationOf, type Sql } from './database.ts'
import { test } from './fixtures.ts'
import { newAccount, signUpAt } from './seller.ts'
import {
  acceptInvitation,
  connect,
  connectionCard,
  disconnect,
  inviteOperator,
  openPartner,
  refreshNow,
  runFirstCall,
  statePanel,
} from './story.ts'

const who = ['visitor', 'other account', 'viewer'] as const
type Stranger = (typeof who)[number]

/** For each address, the result for a visitor, another account and a viewer: a status, or the redirect's target. */
const matrix: readonly [path: string, ...outcomes: (number | string)[]][] = [
  ['/connect/connections', '/sign-in', 200, '/sign-in'],
  ['/connect/me', '/sign-in', 200, '/sign-in'],
  ['/connect/AUTHORIZATION/re-authorize', '/sign-in', 404, '/sign-in'],
  ['/connect/finish/ATTEMPT', '/sign-in', 404, '/sign-in'],
  ['/authorize?marketplace=ATVPDKIKX0DER&authorization=AUTHORIZATION', '/sign-in', 404, '/sign-in'],
  ['/authorize?attempt=ATTEMPT', '/sign-in', 404, '/sign-in'],
  ['/ops', '/sign-in', '/sign-in', 200],
  ['/ops/authorizations/AUTHORIZATION', '/sign-in', '/sign-in', 200],
  ['/ops/authorizations/new', '/sign-in', '/sign-in', 403],
  ['/ops/attempts', '/sign-in', '/sign-in', 200],
  ['/ops/calls', '/sign-in', '/sign-in', 200],
  ['/ops/calls?authorization=AUTHORIZATION', '/sign-in', '/sign-in', 200],
  ['/ops/calls?call=CALL', '/sign-in', '/sign-in', 200],
  ['/ops/calls/CALL', '/sign-in', '/sign-in', 200],
  ['/ops/calls/NOBODY', '/sign-in', '/sign-in', 404],
  ['/ops/data/operations', 401, 401, 200],
  ['/ops/links', '/sign-in', '/sign-in', 200],
  ['/ops/people', '/sign-in', '/sign-in', 403],
  ['/ops/keys', '/sign-in', '/sign-in', 403],
  ['/ops/keys/agents', '/sign-in', '/sign-in', 403],
  ['/ops/encryption', '/sign-in', '/sign-in', 403],
  ['/ops/compliance', '/sign-in', '/sign-in', 403],
  ['/ops/imports', '/sign-in', '/sign-in', 403],
  ['/ops/imports/NOBODY', '/sign-in', '/sign-in', 403],
  ['/ops/imports/NOBODY/failures', 401, 401, 403],
  ['/ops/webhooks', '/sign-in', '/sign-in', 200],
  ['/ops/webhooks/new', '/sign-in', '/sign-in', 403],
  ['/ops/webhooks/NOBODY', '/sign-in', '/sign-in', 404],
  ['/ops/outbox', '/sign-in', '/sign-in', 200],
  ['/ops/outbox/coming', '/sign-in', '/sign-in', 200],
  ['/ops/data/coming-reminders', 401, 401, 200],
  ['/ops/bulk', '/sign-in', '/sign-in', 200],
  ['/ops/bulk/new?all=yes', '/sign-in', '/sign-in', 403],
  ['/ops/bulk/NOBODY', '/sign-in', '/sign-in', 404],
  ['/ops/bulk/NOBODY/data', 401, 401, 404],
  ['/ops/bulk/NOBODY/export', 401, 401, 404],
  ['/ops/data/bulk-actions', 401, 401, 200],
  ['/ops/incidents/NOBODY', '/sign-in', '/sign-in', 404],
  ['/ops/me', '/sign-in', '/sign-in', 200],
  ['/ops/data/authorizations', 401, 401, 200],
  ['/ops/authorizations/NOBODY', '/sign-in', '/sign-in', 404],
  ['/ops/calls?authorization=NOBODY', '/sign-in', '/sign-in', 404],
]

test('no URL and no action gives access to someone else’s data (C12, E7)', async ({
  shop,
  account,
  demo,
  amazon,
  database,
  anotherBrowser,
  connected,
  office,
}) => {
  const partner = await amazon.addPartner()
  const spare = await connected()
  const ownActions = recordActions(shop)
  const card = await connectionCard(shop, spare.name)
  await disconnect(card)
  await expect(card).toContainText('Disconnected')
  await connect(shop, spare)
  await connect(shop, partner)
  const attempt = new URL(shop.url()).pathname.split('/').at(-1) ?? ''

  const actions = recordActions(office)
  await openPartner(office, spare.name)
  await refreshNow(office)
  await expect(office.getByText('Amazon issued a new access token.')).toBeVisible()
  await runFirstCall(office)
  const call = new URL(office.url()).searchParams.get('call') ?? ''
  await openPartner(office, spare.name)
  await office.getByRole('button', { name: 'Revoke' }).click()
  await office.getByLabel(/^Type/).fill(spare.id)
  await office.getByRole('button', { name: 'Revoke and destroy the tokens' }).click()
  await expect(statePanel(office)).toContainText('Disconnected')
  const invitation = await inviteOperator(office, 'viewer')
  const lookout = await anotherBrowser()
  await acceptInvitation(lookout, invitation.link)
  await manageOnce(office, invitation.email, account.email)
  const recorded = [...actions, ...ownActions]
  expect(recorded.length, 'every action was seen').toBeGreaterThanOrEqual(9)

  const strangers: Readonly<Record<Stranger, Client>> = {
    visitor: new Client(demo.app),
    'other account': await signUpAt(demo.app, newAccount()),
    viewer: await Client.of(lookout.context(), demo.app),
  }
  const ids = {
    AUTHORIZATION: (await authorizationOf(database, partner))?.id ?? '',
    ATTEMPT: attempt,
    CALL: call,
    NOBODY: randomUUID(),
  }
  for (const [path, ...outcomes] of matrix) {
    const address = path.replace(/[A-Z]{4,}(?=$|\/)/, (name) => ids[name as keyof typeof ids] ?? name)
    for (const [index, outcome] of outcomes.entries()) {
      const stranger = who[index] ?? 'visitor'
      const { status, headers, body } = await strangers[stranger].ask(address, {
        headers: { 'sec-fetch-site': 'same-origin' },
      })
      const seen = headers.location === undefined ? status : headers.location.replace(/\?.*/, '')
      expect(seen, `${stranger} at ${path}`).toBe(outcome)
      if (stranger !== 'viewer') expect(body, `${stranger} at ${path}`).not.toContain(partner.name)
    }
  }

  const before = await everything(database, account)
  const spareId = (await authorizationOf(database, spare))?.id ?? ''
  for (const { url, headers, body } of recorded) {
    const target = Buffer.from(body.toString('latin1').replaceAll(spareId, ids.AUTHORIZATION), 'latin1')
    for (const stranger of who) {
      const reply = await strangers[stranger].ask(url, {
        method: 'POST',
        headers: { ...headers, origin: demo.app, 'sec-fetch-site': 'same-origin' },
        body: target,
      })
      const refused =
        reply.status >= 300 ||
        /You don’t have permission to do this|Please sign in|Authorization not found|This authorization wasn’t started in this browser/.test(
          reply.body,
        )
      expect(refused, `${stranger} at ${url}: ${reply.status} ${reply.body.slice(0, 300)}`).toBe(true)
    }
  }
  expect(await everything(database, account)).toEqual(before)
})

interface RecordedAction {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Collects every server action that the page sends from now on. */
function recordActions(page: Page): RecordedAction[] {
  const recorded: RecordedAction[] = []
  page.on('request', (request) => {
    const { 'next-action': action, 'content-type': type = '', accept = '' } = request.headers()
    if (action === undefined) return
    recorded.push({
      url: request.url(),
      headers: { 'next-action': action, 'content-type': type, accept },
      body: request.postDataBuffer() ?? Buffer.alloc(0),
    })
  })
  return recorded
}

/** An administrator runs every action about a person, who keeps their original state. */
async function manageOnce(office: Page, operator: string, seller: string): Promise<void> {
  const { email } = await inviteOperator(office, 'viewer')
  const cancel = office.getByRole('button', { name: `Cancel the invitation of ${email}` })
  await cancel.click()
  await expect(cancel).toHaveCount(0)

  const panel = office.getByRole('dialog')
  await office.goto(`/ops/people?search=${operator}`)
  await office.getByRole('button', { name: /^Manage / }).click()
  await panel.getByRole('button', { name: 'Change role' }).click()
  await expect(panel.getByText('effective immediately')).toBeVisible()

  await office.goto(`/ops/people?side=accounts&search=${seller}`)
  await office.getByRole('button', { name: /^Manage / }).click()
  await panel.getByRole('button', { name: 'Disable' }).click()
  await panel.getByRole('button', { name: 'Enable' }).click()
  await expect(panel.getByRole('button', { name: 'Disable' })).toBeVisible()
}

/** All rows that the recorded actions could have changed. Meanwhile, the worker maintains other authorizations. */
async function everything(sql: Sql, { email }: { readonly email: string }) {
  const owned = sql`account_id = (select account_id from person where email = ${email})`
  return [
    await sql`select * from "authorization" where ${owned} order by id`,
    await sql`select access_token.* from access_token join "authorization" on id = authorization_id where ${owned}
      order by id`,
    await sql`select id, role, disabled_at, password_hash from person order by id`,
    await sql`select * from invitation order by id`,
    await sql`select id from call order by id`,
  ]
}
