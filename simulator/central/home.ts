import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import type { CentralHost } from '../hosts.ts'
import { page } from '../pages/page.ts'
import type { World } from '../world/world.ts'
import { signedInSeller, signInForm } from './sign-in.ts'

/** Where Cancel leads, and where a selling partner finds everything else. */
export function home(world: World, call: Call, host: CentralHost): Promise<Answer> {
  const name = host.partnerType === 'vendor' ? 'Vendor Central' : 'Seller Central'
  const seller = signedInSeller(world, call)
  const links = [
    ['/apps/manage', 'Manage Your Apps', 'disable, enable or re-authorize an application'],
    ...(host.partnerType === 'seller'
      ? [
          [
            '/selling-partner-appstore',
            'Selling Partner Appstore',
            'authorize an application that is listed there',
          ],
        ]
      : []),
    [
      '/sellingpartner/developerconsole',
      'Develop Apps',
      'for developers: self-authorization and client secrets',
    ],
  ]
  return page({
    title: name,
    host: host.host,
    home: `${call.base}/home`,
    body: html`<section class="card">
<h1>${name}</h1>
<p>${seller === null ? 'Nobody is signed in.' : `Signed in as ${seller.name} (${seller.sellingPartnerId}).`}</p>
<ul>${links.map(([path, label, what]) => html`<li><a href="${call.base}${path}">${label}</a>: ${what}</li>`)}</ul>
<p class="soft">Cancel on the consent page ends here. Amazon does not send anybody back to the application.</p>
</section>
<section class="card"><h2>Sign in</h2>${signInForm(world, call, host, '/home')}</section>`,
  })
}
