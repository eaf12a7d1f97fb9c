import { isAmazonError } from '../amazon/errors.ts'
import { operations } from '../amazon/operations.ts'
import type { Region } from '../amazon/regions.ts'
import { judgeOperationResponse } from '../amazon/sp-api.ts'
import { recordAudit } from '../audit/record.ts'
import { type Context, inTransaction, requireScope } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import { obtainGrantlessToken } from '../tokens/obtain-grantless.ts'

const operation = operations.rotateApplicationClientSecret

/**
 * Asks Amazon to make a new client secret. The answer holds none: Amazon sends it to the queue that is registered for
 * the application there, and whoever reads the queue pastes it. From then on the one in force has seven days. Gives
 * Amazon's request id. Throws `application_not_found`, `rotation_refused` with what was seen.
 * https://developer-docs.amazon.com/sp-api/docs/rotate-your-application-client-secret
 */
export async function requestNewSecret(ctx: Context, id: string, region: Region): Promise<string | null> {
  requireScope(ctx, 'applications:manage')
  const token = await obtainGrantlessToken(ctx, id, operation.token, { minTtlSeconds: 60 })
  if (token.kind === 'failed') {
    const { detail, requestId } = token
    throw new AppError('rotation_refused', { detail, amazonRequestId: requestId })
  }
  const requestId = await ask(ctx, region, token.accessToken)
  await inTransaction(ctx, async (tx) => {
    requireScope(tx, 'applications:manage')
    const details = { region, requestId }
    await recordAudit(tx, 'application.secret-requested', { kind: 'application', id }, details)
  })
  return requestId
}

async function ask(ctx: Context, region: Region, accessToken: Secret): Promise<string | null> {
  try {
    const { response } = await ctx.amazon.call(operation, { region }, accessToken)
    judgeOperationResponse(response)
    return response.headers.get('x-amzn-requestid')
  } catch (error) {
    if (!isAmazonError(error)) throw error
    const amazonRequestId = 'requestId' in error ? error.requestId : null
    throw new AppError('rotation_refused', { detail: error.message, amazonRequestId })
  }
}
