import type { Cause, Sign } from '../cause.ts'
import { accountCauses, faultForManyCauses, regionAndPlanCauses } from './account-causes.ts'
import { amazonFaultCauses } from './amazon-fault-causes.ts'
import { answeredCauses, answeredStatusCauses } from './answered-causes.ts'
import { answeredRateCauses, answeredRequestCauses } from './answered-request-causes.ts'
import { answeredExpiryCauses, answeredToolCauses } from './answered-tool-causes.ts'
import { attemptCauses } from './attempt-causes.ts'
import { consentCauses } from './consent-causes.ts'
import { detailCauses } from './detail-causes.ts'
import { fallbackCauses } from './fallback-causes.ts'
import { innerGateCauses } from './inner-gate-causes.ts'
import { answeredLibraryCauses, libraryCauses } from './library-causes.ts'
import { lwaClientCauses } from './lwa-client-causes.ts'
import { lwaCodeCauses } from './lwa-code-causes.ts'
import { lwaRefreshCauses } from './lwa-refresh-causes.ts'
import { lwaRequestCauses } from './lwa-request-causes.ts'
import { missingDataCauses } from './missing-data-causes.ts'
import { originCauses, toldTokenCauses } from './origin-causes.ts'
import { outcomeCauses } from './outcome-causes.ts'
import { parameterCauses } from './parameter-causes.ts'
import { redirectCauses } from './redirect-causes.ts'
import { remarkCauses, requestCauses } from './request-causes.ts'
import { sandboxCredentialCauses, sandboxCredentialsSaid } from './sandbox-credential-causes.ts'
import { setupQuestionCauses } from './setup-question-causes.ts'
import { spApiAnswerCauses } from './sp-api-answer-causes.ts'
import { spApiDeniedCauses } from './sp-api-denied-causes.ts'
import { spApiTokenCauses } from './sp-api-token-causes.ts'
import { statusCauses } from './status-causes.ts'
import { storageCauses } from './storage-causes.ts'
import { toolCauses } from './tool-causes.ts'
import { transportCauses } from './transport-causes.ts'
import { unclearCauses } from './unclear-causes.ts'

const specific = Map.groupBy(
  [
    ...accountCauses,
    ...faultForManyCauses,
    ...answeredCauses,
    ...answeredRequestCauses,
    ...answeredStatusCauses,
    ...answeredRateCauses,
    ...answeredToolCauses,
    ...answeredLibraryCauses,
  ],
  ({ symptom }) => symptom,
)

/** Each symptom’s causes, preceded by those that only an answer or what people say shows. */
function withAnswered(causes: readonly Cause[]): readonly Cause[] {
  return [...Map.groupBy(causes, ({ symptom }) => symptom)].flatMap(([symptom, own]) => [
    ...(specific.get(symptom) ?? []),
    ...own,
  ])
}

/** Causes of Amazon's messages, or of missing responses, the most specific first. */
export const answers: readonly Cause[] = withAnswered([
  ...amazonFaultCauses,
  ...storageCauses,
  ...toldTokenCauses,
  ...originCauses,
  ...sandboxCredentialCauses,
  ...lwaClientCauses,
  ...lwaCodeCauses,
  ...lwaRefreshCauses,
  ...lwaRequestCauses,
  ...spApiTokenCauses,
  ...spApiDeniedCauses,
  ...innerGateCauses,
  ...outcomeCauses,
  ...regionAndPlanCauses,
  ...consentCauses,
  ...spApiAnswerCauses,
  ...transportCauses,
])

/** Causes that are visible without a message from Amazon: in URLs, requests and our own records. */
export const findings: readonly Cause[] = [
  ...attemptCauses,
  ...redirectCauses,
  ...requestCauses,
  ...parameterCauses,
]

/** A status without a message: named only when none of the causes above fits. */
export const statuses: readonly Cause[] = withAnswered(statusCauses)

/** Remarks that are worth making in addition. */
export const remarks: readonly Cause[] = remarkCauses

/** Named only when nothing else fits. */
export const lastResorts: readonly Cause[] = withAnswered([
  ...setupQuestionCauses,
  ...answeredExpiryCauses,
  ...libraryCauses,
  sandboxCredentialsSaid,
  ...fallbackCauses,
  ...toolCauses,
  ...missingDataCauses,
  ...unclearCauses,
])

/** Every cause. */
export const allCauses: readonly Cause[] = [
  ...detailCauses,
  ...answers,
  ...findings,
  ...statuses,
  ...remarks,
  ...lastResorts,
]

