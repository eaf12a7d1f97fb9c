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
    title: 'Sandbox credentials were sent to the production host',
    cause:
      'A sandbox application has its own client id, secret and refresh token, which production refuses. Most libraries and tools call only production.',
    steps: [
      'Enter the credentials and the refresh token of a production application.',
      'Or call https://sandbox.sellingpartnerapi-<region>.amazon.com, and expect only the examples in the model.',
    ],
    evidence: 'Whether the client id belongs to a sandbox application, and the host of the request.',
    link: links.sandbox,
    seen: [],
  }
}

/** Sandbox credentials sent to production, whatever LWA or SP-API responds. */
export const sandboxCredentialCauses: readonly Cause[] = (
  ['invalid-client', 'invalid-grant', 'grant-refresh-token', 'unauthorized-client', 'access-denied'] as const
).map((symptom) => mixed(`sandbox-credentials-${symptom}`, symptom))

/** The same cause for a text without a response. */
export const sandboxCredentialsSaid: Cause = mixed('sandbox-credentials-in-production', own)
