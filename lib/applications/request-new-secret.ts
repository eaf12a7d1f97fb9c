import { isAmazonError } from '../amazon/errors.ts'
import { operations } from '../amazon/operations.ts'
import type { Region } from '../amazon/regions.ts'
import { parseOperationResponse } from '../amazon/sp-api.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import { describeFailure, type Failure } from '../failure.ts'
import { requireConfirmation } from '../require-confirmation.ts'
import type { Secret } from '../secret.ts'
import { getGrantlessToken } from '../tokens/grantless.ts'

const operation = operations.rotateApplicationClientSecret

/**
 * Asks Amazon to create a new client secret. The response doesn't contain it: Amazon sends it to the queue that is
 * registered for the application, and a person with access to the queue pastes it here. The current secret stays valid
 * for seven days. Returns Amazon's request id.
 * https://developer-docs.amazon.com/sp-api/docs/rotate-your-application-client-secret
 */
export async function requestNewSecret(ctx: Context, id: string, region: Region): Promise<string | null> {
  requireScope(ctx, 'applications:manage')
  await requireConfirmation(ctx)
  const token = await getGrantlessToken(ctx, id, operation.token, { minTtlSeconds: 60 })
  const answer = token.kind === 'failed' ? token : await ask(ctx, region, token.accessToken)
  const { requestId } = answer
  const target = { kind: 'application', id } as const
  if (answer.kind === 'made') {
    await recordAudit(ctx, 'application.secret-requested', target, { region, requestId })
    return requestId
  }
  const detail = describeFailure(answer.failure)
  await recordAudit(ctx, 'application.secret-request-failed', target, {
    region,
    requestId,
    problem: detail,
  })
  throw new AppError('rotation_refused', { detail, amazonRequestId: requestId })
}

type Answer =
  | { readonly kind: 'made'; readonly requestId: string | null }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly requestId: string | null }

async function ask(ctx: Context, region: Region, accessToken: Secret): Promise<Answer> {
  try {
    const { response } = await ctx.amazon.call(operation, { region }, accessToken)
    parseOperationResponse(response)
    return { kind: 'made', requestId: response.headers.get('x-amzn-requestid') }
  } catch (error) {
    if (!isAmazonError(error)) throw error
    return { kind: 'failed', failure: error.failure, requestId: error.requestId }
  }
}
