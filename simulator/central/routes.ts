import { Hono } from 'hono'
import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { page } from '../pages/page.ts'
import { type Bindings, route } from '../route.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { appstore, appstoreConsent } from './appstore.ts'
import { checkConsent } from './check-consent.ts'
import { clientSecrets, rotateSecret } from './client-secrets.ts'
import { confirm } from './confirm.ts'
import { consentPage } from './consent-page.ts'
import { decide } from './decide.ts'
import { consolePath, developerConsole } from './developer-console.ts'
import { errorPage } from './error-pages.ts'
import { home } from './home.ts'
import { disableApp, manageApps } from './manage-apps.ts'
import { decideSelf, selfAuthorize } from './self-authorize.ts'
import { signIn, signInPath } from './sign-in.ts'

const consentPath = '/apps/authorize/consent'
const confirmPath = '/apps/authorize/confirm/'

/** Shows a page of Seller Central. `input`: the query of a GET, the form of a POST. */
type Show = (
  call: Call,
  host: CentralHost,
  input: URLSearchParams,
  faults: readonly Fault[],
) => Answer | Promise<Answer>

/** Seller Central and Vendor Central of every marketplace. */
export function centralRoutes(world: World): Hono<Bindings> {
  const routes = new Hono<Bindings>()
  const pageAt = (show: Show, at: 'consent' | 'confirm' | null = null) =>
    route(world, {
      at,
      read: (call) => new URLSearchParams(call.method === 'POST' ? call.body : call.query),
      identify: (input) => ({ sellingPartnerId: sellingPartnerOf(world, input) }),
      answer: (call, input, faults) =>
        call.host?.kind === 'central' ? show(call, call.host, input, faults) : notFound(call),
    })
  const application = (input: URLSearchParams) => world.applications.find(input.get('application_id') ?? '')

  const ask: Show = (call, host, query) => {
    const request = checkConsent(world, query)
    return 'code' in request ? errorPage(call, request) : consentPage(world, call, host, request)
  }
  routes.get(consentPath, pageAt(ask, 'consent'))
  // The application id in the path, as a page of Amazon's shows it: then application_id= is missing.
  routes.get(`${consentPath}/*`, pageAt(ask, 'consent'))
  routes.post(
    consentPath,
    pageAt((call, host, form, faults) => decide(world, call, host, form, faults), 'consent'),
  )
  routes.get(
    `${confirmPath}:applicationId`,
    pageAt(
      (call, _host, query) => confirm(world, call, call.path.slice(confirmPath.length), query),
      'confirm',
    ),
  )

  const show = (path: string, answer: Show) => routes.get(path, pageAt(answer))
  const post = (path: string, answer: Show) => routes.post(path, pageAt(answer))
  show('/', (call, host) => home(world, call, host))
  show('/home', (call, host) => home(world, call, host))
  post(signInPath, (call, _host, form) => signIn(world, call, form))
  show('/apps/manage', (call, host) => manageApps(world, call, host))
  post('/apps/manage', (call, host, form) => disableApp(world, call, host, form))
  show('/selling-partner-appstore', (call, host) => appstore(world, call, host))
  show('/apps/authorize/appstore', (call, host, query) => appstoreConsent(world, call, host, query))
  show(consolePath, (call, host) => developerConsole(world, call, host))
  show(`${consolePath}/authorize`, (call, host, query) =>
    selfAuthorize(world, call, host, application(query)),
  )
  post(`${consolePath}/authorize`, (call, host, form) => decideSelf(world, call, host, form))
  show(`${consolePath}/credentials`, (call, host, query) =>
    clientSecrets(world, call, host, application(query)),
  )
  post(`${consolePath}/credentials`, (call, host, form) => rotateSecret(world, call, host, application(form)))
  routes.all('*', pageAt(notFound))
  return routes
}

function sellingPartnerOf(world: World, input: URLSearchParams): string | null {
  return (
    input.get('selling_partner_id') ??
    world.hops.find(input.get('amazon_state') ?? '')?.sellingPartnerId ??
    null
  )
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
