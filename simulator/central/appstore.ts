import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { page } from '../pages/page.ts'
import type { World } from '../world/world.ts'
import { checkAppstore } from './check-consent.ts'
import { consentPage } from './consent-page.ts'
import { errorPage } from './error-pages.ts'

/** The Appstore: published applications that are listed, and drafts, which their developers test. */
export function appstore(world: World, call: Call, host: CentralHost): Promise<Answer> {
  const applications = world.applications.all().filter(({ status, listed }) => status === 'draft' || listed)
  return page({
    title: 'Selling Partner Appstore',
    host: host.host,
    home: `${call.base}/home`,
    body: html`<h1>Selling Partner Appstore</h1>
${applications.length === 0 ? html`<p>No application is listed.</p>` : ''}
${applications.map(
  (application) => html`<section class="card">
<h2>${application.name}</h2>
<p class="soft">${application.status === 'draft' ? 'A draft: only its developer sees it here.' : 'Listed'}</p>
<div class="actions"><a class="button" href="${call.base}/apps/authorize/appstore?application_id=${encodeURIComponent(application.applicationId)}">Authorize Now</a></div>
</section>`,
)}`,
  })
}

/** Authorize Now and Re-Authorize: consent, then the application's Login URI. */
export function appstoreConsent(
  world: World,
  call: Call,
  host: CentralHost,
  query: URLSearchParams,
): Promise<Answer> {
  const request = checkAppstore(world, query)
  return 'code' in request ? errorPage(call, request) : consentPage(world, call, host, request, 'appstore')
}
