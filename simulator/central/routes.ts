import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import { type Bindings, door } from '../door.ts'
import { page } from '../pages/page.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { confirm } from './confirm.ts'
import { consentPage } from './consent-page.ts'
import { decide } from './decide.ts'
import { errorPage } from './error-pages.ts'
import { judgeConsent } from './judge-consent.ts'

const consentPath = '/apps/authorize/consent'
const confirmPath = '/apps/authorize/confirm/'

/** Seller Central and Vendor Central of every marketplace. */
export function centralRoutes(world: World): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  routes.get(consentPath, door(world, { at: 'consent', read: fromQuery, answer: ask(world) }))
  routes.get(`${consentPath}/*`, door(world, { at: 'consent', read: fromQuery, answer: ask(world) }))
  routes.post(
    consentPath,
    door(world, {
      at: 'consent',
      read: (call) => new URLSearchParams(call.body),
      identify: (form) => ({ sellingPartnerId: form.get('selling_partner_id') }),
      answer: (call, form, faults: readonly Fault[]) =>
        call.host?.kind === 'central' ? decide(world, call, call.host, form, faults) : notFound(call),
    }),
  )
  routes.get(
    `${confirmPath}:applicationId`,
    door(world, {
      at: 'confirm',
      read: fromQuery,
      identify: (query) => ({
        sellingPartnerId: world.hops.find(query.get('amazon_state') ?? '')?.sellingPartnerId ?? null,
      }),
      answer: (call, query) => confirm(world, call, call.path.slice(confirmPath.length), query),
    }),
  )
  const quiet = (answer: (call: Call) => Promise<Answer>) =>
    door(world, { at: null, read: () => null, answer })
  routes.get('/', quiet(home))
  routes.get('/home', quiet(home))
  routes.all('*', quiet(notFound))
  return routes
}

const fromQuery = (call: Call) => new URLSearchParams(call.query)

const ask =
  (world: World) =>
  (call: Call, query: URLSearchParams): Promise<Answer> => {
    if (call.host?.kind !== 'central') return notFound(call)
    const request = judgeConsent(world, query)
    return 'code' in request ? errorPage(call, request) : consentPage(world, call, call.host, request)
  }

function home(call: Call): Promise<Answer> {
  const name = call.host?.kind === 'central' && call.host.partnerType === 'vendor' ? 'Vendor' : 'Seller'
  return page({
    title: `${name} Central`,
    host: call.host?.host ?? '',
    home: `${call.base}/home`,
    body: html`<section class="card">
<h1>${name} Central</h1>
<p>This is where Cancel ends. Amazon does not send anybody back to the application from here.</p>
</section>`,
  })
}

function notFound(call: Call): Promise<Answer> {
  return page({
    status: 404,
    title: 'Page not found',
    host: call.host?.host ?? '',
    home: `${call.base}/home`,
    body: html`<section class="card">
<h1>Page not found</h1>
<p>There is no page at <code>${call.path.slice(0, 200)}</code>.</p>
</section>`,
    reason: 'no such page',
  })
}
