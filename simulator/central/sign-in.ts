import { html } from 'hono/html'
import { type Answer, type Call, headerOf } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { type Html, page, redirect } from '../pages/page.ts'
import type { Seller } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { signsInAt } from './check-seller.ts'

const cookieName = 'simulated-session'

/** The seller who is signed in at this host, by the cookie of an earlier page. */
export function signedInSeller(world: World, call: Call): Seller | null {
  const cookies = (headerOf(call, 'cookie') ?? '').split(';')
  const pair = cookies.map((each) => each.trim().split('=')).find(([name]) => name === cookieName)
  return world.sellers.get(pair?.[1] ?? '') ?? null
}

/** Seller Central asks for no password here: choosing is signing in. */
export function signInCookie(call: Call, seller: Seller | null): Record<string, string> {
  const path = new URL(call.base).pathname
  const value = seller === null ? '; Max-Age=0' : seller.sellingPartnerId
  return { 'Set-Cookie': `${cookieName}=${value}; Path=${path}; HttpOnly; SameSite=Lax` }
}

export const signInPath = '/ap/signin'

export function signIn(world: World, call: Call, form: URLSearchParams): Answer {
  const seller = world.sellers.get(form.get('selling_partner_id') ?? '') ?? null
  const to = form.get('to') ?? ''
  const next = /^\/(?!\/)[\w./?=&%-]*$/.test(to) ? to : '/home'
  const answer = redirect(`${call.base}${next}`)
  return { ...answer, headers: { ...answer.headers, ...signInCookie(call, seller) } }
}

export function signInPage(world: World, call: Call, host: CentralHost): Promise<Answer> {
  return page({
    title: 'Sign in',
    host: host.host,
    home: `${call.base}/home`,
    body: html`<section class="card"><h1>Sign in</h1>${signInForm(world, call, host, `${call.path}?${call.query}`)}</section>`,
  })
}

export const signInForm = (world: World, call: Call, host: CentralHost, to: string): Html =>
  html`<form method="post" action="${call.base}${signInPath}">
<input type="hidden" name="to" value="${to}">
<label for="selling-partner">Selling partner</label>
<select id="selling-partner" name="selling_partner_id">${sellerOptions(world, host, signedInSeller(world, call))}</select>
<div class="actions"><button>Sign in</button></div>
</form>`

/** Options for everybody: those of this host first. */
export function sellerOptions(world: World, host: CentralHost, chosen: Seller | null): Html {
  const sellers = [...world.sellers.values()]
  const here = sellers.filter((seller) => signsInAt(host, seller))
  const ofType = sellers.filter(({ partnerType }) => partnerType === host.partnerType)
  const elsewhere = ofType.filter((seller) => !here.includes(seller))
  const refused = sellers.filter((seller) => !ofType.includes(seller))
  const [central, others] =
    host.partnerType === 'vendor' ? ['Vendor Central', 'Sellers'] : ['Seller Central', 'Vendors']
  return html`${group(`At this ${central}`, here, chosen)}${group('Signed in to another account', elsewhere, chosen)}${group(`${others}, whom ${central} refuses`, refused, chosen)}`
}

const group = (label: string, sellers: readonly Seller[], chosen: Seller | null): Html | string =>
  sellers.length === 0
    ? ''
    : html`<optgroup label="${label}">${sellers.map(
        (seller) =>
          html`<option value="${seller.sellingPartnerId}"${seller === chosen ? ' selected' : ''}>${seller.name.slice(0, 80)} (${seller.sellingPartnerId})${seller.note === '' ? '' : `: ${seller.note}`}</option>`,
      )}</optgroup>`
