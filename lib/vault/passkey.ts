import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'

export type PasskeyCreationOptions = PublicKeyCredentialCreationOptionsJSON
export type PasskeyRequestOptions = PublicKeyCredentialRequestOptionsJSON

/** Whose passkeys they are: one host, and pages of one origin. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

interface Known {
  readonly credentialId: string
  readonly transports: readonly string[]
}

export interface NewCredential extends Known {
  readonly publicKey: Uint8Array
  readonly counter: number
}

const base64url = z.base64url().max(20_000)
const common = {
  id: z.base64url().min(1).max(1_400),
  rawId: z.base64url().max(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  // Nothing is asked of extensions, so nothing is read of them.
  clientExtensionResults: z.unknown().transform(() => ({})),
}
const registrationShape = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
})
const authenticationShape = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
})

/**
 * EdDSA, ES256, RS256: what authenticators have. Left out, the library tries what Node supports, and Node warns of it.
 */
const algorithms = [-8, -7, -257]

/** Loaded on first use: only the app needs it. */
const library = () => import('@simplewebauthn/server')

/** Longer than any answer of an authenticator. */
const longestAnswer = 60_000

/**
 * The relying party, in WebAuthn's terms; null where browsers offer no passkeys: they need https and a host name, or
 * localhost.
 */
export function relyingPartyOf(appUrl: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(appUrl)
  if (hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname)) return null
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  return protocol === 'https:' || isLocal ? { id: hostname, origin } : null
}

/**
 * For `navigator.credentials.create()`. A passkey that the browser finds without a name, and that verifies its person.
 */
export async function makeCreationOptions(
  party: RelyingParty,
  facts: {
    readonly partyName: string
    readonly personId: string
    readonly email: string
    readonly name: string
    readonly known: readonly Known[]
  },
): Promise<PasskeyCreationOptions> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    supportedAlgorithmIDs: algorithms,
    rpID: party.id,
    rpName: facts.partyName,
    userID: userHandleOf(facts.personId),
    userName: facts.email,
    userDisplayName: facts.name,
    attestationType: 'none',
    excludeCredentials: facts.known.map(toDescriptor),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** For `navigator.credentials.get()`. `known`: of a certain person; without them, any passkey of this host will do. */
export async function makeRequestOptions(
  party: RelyingParty,
  known: readonly Known[] = [],
): Promise<PasskeyRequestOptions> {
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    ...(known.length > 0 && { allowCredentials: known.map(toDescriptor) }),
  })
}

/** The new passkey in an authenticator's answer; null for an answer that proves nothing. */
export async function verifyCreation(
  party: RelyingParty,
  challenge: string,
  answer: string,
): Promise<NewCredential | null> {
  const response = parse(registrationShape, answer)
  if (response === null) return null
  try {
    const { verified, registrationInfo } = await (await library()).verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { credentialId: id, publicKey, counter, transports: response.response.transports }
  } catch {
    // It throws for whatever it finds wrong, and none of it is more than a wrong answer.
    return null
  }
}

/** The id of the passkey in an answer, before anything in it is verified; null if it can't be read. */
export function readCredentialId(answer: string): string | null {
  return parse(authenticationShape, answer)?.id ?? null
}

/** The passkey's new counter; null for an answer that proves nothing. */
export async function verifyRequest(
  party: RelyingParty,
  challenge: string,
  answer: string,
  credential: NewCredential & { readonly personId: string },
): Promise<{ readonly counter: number } | null> {
  const response = parse(authenticationShape, answer)
  if (response === null) return null
  const { userHandle } = response.response
  if (userHandle !== undefined && userHandle !== toBase64url(userHandleOf(credential.personId))) return null
  try {
    const { verified, authenticationInfo } = await (await library()).verifyAuthenticationResponse({
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: credential.credentialId,
        publicKey: new Uint8Array(credential.publicKey),
        counter: credential.counter,
      },
    })
    return verified ? { counter: authenticationInfo.newCounter } : null
  } catch {
    // A counter that didn't grow is among what it throws for: the passkey was copied, or the answer was.
    return null
  }
}

function parse<Shape extends z.ZodType>(shape: Shape, answer: string): z.output<Shape> | null {
  if (answer.length > longestAnswer) return null
  try {
    return shape.parse(JSON.parse(answer))
  } catch {
    return null
  }
}

function toDescriptor({ credentialId: id, transports }: Known) {
  return { id, transports: [...transports] }
}

/** Authenticators keep this instead of a name: the id of the person's row, which says nothing about them. */
function userHandleOf(personId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(personId))
}

function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
