import type { Cause, Sign } from '../cause.ts'
import { links } from '../links.ts'

const own: Sign = 'says-sandbox-credentials'

function mixed(id: string, symptom: Sign): Cause {
  return {
    id,
    rows: [],
    symptom,
    given: symptom === own ? [] : [own],
    contradicts: ['at-sandbox'],
    atMost: 'likely',
    who: 'operator',
    title: 'Credentials of the sandbox are used with the production host',
    cause:
      'A sandbox application has a client id, secret and refresh token of its own, which production refuses. Most libraries and tools call production only.',
    steps: [
      'Enter the credentials and the refresh token of a production application.',
      'Or call https://sandbox.sellingpartnerapi-<region>.amazon.com, and expect only the examples of the model.',
    ],
    evidence: 'The kind of application of the client id, and the host of the request.',
    link: links.sandbox,
    seen: [],
  }
}

/** Credentials of the sandbox at production, whatever LWA or SP-API answers. */
export const sandboxCredentialCauses: readonly Cause[] = (
  ['invalid-client', 'invalid-grant', 'grant-refresh-token', 'unauthorized-client', 'access-denied'] as const
).map((symptom) => mixed(`sandbox-credentials-${symptom}`, symptom))

/** The same where no answer is shown. */
export const sandboxCredentialsSaid: Cause = mixed('sandbox-credentials-in-production', own)
