import type { HttpRequest, HttpResponse, Send, SendOptions } from '../http.ts'
import { isHttpError } from '../http.ts'
import type { Secret } from '../secret.ts'
import { AmazonUnreachableError } from './errors.ts'
import {
  authorizationCodeRequest,
  clientCredentialsRequest,
  type LwaClient,
  parseTokenResponse,
  refreshRequest,
  type TokenGrant,
} from './lwa.ts'
import type { Operation } from './operations.ts'
import type { Origins } from './origins.ts'
import type { Place } from './regions.ts'
import type { GrantlessScope } from './scopes.ts'
import { type CallInput, operationRequest } from './sp-api.ts'

export interface Amazon {
  readonly origins: Origins
  exchangeCode(client: LwaClient, code: Secret, redirectUri: string): Promise<TokenGrant>
  refresh(client: LwaClient, refreshToken: Secret): Promise<TokenGrant>
  /** An access token of the application's own, for grantless operations. */
  grantless(client: LwaClient, scope: GrantlessScope): Promise<TokenGrant>
  /** Sends and returns both sides; judging is `parseOperationResponse`. `timeoutMs`: less time than usual. */
  call(
    operation: Operation,
    place: Place,
    accessToken: Secret,
    input?: CallInput & { readonly timeoutMs?: number },
  ): Promise<{ request: HttpRequest; response: HttpResponse }>
}

/** Sees each request and its answer as they are: whoever writes them down masks them (`mask-exchange.ts`). */
export type Watch = (exchange: { readonly request: HttpRequest; readonly response: HttpResponse }) => void

/** How long we wait for an answer, and how much of it we read. */
export const amazonLimits = {
  /** Can't be repeated: LWA may have spent the code on an answer that nobody waited for. */
  exchange: { timeoutMs: 60_000, maxBytes: 64 * 1_024 },
  lwa: { timeoutMs: 10_000, maxBytes: 64 * 1_024 },
  spApi: { timeoutMs: 15_000, maxBytes: 1_024 * 1_024 },
}

/** Speaks to Amazon. Every failure to get an answer is an AmazonUnreachableError. */
export function createAmazon(
  send: Send,
  origins: Origins,
  userAgent: string,
  clock: () => Date,
  {
    watch = () => {},
    limits = amazonLimits,
  }: { readonly watch?: Watch; readonly limits?: typeof amazonLimits } = {},
): Amazon {
  async function deliver(request: HttpRequest, limit: SendOptions): Promise<HttpResponse> {
    try {
      const response = await send({ ...request, url: origins.reach(request.url) }, limit)
      watch({ request, response })
      return response
    } catch (error) {
      if (isHttpError(error)) throw new AmazonUnreachableError(error.failure, error.reason)
      throw error
    }
  }

  return {
    origins,
    exchangeCode: async (client, code, redirectUri) =>
      parseTokenResponse(await deliver(authorizationCodeRequest(client, code, redirectUri), limits.exchange)),
    refresh: async (client, refreshToken) =>
      parseTokenResponse(await deliver(refreshRequest(client, refreshToken), limits.lwa)),
    grantless: async (client, scope) =>
      parseTokenResponse(await deliver(clientCredentialsRequest(client, scope), limits.lwa)),
    call: async (operation, place, accessToken, { timeoutMs = limits.spApi.timeoutMs, ...input } = {}) => {
      const request = operationRequest(operation, place, accessToken, userAgent, clock(), input)
      const mostMs = Math.max(1, Math.round(Math.min(timeoutMs, limits.spApi.timeoutMs)))
      return { request, response: await deliver(request, { ...limits.spApi, timeoutMs: mostMs }) }
    },
  }
}
