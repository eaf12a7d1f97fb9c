import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { sellerShape, settingsShape } from '#simulator/control/shapes.ts'
import type { ApplicationFacts } from '#simulator/world/applications.ts'
import type { FaultFacts } from '#simulator/world/faults.ts'
import type { ReceivedRequest } from '#simulator/world/received.ts'
import type { Application } from '#simulator/world/shapes.ts'
import { confirmConsent } from '../fixtures/simulated-amazon.ts'

export interface PartnerFacts extends Partial<Omit<z.input<typeof sellerShape>, 'participations'>> {
  readonly name?: string
  /** Its countries, as ISO codes; the United States when left out. */
  readonly countries?: readonly string[]
}

/** A selling partner at the simulated Amazon. */
export interface Partner {
  readonly id: string
  readonly name: string
}

/** Everything that a test can do at the simulated Amazon, besides the seller's actions in the browser. */
export class Amazon {
  readonly origin: string
  #isFaulty = false

  constructor(origin: string) {
    this.origin = origin
  }

  /** Amazon allows 25 sellers for an application that is not listed; the tests add more. */
  admitEverybody(): Promise<void> {
    return this.change({ unlistedConsentLimit: 1_000_000 })
  }

  change(settings: z.input<typeof settingsShape>): Promise<void> {
    return this.#post('/_/settings', settings)
  }

  /** Changes the only application, as its developer does in the Solution Provider Portal. */
  async changeApplication(facts: ApplicationFacts): Promise<void> {
    const { applications } = await this.#get<{ applications: readonly Application[] }>('/_/world')
    for (const { number: _, queue: __, clientSecrets, ...known } of applications.slice(0, 1)) {
      const clientSecret = clientSecrets[0]?.value ?? ''
      await this.#post('/_/applications', { ...known, clientSecret, ...facts })
    }
  }

  /** Creates and returns a new client secret, by hand in the Solution Provider Portal. */
  async rotateSecret(): Promise<string> {
    const { applications } = await this.#get<{ applications: readonly Application[] }>('/_/world')
    const path = `/_/applications/${applications[0]?.applicationId}/rotate-secret`
    const response = await fetch(`${this.origin}${path}`, { method: 'POST' })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return ((await response.json()) as { result: { value: string } }).result.value
  }

  /** A separate selling partner for a test: it has never been connected. */
  async addPartner({ name, countries = ['US'], ...facts }: PartnerFacts = {}): Promise<Partner> {
    const id = `T${randomBytes(6).toString('hex').toUpperCase()}`
    const storeName = name ?? `Store ${id}`
    await this.#post('/_/sellers', {
      sellingPartnerId: id,
      name: storeName,
      participations: countries.map((countryCode) => ({ countryCode, storeName })),
      ...facts,
    })
    return { id, name: storeName }
  }

  /** The seller disables the application under Manage Your Apps. */
  async disable(partner: Partner): Promise<void> {
    const { authorizations } = await this.#get<{
      authorizations: readonly { id: string; sellingPartnerId: string }[]
    }>('/_/world')
    for (const { id, sellingPartnerId } of authorizations) {
      if (sellingPartnerId === partner.id) await this.#post(`/_/authorizations/${id}`, { state: 'disabled' })
    }
  }

  addFault(facts: FaultFacts): Promise<void> {
    this.#isFaulty = true
    return this.#post('/_/faults', facts)
  }

  async clearFaults(): Promise<void> {
    if (!this.#isFaulty) return
    this.#isFaulty = false
    await fetch(`${this.origin}/_/faults`, { method: 'DELETE' })
  }

  received(): Promise<readonly ReceivedRequest[]> {
    return this.#get('/_/received')
  }

  /** How often Login with Amazon was asked to exchange this code. */
  async exchangesOf(code: string): Promise<number> {
    const all = await this.received()
    return all.filter(({ path, body }) => path === '/auth/o2/token' && body.includes(code)).length
  }

  /** Confirms at a consent address as this selling partner, without a browser. Returns the address of the redirect. */
  confirm(consentUri: string, { id }: Partner): Promise<string> {
    return confirmConsent(consentUri, id)
  }

  async #post(path: string, body: unknown): Promise<void> {
    const response = await fetch(`${this.origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  }

  async #get<Answer>(path: string): Promise<Answer> {
    return (await fetch(`${this.origin}${path}`)).json() as Promise<Answer>
  }
}
