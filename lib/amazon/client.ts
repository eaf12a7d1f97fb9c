import type { HttpRequest, HttpResponse, ProxySettings, Send, SendOptions } from '../http.ts'
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
import { type GrantType, type MeasuredCall, measureCall } from './measure-call.ts'
import type { Operation } from './operations.ts'
import type { Origins } from './origins.ts'
import type { CallTarget } from './regions.ts'
import type { GrantlessScope } from './scopes.ts'
import { type CallInput, operationRequest } from './sp-api.ts'
import { nameAgent } from './user-agent.ts'

export interface Amazon {
  readonly origins: Origins
  /** By which it is reached; null: directly. */
  readonly proxy: ProxySettings | null
  exchangeCode(client: LwaClient, code: Secret, redirectUri: string): Promise<TokenGrant>
  refresh(client: LwaClient, refreshToken: Secret): Promise<TokenGrant>
  /** An access token of the application's own, for grantless operations. */
  grantless(client: LwaClient, scope: GrantlessScope): Promise<TokenGrant>
  /**
   * Sends and returns both sides; `parseOperationResponse` checks the answer. `timeoutMs`: less time than usual.
   * `agent`: the agent that asks for the call, if there is one.
   */
  call(
    operation: Operation,
    target: CallTarget,
    accessToken: Secret,
    input?: CallInput & { readonly timeoutMs?: number; readonly agent?: string | undefined },
  ): Promise<{ request: HttpRequest; response: HttpResponse }>
}

/** Receives each request and response unmasked. Code that records them masks them first (`mask-exchange.ts`). */
export type Watch = (exchange: { readonly request: HttpRequest; readonly response: HttpResponse }) => void

/** How long we wait for an answer, and how much of it we read. */
export const amazonLimits = {
  /** Can't be repeated: LWA may have spent the code on a response that timed out here. */
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
    proxy = null,
  }: {
    readonly watch?: Watch
    readonly limits?: typeof amazonLimits
    readonly proxy?: ProxySettings | null
  } = {},
): Amazon {
  function deliver(request: HttpRequest, limit: SendOptions, call: MeasuredCall): Promise<HttpResponse> {
    return measureCall(call, request, async () => {
      try {
        const response = await send({ ...request, url: origins.toReachableUrl(request.url) }, limit)
        watch({ request, response })
        return response
      } catch (error) {
        if (isHttpError(error)) throw new AmazonUnreachableError(error.failure, error.reason)
        throw error
      }
    })
  }

  const askLwa = async (grantType: GrantType, request: HttpRequest, limit: SendOptions) =>
    parseTokenResponse(await deliver(request, limit, { service: 'lwa', grantType }))

  return {
    origins,
    proxy,
    exchangeCode: (client, code, redirectUri) =>
      askLwa('authorization_code', authorizationCodeRequest(client, code, redirectUri), limits.exchange),
    refresh: (client, refreshToken) =>
      askLwa('refresh_token', refreshRequest(client, refreshToken), limits.lwa),
    grantless: (client, scope) =>
      askLwa('client_credentials', clientCredentialsRequest(client, scope), limits.lwa),
    call: async (
      operation,
      target,
      accessToken,
      { timeoutMs = limits.spApi.timeoutMs, agent, ...input } = {},
    ) => {
      const sender = agent === undefined ? userAgent : nameAgent(userAgent, agent)
      const request = operationRequest(operation, target, accessToken, sender, clock(), input)
      const mostMs = Math.max(1, Math.round(Math.min(timeoutMs, limits.spApi.timeoutMs)))
      const limit = { ...limits.spApi, timeoutMs: mostMs }
      const call = { service: 'sp-api', operation: operation.id } as const
      return { request, response: await deliver(request, limit, call) }
    },
  }
}
