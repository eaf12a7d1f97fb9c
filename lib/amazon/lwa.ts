import { z } from 'zod'
import type { HttpRequest, HttpResponse } from '../http.ts'
import { Secret } from '../secret.ts'
import { AmazonUnreadableError, LwaError } from './errors.ts'
import type { GrantlessScope } from './scopes.ts'
import { wireMessage } from './wire-text.ts'

/** The credentials of an application's LWA client. */
export interface LwaClient {
  readonly clientId: string
  readonly clientSecret: Secret
  /** Canonical, such as https://api.amazon.com/auth/o2/token. */
  readonly tokenEndpoint: string
}

export interface TokenGrant {
  readonly accessToken: Secret
  /** Null when LWA sent none, as it does for clients without a secret. */
  readonly refreshToken: Secret | null
  /** Seconds from the answer; 0 when LWA gave no usable number, so that the token counts as expired. */
  readonly expiresInSeconds: number
  readonly requestId: string | null
}

/** Exchanges an authorization code. https://developer-docs.amazon.com/sp-api/docs/website-authorization-workflow */
export function authorizationCodeRequest(client: LwaClient, code: Secret, redirectUri: string): HttpRequest {
  return tokenRequest(client, {
    grant_type: 'authorization_code',
    code: code.expose(),
    redirect_uri: redirectUri,
  })
}

/** Gets a new access token. LWA returns the same refresh token; should it differ, the new one counts. */
export function refreshRequest(client: LwaClient, refreshToken: Secret): HttpRequest {
  return tokenRequest(client, { grant_type: 'refresh_token', refresh_token: refreshToken.expose() })
}

/** Gets a grantless access token. https://developer-docs.amazon.com/sp-api/docs/grantless-operations */
export function clientCredentialsRequest(client: LwaClient, scope: GrantlessScope): HttpRequest {
  return tokenRequest(client, { grant_type: 'client_credentials', scope })
}

function tokenRequest(client: LwaClient, parameters: Readonly<Record<string, string>>): HttpRequest {
  return {
    method: 'POST',
    url: client.tokenEndpoint,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    },
    body: new URLSearchParams({
      ...parameters,
      client_id: client.clientId,
      client_secret: client.clientSecret.expose(),
    }).toString(),
  }
}

const refusal = z.object({
  error: z.string().regex(/^\w{1,100}$/),
  error_description: wireMessage(500),
})

/** RFC 6749, A.12 and A.17: visible ASCII, so that it can be sent back in a header. */
const token = z.string().regex(/^[\x21-\x7e]{1,4096}$/)

const grant = z.object({
  access_token: token,
  refresh_token: token.nullish(),
  token_type: z.string().refine((type) => type.toLowerCase() === 'bearer', 'is not bearer'),
  expires_in: z.unknown().optional(),
})

const longestLifeSeconds = 3_600

/** Throws LwaError for a refusal, AmazonUnreadableError for an answer that isn't LWA's. */
export function parseTokenResponse(response: HttpResponse): TokenGrant {
  const evidence = { status: response.status, requestId: response.headers.get('x-amzn-requestid') }
  const json = parseJson(response.body)
  if (response.status === 200) {
    const parsed = grant.safeParse(json)
    if (!parsed.success) throw new AmazonUnreadableError(describe(json, parsed.error), evidence)
    return {
      accessToken: new Secret(parsed.data.access_token),
      refreshToken: parsed.data.refresh_token ? new Secret(parsed.data.refresh_token) : null,
      expiresInSeconds: lifeSeconds(parsed.data.expires_in),
      requestId: evidence.requestId,
    }
  }
  const refused = refusal.safeParse(json)
  if (refused.success) throw new LwaError(refused.data.error, refused.data.error_description, evidence)
  if (response.status >= 500)
    throw new LwaError('server_error', 'The response contains no LWA error.', evidence)
  if (response.status === 429)
    throw new LwaError('too_many_requests', 'The response contains no LWA error.', evidence)
  throw new AmazonUnreadableError('it is not an LWA error', evidence)
}

/** Missing, negative, text or absurd: counted as expired, or as the documented hour. */
function lifeSeconds(value: unknown): number {
  const seconds = typeof value === 'string' ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0) return 0
  return Math.min(Math.floor(seconds), longestLifeSeconds)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Names the invalid fields, never their values. */
function describe(json: unknown, error: z.ZodError): string {
  if (json === null) return 'it is not JSON'
  return error.issues.map((issue) => issue.path.join('.') || 'body').join(', ')
}
