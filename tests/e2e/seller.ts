import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { findMarketplaceByCountry } from '#lib/amazon/marketplaces.ts'
import type { Amazon, Partner } from './amazon.ts'
import { Client } from './client.ts'
import type { SignIn } from './demo.ts'

export interface Account extends SignIn {
  /** The name of the business. */
  readonly name: string
}

/** A business without an account. */
export function newAccount(name?: string): Account {
  const id = randomUUID()
  return {
    name: name ?? `Business ${id.slice(0, 8)}`,
    email: `seller-${id}@example.com`,
    password: `copper harbour ${randomUUID()}`,
  }
}

/** Creates the account, and continues signed in. */
export async function signUpAt(origin: string, account: Account): Promise<Client> {
  const client = new Client(origin)
  const { status } = await client.submit('/sign-up', 'Create an account', { ...account })
  expect(status).toBe(303)
  return client
}

export async function signInAt(origin: string, { email, password }: SignIn): Promise<Client> {
  const client = new Client(origin)
  const { status } = await client.submit('/sign-in', 'name="password"', { email, password })
  expect(status).toBe(303)
  return client
}

/** Where a seller in the United States starts. */
export const start = startIn('US')

function startIn(countryCode: string): string {
  return `/authorize?marketplace=${findMarketplaceByCountry(countryCode)?.id}&partner=seller`
}

/** From Authorize to Amazon's redirect, which hasn't been followed yet. */
export async function consented(client: Client, amazon: Amazon, partner: Partner, countryCode = 'US') {
  const { status, headers } = await client.ask(startIn(countryCode))
  expect(status).toBe(302)
  const back = new URL(await amazon.confirm(headers.location ?? '', partner))
  const read = (name: string) => back.searchParams.get(name) ?? ''
  return { back, path: back.pathname + back.search, code: read('spapi_oauth_code'), state: read('state') }
}

/** The whole authorization. */
export async function connectAt(
  client: Client,
  amazon: Amazon,
  partner: Partner,
  countryCode?: string,
): Promise<void> {
  const { path } = await consented(client, amazon, partner, countryCode)
  const { headers } = await client.ask(path)
  const { body } = await client.submit(headers.location ?? '', 'Continue')
  expect(body).toMatch(/is (?:connected|renewed)/)
}
