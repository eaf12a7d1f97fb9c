import { afterEach, expect } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '#simulator/start.ts'

const started: Simulator[] = []

afterEach(async () => {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()))
})

/** A simulator of this test's own; it ends with the test. */
export async function simulated(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options)
  started.push(simulator)
  return simulator
}

export const central = 'sellercentral.amazon.com'
export const tokenPath = '/api.amazon.com/auth/o2/token'
export const participationsPath = '/sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations'
export const seller = 'A1USHARBORPINE'

/** Ids and secret of the first application, as a client sends them. */
export function credentials(simulator: Simulator): { client_id: string; client_secret: string } {
  const [application] = simulator.control.applications()
  return {
    client_id: application?.lwaClientId ?? '',
    client_secret: application?.clientSecrets[0]?.value ?? '',
  }
}

export function postToken(simulator: Simulator, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(simulator.origin + tokenPath, { method: 'POST', body: new URLSearchParams(fields) })
}

export function refresh(simulator: Simulator, refreshToken: string): Promise<Response> {
  return postToken(simulator, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...credentials(simulator),
  })
}

/** Sends a request, and aborts once the simulator has received it and stays silent. */
export async function expectSilence(
  simulator: Simulator,
  send: (signal: AbortSignal) => Promise<Response>,
): Promise<void> {
  const giveUp = new AbortController()
  const waiting = send(giveUp.signal)
  await expect.poll(() => simulator.control.received().at(-1)?.reason).toBe('a fault: hang')
  giveUp.abort()
  await expect(waiting).rejects.toThrow('aborted')
}

/** A valid access token of a seller, obtained as a client does. */
export async function accessTokenOf(simulator: Simulator, sellingPartnerId = seller): Promise<string> {
  const { refreshToken } = simulator.control.issueRefreshToken({ sellingPartnerId })
  const body = await (await refresh(simulator, refreshToken)).json()
  return field(body, 'access_token')
}

export function field(body: unknown, name: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : ''
  return typeof value === 'string' ? value : ''
}

export function consentAddress(
  simulator: Simulator,
  parameters: Readonly<Record<string, string>> = {},
  host: string = central,
): string {
  const [application] = simulator.control.applications()
  const query = new URLSearchParams({
    application_id: application?.applicationId ?? '',
    state: 'our-state',
    version: 'beta',
    ...parameters,
  })
  return `${simulator.origin}/${host}/apps/authorize/consent?${query}`
}

/** Posts the consent page's form as a browser would; the redirect is not followed. */
export function decide(
  simulator: Simulator,
  decision: 'confirm' | 'cancel',
  parameters: Readonly<Record<string, string>> = {},
  host: string = central,
): Promise<Response> {
  const address = new URL(consentAddress(simulator, parameters, host))
  const body = new URLSearchParams({
    selling_partner_id: seller,
    ...Object.fromEntries(address.searchParams),
    ...parameters,
    decision,
  })
  address.search = ''
  return fetch(address, { method: 'POST', body, redirect: 'manual' })
}

export function locationOf(response: Response): URL {
  return new URL(response.headers.get('location') ?? 'missing:')
}
