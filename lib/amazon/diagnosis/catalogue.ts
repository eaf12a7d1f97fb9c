import { attemptCauses } from './attempt-causes.ts'
import type { Cause, Sign } from './cause.ts'
import { consentCauses } from './consent-causes.ts'
import { waysideCauses } from './fallback-causes.ts'
import { lwaClientCauses } from './lwa-client-causes.ts'
import { lwaCodeCauses } from './lwa-code-causes.ts'
import { lwaRefreshCauses } from './lwa-refresh-causes.ts'
import { lwaRequestCauses } from './lwa-request-causes.ts'
import { redirectCauses } from './redirect-causes.ts'
import { requestCauses, signingCauses } from './request-causes.ts'
import { spApiAnswerCauses } from './sp-api-answer-causes.ts'
import { spApiDeniedCauses } from './sp-api-denied-causes.ts'
import { spApiTokenCauses } from './sp-api-token-causes.ts'
import { statusCauses } from './status-causes.ts'
import { transportCauses } from './transport-causes.ts'

/** Causes behind words of Amazon's, or behind silence; the most telling first. */
export const answers: readonly Cause[] = [
  ...lwaClientCauses,
  ...lwaCodeCauses,
  ...lwaRefreshCauses,
  ...lwaRequestCauses,
  ...spApiTokenCauses,
  ...spApiDeniedCauses,
  ...consentCauses,
  ...spApiAnswerCauses,
  ...transportCauses,
]

/** What shows without words of Amazon's: in addresses, requests and our own records. */
export const findings: readonly Cause[] = [...attemptCauses, ...redirectCauses, ...requestCauses]

/** A status without words: said only when nothing above can be. */
export const statuses: readonly Cause[] = statusCauses

/** What is worth a remark beside all that. */
export const remarks: readonly Cause[] = signingCauses

/** Said only when nothing else can be. */
export const lastResorts: readonly Cause[] = waysideCauses

export const catalogue: readonly Cause[] = [...answers, ...findings, ...statuses, ...remarks, ...lastResorts]

/** A symptom that says nothing more once one of these is there. */
export const coveredBy: Readonly<Partial<Record<Sign, readonly Sign[]>>> = {
  'invalid-grant': ['grant-code', 'grant-redirect-uri', 'grant-refresh-token'],
  'malformed-request': ['parameter-code', 'parameter-missing', 'parameter-invalid', 'invalid-scope'],
  'parameter-invalid': ['parameter-code', 'invalid-scope'],
  'parameter-missing': ['parameter-code'],
  'invalid-scope': ['unknown-scope'],
  'answer-without-refresh-token': ['no-refresh-token'],
  'error-hidden': [
    'invalid-client',
    'invalid-grant',
    'unsupported-grant-type',
    'unauthorized-client',
    'name-not-resolved',
    'certificate-refused',
    'tls-broken',
    'connection-refused',
    'connection-reset',
    'timed-out',
  ],
  'connection-refused': ['name-not-resolved', 'certificate-refused', 'timed-out'],
  'scheme-in-host-header': ['method-not-allowed'],
  'access-denied': [
    'secret-expired',
    'token-missing',
    'token-invalid',
    'token-expired',
    'marketplace-region',
    'missing-authentication-token',
    'token-path-at-sp-api',
  ],
  'missing-authentication-token': ['token-path-at-sp-api', 'url-inside-path', 'sts-answer'],
  'security-token-invalid': ['sts-answer'],
  'signature-mismatch': ['signature-expired'],
  'consent-md1000': ['consent-two-question-marks', 'consent-client-id', 'consent-no-application-id'],
  'consent-md4010': ['consent-client-id', 'consent-no-application-id'],
  'consent-md9999': ['consent-two-question-marks', 'consent-client-id', 'consent-no-application-id'],
  'application-not-found': [
    'consent-md1000',
    'consent-md4100',
    'consent-two-question-marks',
    'consent-client-id',
    'consent-no-application-id',
  ],
  'invalid-input': [
    'no-sandbox-match',
    'data-elements',
    'not-enrolled',
    'developer-id-foreign',
    'security-token-invalid',
  ],
  'internal-failure': ['server-error'],
  'html-answer': ['at-wrong-token-path'],
  'tls-broken': ['certificate-refused'],
  'sigv4-advice': [
    'signature-mismatch',
    'signature-expired',
    'security-token-expired',
    'security-token-invalid',
    'sts-answer',
  ],
}
