import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import { diagnoseFailure } from '#lib/amazon/diagnosis/to-diagnosis.ts'
import type { AnyAmazonError } from '#lib/amazon/errors.ts'
import { bad, type Finding, good, note } from './finding.ts'

/** LWA's answer to a request without parameters: any refusal in its own words shows that it is LWA. Pure. */
export function judgeEmptyRequest(error: AnyAmazonError): Finding {
  if (error.kind === 'lwa' && error.blame === 'request') {
    return good(
      'token endpoint',
      `Login with Amazon answers (${error.status} ${error.code} to an empty request, as it should).`,
    )
  }
  return explain('token endpoint', error)
}

/**
 * LWA's answer to the application's credentials with a refresh token that is none: refusing the token means that the
 * credentials were accepted. Pure.
 */
export function judgeCredentials(error: AnyAmazonError): Finding {
  if (error.kind === 'lwa' && error.code === 'invalid_grant') {
    return good('credentials', 'Login with Amazon accepts client id and client secret.')
  }
  return explain('credentials', error)
}

/** One real refresh. `diagnosis`: why it didn't work. Pure. */
export function judgeRefresh(worked: boolean, name: string, diagnosis: Diagnosis | null): Finding {
  if (worked) return good('refresh', `A new access token for ${name} came.`)
  if (diagnosis === null) return bad('refresh', `No access token for ${name} came.`, 'Look at its page.')
  return bad('refresh', `${name}: ${diagnosis.title}.`, diagnosis.steps[0] ?? diagnosis.cause)
}

/** What the SP-API endpoint of a region answers without a token: a 403 of its own. Pure. */
export function judgeEndpoint(region: string, answer: { status: number } | AnyAmazonError): Finding {
  if (!('kind' in answer)) {
    return answer.status === 403
      ? good('SP-API', `${region} answers.`)
      : note('SP-API', `${region} answers ${answer.status}, not 403 as without a token.`)
  }
  return explain('SP-API', answer, `${region}: `)
}

function explain(subject: string, error: AnyAmazonError, before = ''): Finding {
  const diagnosis = diagnoseFailure(error.failure)
  if (diagnosis === null) return bad(subject, `${before}${error.message}`, 'Look at the words above.')
  return bad(
    subject,
    `${before}${diagnosis.title}. (${error.message})`,
    diagnosis.steps[0] ?? diagnosis.cause,
  )
}
