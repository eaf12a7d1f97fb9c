import * as oidc from 'openid-client'
import { AppError } from '../errors.ts'
import { type Send, send as sendDirectly } from '../http.ts'
import type { Secret } from '../secret.ts'
import { diagnoseFailure } from './diagnose-failure.ts'

export interface ProviderSettings {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: Secret
  /** The name on the sign-in button. */
  readonly name: string
  /** Separated by spaces. */
  readonly scope: string
}

/** Decides which people may sign in as operators, and with which role. */
export interface AccessRules {
  readonly roleClaim: string
  /** The role that each value of that claim grants. */
  readonly roleMap: readonly { readonly role: 'viewer' | 'operator' | 'admin'; readonly value: string }[]
  /** Null: any. */
  readonly allowedDomains: readonly string[] | null
  /** The one operator who keeps a password when the provider is required; null: it isn't required. */
  readonly breakGlassEmail: string | null
}

/** Kept by the browser between the two halves of a sign-in, encrypted. */
export interface Checks {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  /** How long ago the person may have signed in at the provider; null: any time. */
  readonly maxAgeS: number | null
}

/** Someone at the provider. Issuer and subject name them forever; everything else can change. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
  /** When they last proved there who they are, by the signed ID token; null if it doesn't say. */
  readonly authenticatedAt: Date | null
}

export interface Provider {
  readonly name: string
  /** The address to which the browser is sent. */
  start(
    redirectUri: string,
    maxAgeS: number | null,
  ): Promise<{ readonly url: string; readonly checks: Checks }>
  /** Returns the identity of the person who came back to `redirectUri` with this query. */
  finish(redirectUri: string, query: string, checks: Checks): Promise<Identity>
}

export interface Providers {
  readonly operators: (Provider & { readonly access: AccessRules }) | null
  readonly sellers: Provider | null
}

export function createProviders(
  send: Send,
  {
    operators,
    sellers,
  }: {
    readonly operators: (ProviderSettings & AccessRules) | null
    readonly sellers: ProviderSettings | null
  },
): Providers {
  return {
    operators: operators === null ? null : { ...createProvider(operators, send), access: operators },
    sellers: sellers === null ? null : createProvider(sellers, send),
  }
}

/** Limits of each request. A sign-in sends at most four. */
const limits = { timeoutMs: 5_000, maxBytes: 1_000_000 }
/** Many providers say when the person signed in there only if they are asked. Others ignore the parameter. */
const askedClaims = JSON.stringify({ id_token: { auth_time: { essential: true } } })
/** A provider's metadata is read again after this long. */
const discoveryLifeMs = 3_600_000

/**
 * An OpenID Connect provider: the authorization code flow with PKCE, state and nonce. Signatures of ID tokens are
 * checked although they come over TLS.
 */
export function createProvider(settings: ProviderSettings, send: Send = sendDirectly): Provider {
  const { issuer, clientId, clientSecret, name, scope } = settings
  let discovered: { readonly config: Promise<oidc.Configuration>; readonly at: number } | null = null

  const discover = (): Promise<oidc.Configuration> => {
    if (discovered !== null && performance.now() - discovered.at < discoveryLifeMs) return discovered.config
    const config = oidc.discovery(issuer, clientId, undefined, authenticate(clientSecret), {
      execute: [
        oidc.enableNonRepudiationChecks,
        // The environment allows it on this machine only.
        ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
      ],
      [oidc.customFetch]: fetchThrough(send),
    })
    const current = { config, at: performance.now() }
    discovered = current
    config.catch(() => {
      if (discovered === current) discovered = null
    })
    return config
  }

  return {
    name,
    start: async (redirectUri, maxAgeS) => {
      const config = await discover().catch((error: unknown) => fail(error))
      const [state, nonce, codeVerifier] = [
        oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ]
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        claims: askedClaims,
        ...(maxAgeS !== null && { max_age: String(maxAgeS) }),
      })
      return { url: url.href, checks: { state, nonce, codeVerifier, maxAgeS } }
    },
    finish: async (redirectUri, query, { state, nonce, codeVerifier, maxAgeS }) => {
      if (new URLSearchParams(query).get('state') !== state) throw new AppError('sign_in_lost')
      try {
        const config = await discover()
        const tokens = await oidc.authorizationCodeGrant(config, new URL(query, redirectUri), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          ...(maxAgeS !== null && { maxAge: maxAgeS }),
          idTokenExpected: true,
        })
        const claims = tokens.claims() as oidc.IDToken
        const more =
          config.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
        return {
          issuer: claims.iss,
          subject: claims.sub,
          claims: { ...more, ...claims },
          authenticatedAt: claims.auth_time === undefined ? null : new Date(claims.auth_time * 1_000),
        }
      } catch (error) {
        return fail(error, maxAgeS !== null)
      }
    },
  }
}

function fail(error: unknown, isAuthTimeRequired = false): never {
  const { code, reason } = diagnoseFailure(error, isAuthTimeRequired)
  throw new AppError(code, { reason })
}

/** Every provider supports `client_secret_basic`, unless it says otherwise. */
function authenticate(clientSecret: Secret): oidc.ClientAuth {
  const basic = oidc.ClientSecretBasic(clientSecret.expose())
  const post = oidc.ClientSecretPost(clientSecret.expose())
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_basic') ? basic : post)(server, ...rest)
  }
}

/** Our own limits for time and size, and no redirects. */
function fetchThrough(send: Send): oidc.CustomFetch {
  return async (url, { method, headers, body }) => {
    const response = await send(
      {
        method: method === 'POST' ? 'POST' : 'GET',
        url,
        headers,
        ...(body !== undefined && body !== null && { body: String(body) }),
      },
      limits,
    )
    return new Response(response.body === '' ? null : response.body, {
      status: response.status,
      headers: response.headers,
    })
  }
}