/** Symptoms that add nothing once one of these other symptoms is present. */
export const coveredBy: Readonly<Partial<Record<Sign, readonly Sign[]>>> = {
  'invalid-grant': ['grant-code', 'grant-redirect-uri', 'grant-refresh-token'],
  'malformed-request': [
    'parameter-code',
    'parameter-missing',
    'parameter-invalid',
    'invalid-scope',
    'scope-misspelt',
  ],
  'parameter-invalid': ['parameter-code', 'invalid-scope'],
  'parameter-missing': ['parameter-code'],
  'invalid-scope': ['unknown-scope', 'scope-misspelt'],
  'answer-without-refresh-token': ['no-refresh-token'],
  'error-hidden': [
    'grant-code',
    'grant-refresh-token',
    'invalid-scope',
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
  'connection-refused': ['name-not-resolved', 'certificate-refused', 'timed-out', 'consent-at-token-host'],
  'scope-misspelt': ['consent-at-token-host'],
  'name-not-resolved': ['at-unknown-sp-api-host'],
  'sts-answer': ['aws-own-denial'],
  'tool-session': ['token-expired', 'token-invalid'],
  'scheme-in-host-header': ['method-not-allowed'],
  'access-denied': [
    'aws-own-denial',
    'partner-not-in-region',
    'oauth-client-finds-no-code',
    'uploads-to-cloudfront',
    'solicitation-refused',
    'mws-answer',
    'storage-answer',
    'own-gateway',
    'cloudfront-answer',
    'resource-forbidden',
    'dataset-refused',
    'template-refused',
    'secret-expired',
    'token-missing',
    'token-invalid',
    'token-expired',
    'marketplace-region',
    'missing-authentication-token',
    'token-path-at-sp-api',
  ],
  'missing-authentication-token': ['token-path-at-sp-api', 'url-inside-path', 'sts-answer'],
  'security-token-invalid': ['sts-answer', 'storage-answer'],
  'signature-mismatch': ['signature-expired', 'storage-answer'],
  'signature-expired': ['storage-answer'],
  'security-token-expired': ['storage-answer'],
  'consent-any-code': [
    'consent-md1000',
    'consent-md4010',
    'consent-md4100',
    'consent-md5100',
    'consent-md5101',
    'consent-md5110',
    'consent-md9000',
    'consent-md9010',
    'consent-md9100',
    'consent-md9999',
    'consent-not-primary',
    'consent-primary-professional',
    'consent-wrong-entity',
    'consent-vendor-role',
    'consent-limit',
    'consent-mws-part',
  ],
  'consent-not-primary': ['consent-primary-professional'],
  'marketplace-not-an-id': ['access-denied'],
  'rdt-for-other-path': [
    'access-denied',
    'restricted-resource-refused',
    'data-elements',
    'document-id-unsupported',
  ],
  'says-personal-data-empty': [
    'access-denied',
    'resource-forbidden',
    'data-elements',
    'restricted-resource-refused',
    'orders-by-role',
    'says-order-canceled',
    'looks-like-amazon-fault',
  ],
  'report-fatal': ['access-denied', 'resource-forbidden'],
  'says-data-missing': [
    'says-list-empty',
    'says-list-incomplete',
    'says-accepted-unchanged',
    'says-fields-missing',
    'says-file-unreadable',
    'says-values-wrong',
    'says-personal-data-empty',
    'says-queue-silent',
  ],
  'report-canceled': ['access-denied', 'resource-forbidden', 'report-stuck', 'invalid-input'],
  'report-stuck': ['access-denied', 'resource-forbidden'],
  'already-exists': ['access-denied', 'invalid-grant', 'queue-without-amazon'],
  'quota-exceeded': ['says-refused-below-rate', 'says-settlement-throttled', 'throttled-in-passing'],
  'token-missing': ['lwa-failed-first'],
  'says-refused-below-rate': ['says-settlement-throttled'],
  'says-queue-silent': ['eventbridge-pending', 'access-denied', 'invalid-input'],
  'calls-withdrawn': ['access-denied', 'missing-authentication-token'],
  'proxy-answer': ['sp-api-body', 'lwa-answer'],
  'html-answer': ['at-wrong-token-path', 'cloudfront-answer', 'storage-answer'],
  'gateway-answer': ['own-gateway'],
  'looks-like-amazon-fault': ['storage-answer', 'told-by-tool', 'partner-not-in-region'],
  'says-blank-page': ['consent-any-code'],
  'says-order-canceled': ['access-denied', 'resource-forbidden', 'restricted-resource-refused'],
  'says-amazon-wrote': [
    'access-denied',
    'grant-refresh-token',
    'invalid-client',
    'secret-expired',
    'token-expired',
  ],
  'says-token-expired': [
    'consent-any-code',
    'consent-not-primary',
    'consent-primary-professional',
    'token-expired',
    'token-invalid',
    'grant-refresh-token',
    'invalid-grant',
    'secret-expired',
  ],
  'consent-uris-missing': ['consent-any-code', 'consent-md9100'],
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
    'result-names-problem',
    'consent-mws-part',
    'return-url-refused',
    'report-not-requestable',
    'document-id-unsupported',
    'feed-type-as-content-type',
    'restricted-resource-refused',
    'no-sandbox-match',
    'data-elements',
    'not-enrolled',
    'developer-id-foreign',
    'security-token-invalid',
  ],
  'internal-failure': ['server-error', 'no-refresh-token', 'calls-withdrawn'],
  'tls-broken': ['certificate-refused'],
  'sigv4-advice': [
    'storage-answer',
    'signature-mismatch',
    'signature-expired',
    'security-token-expired',
    'security-token-invalid',
    'sts-answer',
  ],
}
