import { expect } from '@playwright/test'
import { Client } from './client.ts'
import { test } from './fixtures.ts'

const operatorPages = [
  ...['/ops/authorizations', '/ops/attempts', '/ops/renewals', '/ops/links', '/ops/calls', '/ops/people'],
  ...[
    '/ops/incidents',
    '/ops/keys',
    '/ops/webhooks',
    '/ops/applications',
    '/ops/applications/new',
    '/ops/authorizations/new',
    '/ops/me',
  ],
]
const sellerPages = ['/', '/connect/connections', '/connect/me']
const publicPages = ['/sign-in', '/sign-up', '/diagnose']

/** Characters and parameters that mail programs, campaigns and people add to an address. */
const additions = [
  ...[
    'utm_source=mail',
    'utm_source=a&utm_source=b',
    'fbclid=1&gclid=2&toString=3&__proto__=4',
    '=',
    '%zz=%ff',
  ],
  ...[
    'search=a&search=b',
    'after=x',
    'after=',
    'state=nonsense',
    'sort=id',
    'within=someday',
    'side=a&side=b',
  ],
]

test('opens every page from a link to which a mail program has added parameters', async ({
  office,
  seller,
  demo,
}) => {
  const operator = await Client.of(office.context(), demo.app)
  for (const [client, paths] of [
    [operator, operatorPages],
    [seller, sellerPages],
    [new Client(demo.app), publicPages],
  ] as const) {
    for (const path of paths) {
      for (const addition of ['', ...additions]) {
        const { status } = await client.ask(`${path}?${addition}`)
        expect(status, `${path}?${addition}`).toBe(200)
      }
    }
  }
})

test('former URLs of the list redirect to it with their filters', async ({ office, demo }) => {
  const operator = await Client.of(office.context(), demo.app)
  for (const [path, leadsTo] of [
    ['/ops?health=working', '/ops/authorizations?health=working'],
    ['/ops?search=a%26b&sort=name&utm_source=mail', '/ops/authorizations?search=a%26b&sort=name'],
  ] as const) {
    const { status, headers } = await operator.ask(path)
    expect(status, path).toBe(307)
    expect(headers.location).toBe(leadsTo)
  }
  expect((await operator.ask('/ops?utm_source=mail')).status).toBe(200)
})
