'use client'

import { useSyncExternalStore } from 'react'
import { emptyForm, type FormAction, type FormState } from '../forms/form-state.ts'

type Asked =
  | { readonly answer: string }
  /** The server's error instead of a question. */
  | { readonly state: FormState }
  | { readonly failure: 'canceled' | 'known' }

/** Gets a challenge from the server and has the browser's authenticator answer it. */
export async function askPasskey(begin: FormAction): Promise<Asked> {
  const [library, state] = await Promise.all([
    import('@simplewebauthn/browser'),
    begin(emptyForm, new FormData()),
  ])
  const { passkey } = state
  if (passkey === undefined) return { state }
  try {
    const answer =
      passkey.create === undefined
        ? await library.startAuthentication({ optionsJSON: passkey.request })
        : await library.startRegistration({ optionsJSON: passkey.create })
    return { answer: JSON.stringify(answer) }
  } catch (error) {
    const { code } = error as { readonly code?: string }
    return { failure: code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' ? 'known' : 'canceled' }
  }
}

const never = () => () => {}

/**
 * Whether this browser supports passkeys. `assumed`: what the server renders. Nearly all browsers do, and a button that
 * comes later moves what somebody is about to press.
 */
export function useHasPasskeys(assumed: boolean): boolean {
  return useSyncExternalStore(
    never,
    () => typeof PublicKeyCredential === 'function',
    () => assumed,
  )
}
