import { isRowId } from '../row-id.ts'

/*
 * An authorization's handle is what programs send to the token endpoint where they would send a refresh token to
 * Login with Amazon. It is its id in another form: no secret, and useless without an API key.
 */

const prefix = 'gha_'

/** Programs send it for this authorization. */
export function handleOf(authorizationId: string): string {
  return prefix + authorizationId.replaceAll('-', '')
}

/** The authorization's id. Null for anything that isn't a handle. */
export function readHandle(text: string): string | null {
  if (!text.startsWith(prefix)) return null
  const id = text.slice(prefix.length).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return isRowId(id) ? id : null
}
