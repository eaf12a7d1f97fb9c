import { html } from 'hono/html'
import type { Answer, Call } from '../call.ts'
import { page } from '../pages/page.ts'

/** The codes that Amazon shows on its own page, never to the application. The texts are ours. */
const causes = {
  MD1000: 'The application is a draft, and version=beta is missing from the address.',
  MD4010: 'The address has no application_id.',
  MD5100: 'The Login URI of the application is not usable.',
  MD5101: 'The redirect_uri is not among those registered for the application.',
  MD5110: 'A redirect URI must not contain a #.',
  MD9100: 'The Login URI or the Redirect URI of the application is missing.',
  MD9999: 'Something went wrong. Check the address piece by piece.',
  SPDC8143: 'Only the primary user of this account may authorize an application.',
  SPSA0404: 'This application does not support this type of account.',
  SPSA2043: 'Your vendor group lacks the role SPDS-VC-MYA. Its administrator can grant it.',
  CONSENT_LIMIT_REACHED: 'OAuth limit has been reached for this application.',
} as const satisfies Readonly<Record<string, string>>

export type ConsentCode = keyof typeof causes

/** A fault of the consent step: its code, and the real cause. */
export interface ConsentFault {
  readonly code: ConsentCode
  readonly reason: string
}

export function errorPage(call: Call, fault: ConsentFault): Promise<Answer> {
  return page({
    status: 400,
    title: `Error ${fault.code}`,
    host: call.host?.host ?? '',
    home: `${call.base}/home`,
    body: html`<section class="card">
<h1>We can't authorize this application</h1>
<p>Error code: <strong class="mono bad" data-testid="error-code">${fault.code}</strong></p>
<p>${causes[fault.code]}</p>
<p class="soft">What the simulator saw: ${fault.reason}.</p>
</section>`,
    row: fault.code,
    reason: fault.reason,
  })
}
